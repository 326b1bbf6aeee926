using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring;

namespace Ingot.Tests.Shared;

/// <summary>Short ways to schemas, tables, and models in a temporary file.</summary>
internal sealed class TestModel : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.onnx");

    public static SchemaColumn Feature(string name, ColumnType type, double minFraction = 0, NumberPrecision precision = NumberPrecision.Float32) =>
        new() { Name = name, Type = type, Role = ColumnRole.Feature, MinFraction = minFraction, Precision = precision };

    public static ModelSchema Schema(ModelTask task, params SchemaColumn[] features) => new()
    {
        Task = task,
        PositiveClass = task == ModelTask.BinaryClassification ? "yes" : null,
        Columns =
        [
            .. features,
            new SchemaColumn
            {
                Name = "label",
                Type = task == ModelTask.Regression ? ColumnType.Number : ColumnType.String,
                Role = ColumnRole.Label,
                Domain = task switch
                {
                    ModelTask.BinaryClassification => ["no", "yes"],
                    ModelTask.MulticlassClassification => ["a", "b", "c"],
                    _ => null,
                },
            },
        ],
    };

    public static ColumnSpec Says(string name, MissingValues missing, string? constant = null, int monotone = 0) =>
        new(name, missing, constant, null, null, monotone, new SourceLocation("Model.csproj", 7));

    public static NumberColumn Numbers(string name, params double[] values) => new(name, values);

    public static StringColumn Strings(string name, params string?[] values)
    {
        var dictionary = values.OfType<string>().Distinct().Order(StringComparer.Ordinal).ToArray();
        return new StringColumn(name, Array.ConvertAll(values, v => v is null ? -1 : Array.BinarySearch(dictionary, v, StringComparer.Ordinal)), dictionary);
    }

    /// <summary>A number, a boolean and a date that may be missing, and a string.</summary>
    public static (ModelSchema Schema, Table Table) Mixed(ModelTask task) =>
    (
        Schema(
            task,
            Feature("size", ColumnType.Number),
            Feature("new", ColumnType.Boolean),
            Feature("since", ColumnType.Date),
            Feature("colour", ColumnType.String)),
        new Table(
        [
            Numbers("size", 1, 2, double.NaN, 4),
            new BooleanColumn("new", [1, 0, -1, 1]),
            new DateColumn("since", [0, 86_400_000_000, DateColumn.Missing, 43_200_000_000]),
            Strings("colour", "red", "blue", null, "red"),
        ]));

    public static float[] Row(FeatureMatrix matrix, int row) => matrix.Values[(row * matrix.Names.Count)..((row + 1) * matrix.Names.Count)];

    /// <summary>One feature's values.</summary>
    public static float[] Column(FeatureMatrix matrix, string name)
    {
        var at = matrix.Names.ToList().IndexOf(name);
        return [.. Enumerable.Range(0, matrix.Rows).Select(r => matrix.Values[(r * matrix.Names.Count) + at])];
    }

    public void Write(ModelSchema schema, FeaturePlan plan, LearnedModel learned, double threshold = 0.5) =>
        OnnxModelWriter.Write(Path, schema, plan, learned, threshold, "Test");

    /// <summary>Writes a tree over <see cref="Mixed"/>.</summary>
    public void WriteTree()
    {
        var (schema, table) = Mixed(ModelTask.BinaryClassification);
        var tree = new DecisionTree(0, [new TreeNode(0, 1.5, null, true, ~0, 1), new TreeNode(3, 0, [0], false, ~1, ~2)], [-1, 0.5, 2]);
        Write(
            schema, FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees), new TreeModel([tree], [0.125]) { Link = OutputLink.Sigmoid, Outputs = 1 });
    }

    public float[] Score(ModelSchema schema, Table table, int threads = 1)
    {
        using var scorer = new OnnxScorer(Path, threads);
        return scorer.Score(table, schema);
    }

    public void Dispose() => File.Delete(Path);
}

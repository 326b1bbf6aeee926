using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Runtime.Tests;

/// <summary>Small ONNX files whose predictions are known.</summary>
public sealed class TestModels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-runtime-").FullName;

    /// <summary>score = 2 x + 1; a missing x is a missing score.</summary>
    public string Line => Write(
        "line", Regression(Feature("x", ColumnType.Number)), new Table([new NumberColumn("x", [1, 2])]), [2], 1);

    /// <summary>score = x + 10 flag + days since 1970, where only the flag is always there.</summary>
    public string Mixed => Write(
        "mixed",
        Regression(
            Feature("x", ColumnType.Number) with { Precision = NumberPrecision.Float64 },
            Feature("flag", ColumnType.Boolean) with { MinFraction = 1 },
            Feature("day", ColumnType.Date)),
        new Table([new NumberColumn("x", [1, 2]), new BooleanColumn("flag", [0, 1]), new DateColumn("day", [0, 1])]),
        [1, 10, 1],
        0);

    /// <summary>score = index of the text among "b" (0) and "a" (1), missing for any other text and for none; probability = sigmoid.</summary>
    public string Text => Write("text", 0.5, isChosen: false);

    /// <summary>The same, with a threshold that training chose.</summary>
    public string Chosen => Write("chosen", 0.125, isChosen: true);

    private string Write(string name, double threshold, bool isChosen) => Write(
        name,
        new ModelSchema
        {
            Task = ModelTask.BinaryClassification,
            PositiveClass = "yes",
            Columns = [Label("no", "yes"), Feature("word", ColumnType.String)],
        },
        new Table([new StringColumn("word", [1, 1, 0], ["a", "b"])]),
        [1],
        0,
        new ModelAnswer(null, threshold) { IsChosen = isChosen });

    /// <summary>Writes three classes whose raw scores are x, 2 x and 3 x.</summary>
    public string Classes => Write(
        "classes",
        new ModelSchema { Task = ModelTask.MulticlassClassification, Columns = [Label("a", "b", "c"), Feature("x", ColumnType.Number)] },
        new Table([new NumberColumn("x", [1, 2])]),
        [1, 2, 3],
        0);

    public string At(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static ModelSchema Regression(params SchemaColumn[] features) => new()
    {
        Task = ModelTask.Regression,
        Columns = [new SchemaColumn { Name = "y", Type = ColumnType.Number, Role = ColumnRole.Label }, .. features],
    };

    private static SchemaColumn Label(params string[] classes) =>
        new() { Name = "y", Type = ColumnType.String, Role = ColumnRole.Label, Domain = classes };

    private static SchemaColumn Feature(string name, ColumnType type) => new() { Name = name, Type = type, Role = ColumnRole.Feature };

    private string Write(string name, ModelSchema schema, Table table, double[] weights, double bias, ModelAnswer? answer = null)
    {
        var path = At(name + ".onnx");
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        var several = schema.Task == ModelTask.MulticlassClassification;
        var learned = new LinearModel(several ? [.. weights.Select(w => new[] { w })] : [weights], several ? new double[weights.Length] : [bias])
        {
            Link = OutputLink.Identity,
            Outputs = several ? weights.Length : 1,
        };
        File.WriteAllBytes(path, OnnxModelWriter.ToBytes(schema, plan, learned, answer ?? new ModelAnswer(null, 0.5), name));
        return path;
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx.Features;

/// <summary>The featurisation: fitted on training data, written as a graph, and computed by that graph only.</summary>
public sealed class FeaturePlan
{
    private const int MaxOneHot = 32;

    private FeaturePlan(IReadOnlyList<FeatureStep> steps) => Steps = steps;

    internal IReadOnlyList<FeatureStep> Steps { get; }

    /// <summary>Fits the featurisation.</summary>
    /// <param name="training">The training rows.</param>
    /// <param name="schema">Names the features.</param>
    /// <param name="columns">What the project says about columns.</param>
    /// <param name="style">What the learner wants.</param>
    /// <exception cref="IngotException">INGOT2010: a column is to keep missing values that the learner cannot take.</exception>
    public static FeaturePlan Fit(Table training, ModelSchema schema, IReadOnlyList<ColumnSpec> columns, FeatureStyle style) =>
        new([.. schema.Features.Select(f => Fit(training[f.Name], f, columns.FirstOrDefault(c => c.Name == f.Name), style))]);

    /// <summary>The matrix that a learner sees, computed by ONNX Runtime from the graph that is shipped.</summary>
    public FeatureMatrix Transform(Table table)
    {
        var graph = new OnnxGraph();
        var features = FeatureGraph.Append(graph, this);
        var names = Steps.SelectMany(s => s.Names).ToList();
        graph.Output(features, "features", ElementType.Float, names.Count);
        using var session = new BatchSession(graph.ToArray("features"), threads: 0);
        var values = session.Run(table, [.. Steps.Select(s => s.Column)], "features", names.Count);
        var categorical = new List<int>();
        var monotone = new List<int>();
        foreach (var step in Steps)
        {
            if (step.Column.Type == ColumnType.String && !step.OneHot)
            {
                categorical.Add(monotone.Count);
            }

            monotone.AddRange(step.Names.Select(_ => step.Monotone));
        }

        return new FeatureMatrix(table.Rows, names, values) { Categorical = categorical, Monotone = monotone };
    }

    private static FeatureStep Fit(TableColumn values, SchemaColumn column, ColumnSpec? said, FeatureStyle style)
    {
        var missing = said?.Missing ?? MissingValues.Auto;
        if (missing == MissingValues.Keep && style != FeatureStyle.NativeTrees)
        {
            throw new IngotException(TrainDiagnostics.CannotKeepMissing.At(
                said!.Location, $"Column '{column.Name}' has Missing=\"Keep\", but this trainer cannot take missing values. Choose Median, Mean, MostFrequent or Constant, or the trainer LightGbm."));
        }

        var hasPresence = column.Type is ColumnType.Boolean or ColumnType.Date && column.MinFraction < 1;
        var keep = missing is MissingValues.Keep or MissingValues.DropRow || (missing == MissingValues.Auto && style == FeatureStyle.NativeTrees);
        var step = new FeatureStep(column, hasPresence, null, [], false, 0, 1, said?.Monotone ?? 0);
        if (values is StringColumn strings)
        {
            return FitStrings(strings, step, keep, missing, said?.Constant, style);
        }

        var numbers = ColumnStatistics.Of(values);
        var fill = keep && style == FeatureStyle.NativeTrees ? (double?)null : numbers.Fill(missing, said?.Constant, said?.Location ?? default);
        var (offset, scale) = style == FeatureStyle.Linear ? numbers.Standardisation(fill ?? 0) : (0, 1);
        return step with { Fill = fill, Offset = offset, Scale = scale };
    }

    private static FeatureStep FitStrings(
        StringColumn strings, FeatureStep step, bool keep, MissingValues missing, string? constant, FeatureStyle style)
    {
        var counts = new long[strings.Dictionary.Length];
        foreach (var code in strings.Codes.Where(c => c >= 0))
        {
            counts[code]++;
        }

        var frequent = Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)
            .OrderByDescending(i => counts[i]).ThenBy(i => strings.Dictionary[i], StringComparer.Ordinal).ToList();
        var oneHot = style != FeatureStyle.NativeTrees;
        var categories = frequent.Take(oneHot ? MaxOneHot : int.MaxValue).Select(i => strings.Dictionary[i]).ToList();
        // A missing string of one-hot features is none of the categories unless the project says what it is.
        double? fill = keep || missing is MissingValues.Auto ? null
            : missing == MissingValues.Constant ? categories.IndexOf(constant!) : 0;
        return step with { Categories = categories, OneHot = oneHot, Fill = fill < 0 ? null : fill };
    }
}

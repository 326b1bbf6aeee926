using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Features;

/// <summary>Fits what becomes of numbers.</summary>
internal static class TransformFit
{
    /// <summary>Numbers that become what the project says.</summary>
    public static FeatureStep Of(FeatureStep step, NumberColumn values, int[] rows, bool isFilled, ColumnSpec said, NumberTransform kind, FeatureStyle style)
    {
        var numbers = ColumnStatistics.Of(values, rows);
        double? fill = isFilled ? numbers.Fill(said.Missing, said.Missing == MissingValues.Constant ? FillConstant.Read(said, step.Column.Type) : null) : null;
        double[] sorted = [.. rows.Select(r => double.IsNaN(values.Values[r]) ? fill ?? double.NaN : values.Values[r]).Where(v => !double.IsNaN(v)).Order()];
        var filled = step with { Fill = fill, Transform = TransformStep.Fit(kind, sorted) };
        if (kind == NumberTransform.Robust)
        {
            var spread = TransformStep.Quantile(sorted, 0.75) - TransformStep.Quantile(sorted, 0.25);
            return filled with { Offset = TransformStep.Quantile(sorted, 0.5), Scale = double.IsNormal(spread) ? 1 / spread : 1 };
        }

        if (kind != NumberTransform.Standard && (style != FeatureStyle.Linear || filled.Transform.IsScaled))
        {
            return filled;
        }

        // Mean and deviation of what the graph makes of the rows.
        var graph = new OnnxGraph();
        graph.Output(FeatureGraph.AppendAlike(graph, [filled]), "values", ElementType.Float, 1);
        using var session = new BatchSession(graph.ToArray("values"), 1);
        var transformed = new double[rows.Length];
        session.Run<float>(new Table([values]), rows, [step.Column], "values", 1, (start, count, found) =>
        {
            for (var i = 0; i < count; i++)
            {
                transformed[start + i] = found[i];
            }
        });
        transformed = Array.FindAll(transformed, v => !double.IsNaN(v));
        var (offset, scale) = ColumnStatistics.Of(new NumberColumn(step.Column.Name, transformed), [.. Enumerable.Range(0, transformed.Length)]).Standardisation(0);
        return filled with { Offset = offset, Scale = scale };
    }
}

using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Graphs;
using Ingot.Scoring;

namespace Ingot.Onnx.Features;

/// <summary>A feature that an expression computes from columns.</summary>
/// <param name="Spec">The expression.</param>
/// <param name="Columns">The columns that it names.</param>
internal sealed record ComputedFeature(FeatureSpec Spec, IReadOnlyList<SchemaColumn> Columns)
{
    private const string Output = "values";

    /// <summary>It as a column of numbers.</summary>
    public SchemaColumn Column => new() { Name = Spec.Name, Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 };

    /// <summary>Those of a project whose columns are all inputs of the model. Of the project's own model they are, which Prepare checks; a model to compare with may have fewer.</summary>
    public static IEnumerable<ComputedFeature> Of(IReadOnlyList<FeatureSpec> specs, ModelSchema schema)
    {
        var features = schema.Features.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var spec in specs)
        {
            var names = ExpressionCheck.Columns(spec.Parsed);
            if (names.Count > 0 && names.All(features.ContainsKey))
            {
                yield return new ComputedFeature(spec, [.. names.Select(n => features[n])]);
            }
        }
    }

    /// <summary>Its values, as the graph that is shipped computes them.</summary>
    public NumberColumn Values(Table table, int threads)
    {
        var graph = new OnnxGraph();
        graph.Output(new ExpressionGraph(graph, Columns).Append(Spec.Parsed), Output, ElementType.Double, 1);
        var computed = new double[table.Rows];
        using var session = new BatchSession(graph.ToArray(Output), threads);
        session.Run<double>(table, null, Columns, Output, 1, (start, _, values) => values.CopyTo(computed.AsSpan(start)));
        return new NumberColumn(Spec.Name, computed);
    }
}

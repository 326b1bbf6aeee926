using System.Text.Json;
using Ingot.Onnx.Learned;
using Ingot.Scoring.Explanations;

namespace Ingot.Onnx.Graphs;

/// <summary>Writes a linear model as a product of doubles, and what explains its predictions.</summary>
internal static class LinearGraph
{
    /// <summary>Adds it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="features">The features, in double.</param>
    /// <param name="model">The weights.</param>
    /// <param name="columns">As of <see cref="TreeGraph.Append"/>.</param>
    public static string Append(OnnxGraph graph, string features, LinearModel model, IReadOnlyList<string>? columns)
    {
        var inputs = model.Weights[0].Length;
        var weights = new double[inputs * model.Outputs];
        for (var o = 0; o < model.Outputs; o++)
        {
            for (var f = 0; f < inputs; f++)
            {
                weights[(f * model.Outputs) + o] = model.Weights[o][f];
            }
        }

        if (columns is not null && model.CanExplain && model.Means is { } means && Array.TrueForAll(means, double.IsFinite))
        {
            List<string> names = [.. columns.Distinct(StringComparer.Ordinal)];
            var facts = new ExplanationFacts(names, [.. columns.Select(c => names.IndexOf(c))], model.Bias, model.LinkSlope, model.LinkOffset)
            {
                Linear = new LinearFacts(features, means, model.Weights),
            };
            graph.Metadata(ExplanationFacts.Key, JsonSerializer.Serialize(facts, OnnxGraph.Facts));
        }

        var product = graph.Node("MatMul", [features, graph.Doubles(weights, inputs, model.Outputs)]);
        return graph.Node("Add", [product, graph.Doubles(model.Bias, 1, model.Outputs)]);
    }
}

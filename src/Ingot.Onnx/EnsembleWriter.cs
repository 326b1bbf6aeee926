using System.Globalization;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Brought;
using Ingot.Onnx.Graphs;

namespace Ingot.Onnx;

/// <summary>Joins models that Ingot wrote into one that says the weighted mean of what they say: of probabilities, or of predicted numbers.</summary>
public static class EnsembleWriter
{
    private const string Combined = "ensemble";

    /// <summary>The bytes of the joined file.</summary>
    /// <param name="members">The ONNX files, of one schema.</param>
    /// <param name="weights">The weight of each, above 0, all together 1.</param>
    /// <param name="schema">Names inputs, task and classes.</param>
    /// <param name="answer">What is made of the mean: of two classes by the log-odds of its probability.</param>
    /// <param name="modelName">The joined graph's name.</param>
    public static byte[] ToBytes(IReadOnlyList<byte[]> members, IReadOnlyList<double> weights, ModelSchema schema, ModelAnswer answer, string modelName)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(answer);
        var graph = new OnnxGraph();
        var output = schema.ScoreOutput.Name;
        var width = schema.Task == ModelTask.MulticlassClassification ? schema.Classes.Count : 1;
        var (words, features) = (new SortedDictionary<string, JsonElement>(StringComparer.Ordinal), 0);
        string? sum = null;
        for (var m = 0; m < members.Count; m++)
        {
            var member = BroughtModel.Read(members[m], modelName, SourceLocation.None, string.Create(CultureInfo.InvariantCulture, $"member{m}/"));
            foreach (var input in member.Inputs)
            {
                graph.Alias(graph.Input(input.Name, (ElementType)input.Type), member.NameOf(input.Name));
            }

            member.AppendTo(graph, output);
            var weighted = graph.Node("Mul", [graph.Cast(member.NameOf(output), ElementType.Double), graph.Doubles([weights[m]], 1)]);
            sum = sum is null ? weighted : graph.Node("Add", [sum, weighted]);
            if (member.NeedsOnnxRuntime)
            {
                graph.NeedOnnxRuntime();
            }

            foreach (var (key, value) in member.Metadata)
            {
                features = key == OnnxGraph.WidthKey ? Math.Max(features, int.Parse(value, CultureInfo.InvariantCulture)) : features;
                foreach (var (column, list) in key == OnnxGraph.WordsKey ? JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(value)! : [])
                {
                    words.TryAdd(column, list);
                }
            }
        }

        graph.Alias(sum ?? throw new ArgumentException("There is no member.", nameof(members)), BroughtModel.Named(Combined));
        int[] order = schema.Task switch { ModelTask.Regression => [], ModelTask.BinaryClassification => [-1, 0], _ => [.. Enumerable.Range(0, width)] };
        var kind = schema.Task == ModelTask.Regression ? ModelOutputKind.Value : ModelOutputKind.Probabilities;
        new AnswerOutputs(graph, schema, answer).Append(new Answer(Combined, (int)ElementType.Double, width, kind, order, IsSaid: true));
        OnnxModelWriter.Describe(graph, schema);
        OnnxModelWriter.Describe(graph, answer);
        if (features > 0)
        {
            graph.Width(features);
        }

        if (words.Count > 0)
        {
            graph.Metadata(OnnxGraph.WordsKey, JsonSerializer.Serialize(words));
        }

        return graph.ToArray(modelName);
    }
}

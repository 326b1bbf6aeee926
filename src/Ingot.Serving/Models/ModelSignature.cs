using System.Text;
using Ingot.Core.Schemas;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>A model's inputs and outputs: those of its ONNX file, which must be the schema's.</summary>
internal sealed class ModelSignature
{
    private readonly Dictionary<string, int> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaColumn> _columns;

    /// <exception cref="InvalidDataException">File and schema contradict each other.</exception>
    public ModelSignature(ModelSchema schema, InferenceSession session)
    {
        Schema = schema;
        _columns = schema.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Inputs = [.. schema.Features.SelectMany(c => InputsOf(c, session))];
        for (var i = 0; i < Inputs.Length; i++)
        {
            _inputs.Add(Inputs[i].Name, i);
        }

        foreach (var input in Inputs.Where(i => !i.IsPresence))
        {
            input.Presence = _inputs.GetValueOrDefault(input.Column.PresenceInput, -1);
        }

        if (session.InputNames.FirstOrDefault(n => !_inputs.ContainsKey(n)) is { } stranger)
        {
            throw new InvalidDataException($"the ONNX file wants an input '{stranger}', and the schema has no such feature");
        }

        Outputs = [.. session.OutputNames.Select(n => OutputOf(n, session.OutputMetadata[n]))];
        ScoreOutput = IndexOfOutput(schema.Task switch
        {
            ModelTask.BinaryClassification => "probability",
            ModelTask.MulticlassClassification => "probabilities",
            _ => "score",
        });
        LabelOutput = IndexOfOutput("predicted_label");
        Classes = schema.Classes;
        ClassBytes = [.. Classes.Select(Encoding.UTF8.GetBytes)];
        if (ScoreOutput < 0 || Outputs[ScoreOutput].IsText)
        {
            throw new InvalidDataException($"the ONNX file has no output of numbers that a model for {schema.Task} has; it has {string.Join(", ", session.OutputNames)}");
        }
    }

    public ModelSchema Schema { get; }

    public ModelInput[] Inputs { get; }

    public ModelOutput[] Outputs { get; }

    /// <summary>The classes in the order of the outputs; empty for a regression.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The same in UTF-8.</summary>
    public IReadOnlyList<byte[]> ClassBytes { get; }

    /// <summary>Place of the output whose distribution tells whether a model behaves as before.</summary>
    public int ScoreOutput { get; }

    /// <summary>Place of the output that is the predicted class; -1: there is none.</summary>
    public int LabelOutput { get; }

    /// <summary>Place of an input; -1: there is none of that name.</summary>
    public int IndexOfInput(string name) => _inputs.GetValueOrDefault(name, -1);

    /// <summary>Place of an output; -1: there is none of that name.</summary>
    public int IndexOfOutput(string name)
    {
        for (var i = 0; i < Outputs.Length; i++)
        {
            if (Outputs[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the schema has a column of that name, be it an input or not.</summary>
    public bool HasColumn(string name) => _columns.ContainsKey(name);

    private static IEnumerable<ModelInput> InputsOf(SchemaColumn column, InferenceSession session)
    {
        // A feature that tells nothing, such as a constant, may have been left out of the graph.
        if (session.InputMetadata.TryGetValue(column.Name, out var values))
        {
            yield return new ModelInput(column.Name, KindOf(column.Name, values, Expected(column)), column);
        }

        if (column.HasPresenceInput && session.InputMetadata.TryGetValue(column.PresenceInput, out var presence))
        {
            yield return new ModelInput(column.PresenceInput, KindOf(column.PresenceInput, presence, InputKind.Boolean), column);
        }
    }

    private static InputKind Expected(SchemaColumn column) => column.Type switch
    {
        ColumnType.Number => column.Precision == NumberPrecision.Float64 ? InputKind.Double : InputKind.Float,
        ColumnType.Boolean => InputKind.Boolean,
        ColumnType.Date => InputKind.Integer,
        _ => InputKind.Text,
    };

    private static InputKind KindOf(string name, NodeMetadata node, InputKind expected)
    {
        InputKind? found = node.ElementType switch
        {
            var t when t == typeof(float) => InputKind.Float,
            var t when t == typeof(double) => InputKind.Double,
            var t when t == typeof(bool) => InputKind.Boolean,
            var t when t == typeof(long) => InputKind.Integer,
            var t when t == typeof(string) => InputKind.Text,
            _ => null,
        };
        return found == expected && node.Dimensions is [_, 1]
            ? expected
            : throw new InvalidDataException(
                $"its input '{name}' is of {node.ElementType?.Name} with the shape [{string.Join(", ", node.Dimensions)}], and the schema says {expected} with the shape [N, 1]");
    }

    private static ModelOutput OutputOf(string name, NodeMetadata node)
    {
        var isText = node.ElementType == typeof(string);
        return (isText || node.ElementType == typeof(float)) && node.Dimensions is [_, > 0 and var width]
            ? new ModelOutput(name, isText, width)
            : throw new InvalidDataException(
                $"its output '{name}' is of {node.ElementType?.Name} with the shape [{string.Join(", ", node.Dimensions)}]; expected text or 32-bit numbers with the shape [N, width]");
    }
}

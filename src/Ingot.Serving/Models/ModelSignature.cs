using System.Text;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Scoring.Explanations;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Serving.Models;

/// <summary>A model's inputs and outputs: those of its ONNX file, which must be the schema's.</summary>
internal sealed class ModelSignature
{
    private readonly Dictionary<string, int> _inputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SchemaColumn> _columns;

    /// <param name="schema">The schema.</param>
    /// <param name="session">The loaded file.</param>
    /// <param name="explanation">By what reasons are found, where the model gives some.</param>
    /// <exception cref="InvalidDataException">File and schema contradict each other.</exception>
    public ModelSignature(ModelSchema schema, InferenceSession session, ExactExplanation? explanation)
    {
        Schema = schema;
        _columns = schema.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Inputs = [.. schema.Features.SelectMany(c => InputsOf(c, schema.ReaderOf(c), session))];
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
            throw new InvalidDataException($"the ONNX file needs an input '{stranger}', but the schema has no such feature");
        }

        Outputs = [.. session.OutputNames.Where(n => n != explanation?.Input).Select(n => OutputOf(n, session.OutputMetadata[n]))];
        Reasons = explanation is null ? 0 : Math.Min(explanation.Reasons, explanation.Names.Count);
        MostReasons = explanation?.Names.Count ?? 0;
        ReasonOutputs = Reasons == 0 ? [] : [new ModelOutput(Models.ReasonOutputs.Columns, IsText: true, Reasons), new ModelOutput(Models.ReasonOutputs.Contributions, IsText: false, Reasons)];
        ScoreOutput = IndexOfOutput(schema.ScoreOutput.Name);
        LabelOutput = IndexOfOutput(OutputNames.PredictedLabel);
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

    /// <summary>How many reasons of a prediction are given when none says how many; 0: the model gives none.</summary>
    public int Reasons { get; }

    /// <summary>How many can be asked for.</summary>
    public int MostReasons { get; }

    /// <summary>The outputs that reasons are, behind <see cref="Outputs"/>: only who names them gets them.</summary>
    public ModelOutput[] ReasonOutputs { get; }

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

    /// <summary>An output by its place, be it one of the file's or of the reasons.</summary>
    public ModelOutput OutputAt(int place) => place < Outputs.Length ? Outputs[place] : ReasonOutputs[place - Outputs.Length];

    /// <summary>Place of an output; -1: there is none of that name.</summary>
    public int IndexOfOutput(string name)
    {
        for (var i = 0; i < Outputs.Length + ReasonOutputs.Length; i++)
        {
            if (OutputAt(i).Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the schema has a column of that name, be it an input or not.</summary>
    public bool HasColumn(string name) => _columns.ContainsKey(name);

    // A feature that tells nothing, such as a constant, may have been left out of the graph.
    private static IEnumerable<ModelInput> InputsOf(SchemaColumn column, ValueReader reader, InferenceSession session) => column.Inputs
        .Where(i => session.InputMetadata.ContainsKey(i.Name))
        .Select(i => new ModelInput(i.Name, Check(i, session.InputMetadata[i.Name]), column, reader));

    private static TensorDataType Check(TensorSpec expected, NodeMetadata node)
    {
        TensorDataType? found = node.ElementType switch
        {
            var t when t == typeof(float) => TensorDataType.Float32,
            var t when t == typeof(double) => TensorDataType.Float64,
            var t when t == typeof(bool) => TensorDataType.Boolean,
            var t when t == typeof(long) => TensorDataType.Int64,
            var t when t == typeof(string) => TensorDataType.String,
            _ => null,
        };
        return found == expected.DataType && node.Dimensions is [_, 1]
            ? expected.DataType
            : throw new InvalidDataException(
                $"its input '{expected.Name}' is of {node.ElementType?.Name} with the shape [{string.Join(", ", node.Dimensions)}], but the schema says {SchemaText.DataType(expected.DataType)} with the shape [N, 1]");
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

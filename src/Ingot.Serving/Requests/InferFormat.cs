using System.Buffers;
using System.Text.Json;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>Requests and answers of <c>infer</c> in the Open Inference Protocol, version 2.</summary>
internal sealed class InferFormat : RequestFormat
{
    private const int MaxIdLength = 256;
    private const string Id = "id";
    private const string Inputs = "inputs";
    private const string Outputs = "outputs";

    public static InferFormat Instance { get; } = new();

    public override string Name => "infer";

    protected override bool TakesBinary => true;

    public override void Write(Utf8JsonWriter writer, ServedModel model, PredictionRequest request, string id, OutputBatch outputs)
    {
        writer.WriteStartObject();
        writer.WriteString("model_name"u8, model.Name);
        writer.WriteString("model_version"u8, model.Version);
        writer.WriteString("id"u8, id);
        writer.WriteStartArray("outputs"u8);
        var count = request.Outputs?.Count ?? outputs.Signature.Outputs.Length;
        for (var i = 0; i < count; i++)
        {
            WriteTensor(writer, outputs, request.Outputs?[i] ?? new RequestedOutput(i, IsBinary: false));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public override void WriteBinary(IBufferWriter<byte> buffer, PredictionRequest request, OutputBatch outputs)
    {
        foreach (var output in request.Outputs ?? [])
        {
            if (output.IsBinary == true)
            {
                BinaryAnswer.Write(buffer, outputs.Columns[output.Place]);
            }
        }
    }

    protected override PredictionRequest Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> binary, ModelSignature signature, int maxRows)
    {
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "The body");
        InputBatch? batch = null;
        string? id = null;
        List<RequestedOutput>? outputs = null;
        var isBinary = false;
        HashSet<string>? members = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = KnownMember(ref reader) ?? reader.GetString()!;
            reader.Read();
            if (!(members ??= new(StringComparer.Ordinal)).Add(member))
            {
                throw RequestException.Wrong($"The request has '{member}' twice.");
            }

            if (reader.TokenType == JsonTokenType.Null)
            {
                // Many clients write what they do not give as null.
                continue;
            }

            switch (member)
            {
                case Id:
                    Expect(ref reader, JsonTokenType.String, "The request's id");
                    id = reader.GetString()!;
                    if (id.Length > MaxIdLength)
                    {
                        throw RequestException.Wrong($"The request's id has {id.Length} characters; {MaxIdLength} are allowed.");
                    }

                    break;
                case Inputs:
                    batch = ReadInputs(ref reader, binary, signature, maxRows);
                    break;
                case Outputs:
                    outputs = ReadOutputs(ref reader, signature);
                    break;
                case "parameters":
                    isBinary = TensorParameters.ReadFlag(ref reader, "binary_data_output", "request") ?? false;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        while (reader.Read())
        {
        }

        return batch is null
            ? throw RequestException.Wrong($"The request has no 'inputs'; expected one tensor for each of {Names(signature)}.")
            : new PredictionRequest(batch, id, Resolve(outputs, isBinary, signature))
            {
                Reasons = outputs?.Exists(o => o.Place >= signature.Outputs.Length) == true ? signature.Reasons : 0,
            };
    }

    /// <summary>The outputs, each with its form; null: all, as JSON.</summary>
    private static IReadOnlyList<RequestedOutput>? Resolve(List<RequestedOutput>? outputs, bool isBinary, ModelSignature signature) =>
        outputs is not null ? [.. outputs.Select(o => o with { IsBinary = o.IsBinary ?? isBinary })]
        : isBinary ? [.. Enumerable.Range(0, signature.Outputs.Length).Select(o => new RequestedOutput(o, IsBinary: true))]
        : null;

    internal static void Expect(ref Utf8JsonReader reader, JsonTokenType expected, string what, string? name = null)
    {
        if (reader.TokenType != expected)
        {
            throw RequestException.Wrong($"{what}{(name is null ? string.Empty : $" '{name}'")} is {CellReader.Describe(reader.TokenType)}; expected {CellReader.Describe(expected)}.");
        }
    }

    /// <summary>The end of an array of objects, or else it has something that is none.</summary>
    private static void ExpectEnd(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.StartObject, what);
        }
    }

    /// <summary>The usual members need no string of their own.</summary>
    private static string? KnownMember(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("inputs"u8) ? Inputs : reader.ValueTextEquals("id"u8) ? Id : reader.ValueTextEquals("outputs"u8) ? Outputs : null;

    private static InputBatch ReadInputs(ref Utf8JsonReader reader, ReadOnlySpan<byte> binary, ModelSignature signature, int maxRows)
    {
        Expect(ref reader, JsonTokenType.StartArray, "'inputs'");
        var tensors = new TensorReader(signature, maxRows);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            tensors.Read(ref reader, binary);
        }

        ExpectEnd(ref reader, "An element of 'inputs'");
        return tensors.Finish(binary);
    }

    private static List<RequestedOutput>? ReadOutputs(ref Utf8JsonReader reader, ModelSignature signature)
    {
        Expect(ref reader, JsonTokenType.StartArray, "'outputs'");
        var outputs = new List<RequestedOutput>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? name = null;
            bool? isBinary = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isName = reader.ValueTextEquals("name"u8);
                var isParameters = reader.ValueTextEquals("parameters"u8);
                reader.Read();
                if (isName)
                {
                    Expect(ref reader, JsonTokenType.String, "The name of an output");
                    name = reader.GetString();
                }
                else if (isParameters && reader.TokenType != JsonTokenType.Null)
                {
                    isBinary = TensorParameters.ReadFlag(ref reader, "binary_data", name is null ? "output" : $"output '{name}'");
                }
                else
                {
                    reader.Skip();
                }
            }

            outputs.Add(new RequestedOutput(FindOutput(name, outputs, signature), isBinary));
        }

        ExpectEnd(ref reader, "An element of 'outputs'");
        return outputs.Count == 0 ? null : outputs;
    }

    private static int FindOutput(string? name, List<RequestedOutput> before, ModelSignature signature)
    {
        var output = name is null ? -1 : signature.IndexOfOutput(name);
        if (output < 0)
        {
            var names = signature.Outputs.Concat(signature.ReasonOutputs).Select(o => o.Name).ToList();
            throw name is null
                ? RequestException.Wrong($"An element of 'outputs' has no name; the model's outputs are {NearestName.Some(names)}.")
                : RequestException.Wrong($"The model has no output '{name}'{NearestName.Hint(name, names)}; its outputs are {NearestName.Some(names)}.");
        }

        return before.Exists(o => o.Place == output) ? throw RequestException.Wrong($"The output '{name}' is asked for twice.") : output;
    }

    /// <summary>The names of the features that are inputs.</summary>
    internal static string Names(ModelSignature signature) => NearestName.Some([.. signature.Inputs.Where(i => !i.IsPresence).Select(i => i.Name)]);

    private static void WriteTensor(Utf8JsonWriter writer, OutputBatch outputs, RequestedOutput requested)
    {
        var index = requested.Place;
        var output = outputs.Signature.OutputAt(index);
        writer.WriteStartObject();
        writer.WriteString("name"u8, output.Name);
        writer.WriteString("datatype"u8, TensorType.NameOf(output.DataType));
        writer.WriteStartArray("shape"u8);
        writer.WriteNumberValue(outputs.Rows);
        writer.WriteNumberValue(output.Width);
        writer.WriteEndArray();
        if (requested.IsBinary == true)
        {
            writer.WriteStartObject("parameters"u8);
            writer.WriteNumber("binary_data_size"u8, BinaryAnswer.Size(outputs.Columns[index]));
            writer.WriteEndObject();
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartArray("data"u8);
        if (outputs.Columns[index] is string[] texts)
        {
            foreach (var text in texts)
            {
                writer.WriteStringValue(text);
            }
        }
        else
        {
            foreach (var value in (float[])outputs.Columns[index])
            {
                JsonNumber.Write(writer, value);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}

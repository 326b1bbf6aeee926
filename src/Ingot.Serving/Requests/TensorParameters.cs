using System.Text.Json;

namespace Ingot.Serving.Requests;

/// <summary>Reads the members <c>parameters</c> of requests and their tensors. Those that are not known may be there; the protocol leaves them to the server.</summary>
internal static class TensorParameters
{
    private const string Size = "binary_data_size";

    /// <summary>Reads an input's; the reader stands at their start.</summary>
    /// <returns>Bytes of its data behind the JSON; -1: they do not stand there.</returns>
    public static long ReadInput(ref Utf8JsonReader reader, string? input)
    {
        InferFormat.Expect(ref reader, JsonTokenType.StartObject, "'parameters' of the input", input);
        var size = -1L;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("binary_data_size"u8))
            {
                reader.Read();
                if (reader.TokenType == JsonTokenType.Null)
                {
                    continue;
                }

                size = size >= 0 ? throw RequestException.Wrong($"Input '{input}' has '{Size}' twice.", input)
                    : reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var bytes) && bytes >= 0 ? bytes
                    : throw RequestException.Wrong($"'{Size}' of the input '{input}' is {CellReader.Describe(reader.TokenType)}; expected the bytes of its data behind the JSON, 0 or more.", input);
            }
            else
            {
                RefuseOther(ref reader, $"input '{input}'");
                reader.Skip();
            }
        }

        return size;
    }

    /// <summary>Reads an output's, or the request's; the reader stands at their start.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="name">The parameter that is looked for.</param>
    /// <param name="of">Whose they are.</param>
    /// <returns>The parameter, true or false; null: it is not there.</returns>
    public static bool? ReadFlag(ref Utf8JsonReader reader, string name, string of)
    {
        InferFormat.Expect(ref reader, JsonTokenType.StartObject, $"'parameters' of the {of}");
        bool? flag = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name))
            {
                reader.Read();
                flag = reader.TokenType switch
                {
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    JsonTokenType.Null => flag,
                    _ => throw RequestException.Wrong($"'{name}' of the {of} is {CellReader.Describe(reader.TokenType)}; expected true or false."),
                };
            }
            else
            {
                RefuseOther(ref reader, of);
                reader.Skip();
            }
        }

        return flag;
    }

    /// <summary>What asks for another answer, or another place of the data, must not be answered as if it were not there.</summary>
    private static void RefuseOther(ref Utf8JsonReader reader, string of)
    {
        if (reader.ValueTextEquals("shared_memory_region"u8) || reader.ValueTextEquals("classification"u8))
        {
            throw RequestException.Wrong($"The {of} has the parameter '{reader.GetString()}', an extension of the protocol that this server does not have.");
        }
    }
}

using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>JSON objects by column name: one, or an array of them.</summary>
internal sealed class PredictFormat : RequestFormat
{
    private const int InitialRows = 16;

    public static PredictFormat Instance { get; } = new();

    public override string Name => "predict";

    public override void Write(Utf8JsonWriter writer, ServedModel model, PredictionRequest request, string id, OutputBatch outputs)
    {
        writer.WriteStartObject();
        writer.WriteString("model"u8, model.Name);
        writer.WriteString("version"u8, model.Version);
        writer.WriteString("id"u8, id);
        if (request.IsSingle)
        {
            writer.WritePropertyName("prediction"u8);
            WriteRow(writer, outputs, 0);
        }
        else
        {
            writer.WriteStartArray("predictions"u8);
            for (var row = 0; row < outputs.Rows; row++)
            {
                WriteRow(writer, outputs, row);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    protected override PredictionRequest Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> binary, ModelSignature signature, int maxRows)
    {
        reader.Read();
        var isSingle = reader.TokenType == JsonTokenType.StartObject;
        var batch = new InputBatch(signature, isSingle ? 1 : Math.Min(InitialRows, maxRows));
        var seen = new bool[signature.Inputs.Length];
        if (isSingle)
        {
            ReadRow(ref reader, batch, seen);
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw RequestException.Wrong($"Row {batch.Rows} is {CellReader.Describe(reader.TokenType)}; expected an object with a value for each column.", row: batch.Rows);
                }

                if (batch.Rows == maxRows)
                {
                    throw RequestException.TooLarge($"The request has more than {maxRows} rows. Send it in several requests.");
                }

                batch.EnsureCapacity(batch.Rows + 1);
                ReadRow(ref reader, batch, seen);
            }
        }
        else
        {
            throw RequestException.Wrong($"The body is {CellReader.Describe(reader.TokenType)}; expected an object with a value for each column, or an array of such objects.");
        }

        // Finds what stands behind the value.
        while (reader.Read())
        {
        }

        return batch.Rows > 0 ? new PredictionRequest(batch, IsSingle: isSingle) : throw RequestException.Wrong($"The request has no rows; expected at least one.");
    }

    private static void ReadRow(ref Utf8JsonReader reader, InputBatch batch, bool[] seen)
    {
        var signature = batch.Signature;
        var row = batch.Rows;
        var next = 0;
        Array.Clear(seen);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var input = Find(ref reader, signature, next, row);
            reader.Read();
            if (input < 0)
            {
                reader.Skip();
                continue;
            }

            if (seen[input])
            {
                throw RequestException.Wrong($"Column '{signature.Inputs[input].Name}' is given twice in row {row}.", signature.Inputs[input].Name, row);
            }

            seen[input] = true;
            CellReader.Read(ref reader, batch, input, row);
            next = input + 1;
        }

        for (var input = 0; input < seen.Length; input++)
        {
            if (!seen[input] && !signature.Inputs[input].IsPresence)
            {
                CellReader.SetMissing(batch, input, row);
            }
        }

        batch.Rows = row + 1;
    }

    /// <summary>The input of a property; -1 for a column that is not an input. Rows mostly have their columns in one order.</summary>
    private static int Find(ref Utf8JsonReader reader, ModelSignature signature, int next, int row)
    {
        while (next < signature.Inputs.Length && signature.Inputs[next].IsPresence)
        {
            next++;
        }

        if (next < signature.Inputs.Length && reader.ValueTextEquals(signature.Inputs[next].Utf8Name))
        {
            return next;
        }

        var name = reader.GetString()!;
        var input = signature.IndexOfInput(name);
        if (input >= 0 && !signature.Inputs[input].IsPresence)
        {
            return input;
        }

        return signature.HasColumn(name)
            ? -1
            : throw RequestException.Wrong(
                $"Row {row} has an unknown column '{name}'{NearestName.Hint(name, signature.Schema.Features.Select(c => c.Name))}; the model's columns are {NearestName.Some([.. signature.Schema.Features.Select(c => c.Name)])}.",
                name,
                row);
    }

    private static void WriteRow(Utf8JsonWriter writer, OutputBatch outputs, int row)
    {
        writer.WriteStartObject();
        for (var i = 0; i < outputs.Signature.Outputs.Length; i++)
        {
            var output = outputs.Signature.Outputs[i];
            writer.WritePropertyName(output.Name);
            if (outputs.Columns[i] is string[] texts)
            {
                writer.WriteStringValue(texts[row]);
            }
            else
            {
                WriteNumbers(writer, outputs.Signature, ((float[])outputs.Columns[i]).AsSpan(row * output.Width, output.Width));
            }
        }

        if (outputs.Reasons > 0)
        {
            WriteReasons(writer, outputs, row);
        }

        writer.WriteEndObject();
    }

    private static void WriteReasons(Utf8JsonWriter writer, OutputBatch outputs, int row)
    {
        var (columns, contributions) = ((string[])outputs.Columns[^2], (float[])outputs.Columns[^1]);
        writer.WriteStartArray("reasons"u8);
        for (var i = row * outputs.Reasons; i < (row + 1) * outputs.Reasons; i++)
        {
            writer.WriteStartObject();
            writer.WriteString("column"u8, columns[i]);
            writer.WritePropertyName("contribution"u8);
            JsonNumber.Write(writer, contributions[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, ModelSignature signature, ReadOnlySpan<float> values)
    {
        if (values.Length == 1)
        {
            JsonNumber.Write(writer, values[0]);
            return;
        }

        var byClass = signature.Schema.Task == ModelTask.MulticlassClassification && values.Length == signature.Classes.Count;
        if (byClass)
        {
            writer.WriteStartObject();
        }
        else
        {
            writer.WriteStartArray();
        }

        for (var c = 0; c < values.Length; c++)
        {
            if (byClass)
            {
                writer.WritePropertyName(signature.Classes[c]);
            }

            JsonNumber.Write(writer, values[c]);
        }

        if (byClass)
        {
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteEndArray();
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;

namespace Ingot.Serving.Requests;

/// <summary>Reads one JSON value into a cell of a batch, as its column allows.</summary>
internal static class CellReader
{
    private const double FloatOverflow = 3.4028235677973366e38;

    /// <summary>Reads the reader's token.</summary>
    /// <exception cref="RequestException">The value is not of the column's type, or not allowed.</exception>
    public static void Read(ref Utf8JsonReader reader, InputBatch batch, int input, int row)
    {
        var definition = batch.Signature.Inputs[input];
        if (reader.TokenType == JsonTokenType.Null)
        {
            SetMissing(batch, input, row);
            return;
        }

        switch (definition.DataType)
        {
            case TensorDataType.Float32 or TensorDataType.Float64:
                if (reader.TokenType == JsonTokenType.String)
                {
                    ReadText(batch, input, row, reader.GetString()!);
                    break;
                }

                SetNumber(batch, input, row, Number(ref reader, definition, row));
                break;
            case TensorDataType.Boolean when reader.TokenType == JsonTokenType.String:
            case TensorDataType.Int64 when reader.TokenType == JsonTokenType.String:
                ReadText(batch, input, row, reader.GetString()!);
                break;
            case TensorDataType.Boolean:
                batch.SetBoolean(input, row, reader.TokenType switch
                {
                    JsonTokenType.True => true,
                    JsonTokenType.False => false,
                    _ => throw OfOtherType(ref reader, definition, row, "true or false"),
                });
                break;
            case TensorDataType.Int64:
                batch.SetInteger(input, row, Date(ref reader, definition, row));
                break;
            case TensorDataType.String when reader.TokenType == JsonTokenType.String && definition.Known?.Find(ref reader) is { } known:
                batch.SetText(input, row, known);
                break;
            default:
                SetText(batch, input, row, reader.TokenType == JsonTokenType.String
                    ? reader.GetString()!
                    : throw OfOtherType(ref reader, definition, row, "a string"));
                break;
        }
    }

    /// <summary>Says that a row has no value, where that is allowed.</summary>
    public static void SetMissing(InputBatch batch, int input, int row)
    {
        var definition = batch.Signature.Inputs[input];
        if (definition.IsRequired)
        {
            throw RequestException.Wrong($"Column '{definition.Column.Name}' has no value in row {row}; the model's schema requires one in every row.", definition.Column.Name, row);
        }

        batch.SetMissing(input, row);
    }

    /// <summary>Sets a number that is in the column's range.</summary>
    public static void SetNumber(InputBatch batch, int input, int row, double value)
    {
        var definition = batch.Signature.Inputs[input];
        var column = definition.Column;
        if (double.IsNaN(definition.Reader.Number(value)))
        {
            SetMissing(batch, input, row);
            return;
        }

        if (definition.DataType == TensorDataType.Float32 ? Math.Abs(value) >= FloatOverflow : double.IsInfinity(value))
        {
            throw RequestException.Wrong($"Column '{column.Name}' has a number in row {row} that is too large for {TensorType.NameOf(definition.DataType)}.", column.Name, row);
        }

        if (value < column.Min || value > column.Max)
        {
            throw RequestException.Wrong(
                $"Column '{column.Name}' has the value {value} in row {row}; the model's schema allows {(column.Min is { } min ? $"{min.ToString(CultureInfo.InvariantCulture)} or more" : string.Empty)}{(column is { Min: not null, Max: not null } ? " and " : string.Empty)}{(column.Max is { } max ? $"{max.ToString(CultureInfo.InvariantCulture)} or less" : string.Empty)}.",
                column.Name,
                row);
        }

        batch.SetNumber(input, row, value);
    }

    /// <summary>Reads a text as it is read in a data file, or, of a date, as ISO 8601, which is how JSON has dates.</summary>
    private static void ReadText(InputBatch batch, int input, int row, string text)
    {
        var definition = batch.Signature.Inputs[input];
        if (definition.Reader.Text(text) is not { } value)
        {
            SetMissing(batch, input, row);
            return;
        }

        switch (definition.DataType)
        {
            case TensorDataType.Boolean when ValueReader.Boolean(value) is { } truth:
                batch.SetBoolean(input, row, truth);
                break;
            case TensorDataType.Int64 when (definition.Reader.Date(value) ?? IsoDate.Microseconds(value.Trim(), TimeSpan.Zero)) is { } date:
                batch.SetInteger(input, row, date);
                break;
            case TensorDataType.Float32 or TensorDataType.Float64 when definition.Reader.Number(value) is { } number:
                SetNumber(batch, input, row, number);
                break;
            default:
                throw RequestException.Wrong(
                    $"Column '{definition.Column.Name}' has a text in row {row} that is no {Noun(definition)}; expected {Expected(definition)}, or null where the value is missing.",
                    definition.Column.Name,
                    row);
        }
    }

    private static string Noun(ModelInput input) => input.DataType switch { TensorDataType.Boolean => "truth value", TensorDataType.Int64 => "date", _ => "number" };

    private static string Expected(ModelInput input) => input.DataType switch
    {
        TensorDataType.Boolean => "true or false",
        TensorDataType.Int64 => $"a date {(input.Column.Format is { } format ? $"in the format {format}, or " : string.Empty)}in ISO 8601 such as 2012-07-31T23:30:00Z, or whole microseconds since 1970-01-01",
        _ => "a number, or a text that is one as in the data that the model learned from",
    };

    /// <summary>Sets a text that is in the column's domain, as it is read in a data file: the empty one and the words for it are a missing value.</summary>
    public static void SetText(InputBatch batch, int input, int row, string value)
    {
        var definition = batch.Signature.Inputs[input];
        if (definition.Reader.Text(value) is not { } text)
        {
            SetMissing(batch, input, row);
            return;
        }

        if (definition.Allowed is { } allowed && !allowed.Contains(text))
        {
            throw RequestException.Wrong(
                $"Column '{definition.Column.Name}' has a value in row {row} that is not in its domain{NearestName.Hint(text, definition.Column.Domain!)}; the model's schema allows only {NearestName.Some(definition.Column.Domain!)}.",
                definition.Column.Name,
                row);
        }

        batch.SetText(input, row, text);
    }

    private static double Number(ref Utf8JsonReader reader, ModelInput input, int row)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw OfOtherType(ref reader, input, row, "a number");
        }

        return reader.TryGetDouble(out var value) ? value : double.PositiveInfinity;
    }

    private static long Date(ref Utf8JsonReader reader, ModelInput input, int row)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var microseconds))
        {
            return microseconds;
        }

        throw OfOtherType(ref reader, input, row, "a date as a string in ISO 8601, or whole microseconds since 1970-01-01");
    }

    private static RequestException OfOtherType(ref Utf8JsonReader reader, ModelInput input, int row, string expected) =>
        RequestException.Wrong($"Column '{input.Column.Name}' has {Describe(reader.TokenType)} in row {row}; expected {expected}, or null where the value is missing.", input.Column.Name, row);

    public static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a truth value",
        JsonTokenType.Null => "null",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.StartObject => "an object",
        _ => token.ToString(),
    };
}

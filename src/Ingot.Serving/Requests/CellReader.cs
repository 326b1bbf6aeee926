using System.Globalization;
using System.Text.Json;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
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
                SetNumber(batch, input, row, Number(ref reader, definition, row));
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

    /// <summary>Sets a text that is in the column's domain; the empty one is a missing value.</summary>
    public static void SetText(InputBatch batch, int input, int row, string value)
    {
        if (value.Length == 0)
        {
            SetMissing(batch, input, row);
            return;
        }

        var definition = batch.Signature.Inputs[input];
        if (definition.Allowed is { } allowed && !allowed.Contains(value))
        {
            throw RequestException.Wrong(
                $"Column '{definition.Column.Name}' has a value in row {row} that is not in its domain{NearestName.Hint(value, definition.Column.Domain!)}; the model's schema allows only {NearestName.Some(definition.Column.Domain!)}.",
                definition.Column.Name,
                row);
        }

        batch.SetText(input, row, value);
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

        if (reader.TokenType == JsonTokenType.String
            && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
        {
            return DateColumn.Microseconds(date.UtcDateTime);
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

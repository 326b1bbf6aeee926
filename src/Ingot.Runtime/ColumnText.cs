namespace Ingot.Runtime;

/// <summary>
/// Reads the texts of one column as they were read in the data that the model learned from. Typed clients have one for each column whose
/// texts can mean something else than they say.
/// </summary>
public sealed class ColumnText
{
    private readonly string _column;
    private readonly string? _format;
    private readonly ValueReader _reader;

    /// <summary>Makes a reader.</summary>
    /// <param name="column">The column's name, for messages.</param>
    /// <param name="missing">Words that mean a missing value.</param>
    /// <param name="trim">Whether white space round a text is no part of it.</param>
    /// <param name="separators">What stands before the fraction of a number, and perhaps, after it, what stands between thousands.</param>
    /// <param name="unit">What may stand before or after numbers; null: nothing.</param>
    /// <param name="format">How dates are written; null: ISO 8601.</param>
    /// <param name="zoneMinutes">How many minutes dates and times that name no zone are ahead of UTC.</param>
    public ColumnText(string column, string[] missing, bool trim, string separators, string? unit, string? format, int zoneMinutes)
    {
        if (string.IsNullOrEmpty(separators))
        {
            throw new ArgumentException("Expected one or two characters.", nameof(separators));
        }

        _column = column;
        _format = format;
        _reader = new ValueReader(missing, trim, separators[0], separators.Length > 1 ? separators[1] : null, unit, format, zoneMinutes);
    }

    /// <summary>The text that the model takes; null when the value is missing.</summary>
    public string? Text(string? text) => _reader.Text(text);

    /// <summary>The number; null when the value is missing.</summary>
    /// <exception cref="FormatException">The text is no number.</exception>
    public double? Double(string? text) => Value(text, "a number", _reader.Number) is { } number && !double.IsNaN(_reader.Number(number)) ? number : null;

    /// <summary>The number in 32 bits; null when the value is missing.</summary>
    /// <exception cref="FormatException">The text is no number.</exception>
    public float? Single(string? text) => (float?)Double(text);

    /// <summary>The truth value; null when the value is missing.</summary>
    /// <exception cref="FormatException">The text is no truth value.</exception>
    public bool? Boolean(string? text) => Value(text, "true or false", ValueReader.Boolean);

    /// <summary>The date and time in UTC; null when the value is missing.</summary>
    /// <exception cref="FormatException">The text is no date.</exception>
    public DateTime? Date(string? text) =>
        Value(text, _format is null ? "a date in ISO 8601" : $"a date in the format {_format}", _reader.Date) is { } date ? ModelBatch.Date(date) : null;

    /// <summary>The number, or NaN when it means a missing value.</summary>
    public double Known(double number) => _reader.Number(number);

    private T? Value<T>(string? text, string expected, Func<string, T?> read)
        where T : struct => _reader.Text(text) is not { } value ? null : read(value) ?? throw new FormatException($"'{value}' of the column '{_column}' is not {expected}.");
}

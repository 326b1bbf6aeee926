using Ingot.Core.Reading;

namespace Ingot.Core.Schemas;

/// <summary>How the texts of one column are read: as those of all columns, but for what the column says itself.</summary>
public static class ColumnReading
{
    /// <summary>The reader of a column.</summary>
    /// <param name="reading">How texts of all columns are read.</param>
    /// <param name="column">The column.</param>
    public static ValueReader ReaderOf(this TextReading reading, SchemaColumn column)
    {
        var separator = column.Decimal ?? reading.Decimal;
        var thousands = column.Thousands ?? (column.Decimal is null ? reading.Thousands : null);
        return new ValueReader(
            column.Missing ?? reading.Missing, reading.Trim, separator, thousands, column.Unit, column.Format, (int)reading.Zone.TotalMinutes);
    }
}

namespace Ingot.Monitoring.Windows;

/// <summary>The values of a column in a chunk against its schema.</summary>
public sealed record ColumnQuality
{
    /// <summary>The column.</summary>
    public required WindowColumn Column { get; init; }

    /// <summary>The chunk's index.</summary>
    public required int Chunk { get; init; }

    /// <summary>Whether it is what it is to be.</summary>
    public required QualityState State { get; init; }

    /// <summary>Rows of the chunk.</summary>
    public long Rows { get; init; }

    /// <summary>Rows that have a value; one that is not of the column's type is none of them.</summary>
    public long Present { get; init; }

    /// <summary>Values that are not of the column's type.</summary>
    public long WrongType { get; init; }

    /// <summary>Values that are not in the schema's domain.</summary>
    public long OutsideDomain { get; init; }

    /// <summary>Numbers under the schema's minimum.</summary>
    public long BelowMinimum { get; init; }

    /// <summary>Numbers over the schema's maximum.</summary>
    public long AboveMaximum { get; init; }

    /// <summary>Infinite numbers and dates.</summary>
    public long Infinite { get; init; }

    /// <summary>The least number, or date in microseconds since 1970; null where there is none, and of texts.</summary>
    public double? Least { get; init; }

    /// <summary>The greatest one.</summary>
    public double? Greatest { get; init; }

    /// <summary>The share of rows that have a value, 0 to 1; NaN without rows.</summary>
    public double PresentShare => Rows == 0 ? double.NaN : (double)Present / Rows;
}

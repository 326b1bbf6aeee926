namespace Ingot.Core.Tables;

/// <summary>Dates and times.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Values">Microseconds since 1970-01-01T00:00:00 (UTC), one per row; <see cref="long.MinValue"/> is missing.</param>
public sealed record DateColumn(string Name, long[] Values) : TableColumn(Name)
{
    /// <summary>The value that stands for a missing date.</summary>
    public const long Missing = long.MinValue;

    /// <summary>The value of an instant: whole microseconds, rounded down, before 1970 too.</summary>
    /// <param name="utc">The instant in UTC; its kind is not looked at.</param>
    public static long Microseconds(DateTime utc)
    {
        var (whole, rest) = Math.DivRem((utc - DateTime.UnixEpoch).Ticks, TimeSpan.TicksPerMicrosecond);
        return rest < 0 ? whole - 1 : whole;
    }

    /// <inheritdoc />
    public override int Rows => Values.Length;

    /// <inheritdoc />
    public override bool IsMissing(int row) => Values[row] == Missing;

    /// <inheritdoc />
    public override TableColumn Take(ReadOnlySpan<int> rows) => new DateColumn(Name, Gather(Values, rows));
}

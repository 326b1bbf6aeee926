namespace Ingot.Monitoring.Windows;

/// <summary>How a window is cut into chunks.</summary>
/// <param name="Unit">By time or by rows.</param>
/// <param name="Rows">Rows of a chunk, where it is by rows; 1 or more.</param>
public readonly record struct ChunkPlan(ChunkUnit Unit, long Rows = 0)
{
    /// <summary>The most chunks that a window may have.</summary>
    public const int MostChunks = 10_000;

    /// <summary>Chunks of so many rows.</summary>
    public static ChunkPlan ByRows(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        return new ChunkPlan(ChunkUnit.Rows, rows);
    }

    /// <summary>The beginning of the unit of time that an instant is in.</summary>
    internal DateTime StartOf(DateTime utc) => Unit switch
    {
        ChunkUnit.Hour => utc.Date.AddHours(utc.Hour),
        ChunkUnit.Week => utc.Date.AddDays(-(((int)utc.DayOfWeek + 6) % 7)),
        ChunkUnit.Month => new DateTime(utc.Year, utc.Month, 1, 0, 0, 0, DateTimeKind.Utc),
        _ => utc.Date,
    };

    /// <summary>The beginning of the unit that follows one that begins at an instant.</summary>
    internal DateTime Next(DateTime start) => Unit switch
    {
        ChunkUnit.Hour => start.AddHours(1),
        ChunkUnit.Week => start.AddDays(7),
        ChunkUnit.Month => start.AddMonths(1),
        _ => start.AddDays(1),
    };

    /// <summary>The 0-based number of the chunk of a time, as SQL.</summary>
    /// <param name="time">Microseconds since 1970, as SQL writes them.</param>
    /// <param name="origin">The beginning of the first chunk; no time is before it.</param>
    internal string IndexOf(string time, DateTime origin)
    {
        if (Unit == ChunkUnit.Month)
        {
            var months = (origin.Year * 12) + origin.Month;
            return FormattableString.Invariant($"(year(make_timestamp({time})) * 12 + month(make_timestamp({time})) - {months})::INTEGER");
        }

        var length = (Next(origin) - origin).Ticks / TimeSpan.TicksPerMicrosecond;
        return FormattableString.Invariant($"(({time} - {LogNames.Microseconds(origin)}) // {length})::INTEGER");
    }
}

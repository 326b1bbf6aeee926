#if INGOT_RUNTIME
namespace Ingot.Runtime;
#else
namespace Ingot.Core.Reading;
#endif

/// <summary>
/// Dates and times as text, by ISO 8601 (RFC 3339 with a blank instead of the T, with seconds, fraction and zone left out at will):
/// <c>2012-07-04</c>, <c>2012-07-04 23:30</c>, <c>2012-07-04T23:30:00.125+02:00</c>. A time without a date is none.
/// </summary>
public static class IsoDate
{
    private const long EpochTicks = 621355968000000000;
    private const long TicksOfMicrosecond = 10;

    /// <summary>Microseconds since 1970-01-01T00:00:00Z, fractions of them rounded down; null when the text is no such date.</summary>
    /// <param name="text">The text, without white space round it.</param>
    /// <param name="zone">How far a time that names no zone is ahead of UTC.</param>
    public static long? Microseconds(string text, TimeSpan zone)
    {
        var at = 0;
        if (Digits(text, ref at, 4) is not (> 0 and var year) || !Mark(text, ref at, '-') || Digits(text, ref at, 2) is not (>= 1 and <= 12 and var month)
            || !Mark(text, ref at, '-') || Digits(text, ref at, 2) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var date = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc);
        return at == text.Length ? Microseconds(date) - (zone.Ticks / TicksOfMicrosecond) : Time(text, at, zone) is { } time ? Microseconds(date) + time : null;
    }

    /// <summary>Microseconds since 1970-01-01T00:00:00, whatever the kind of the date: whole ones, rounded down, before 1970 too.</summary>
    public static long Microseconds(DateTime utc)
    {
        var ticks = utc.Ticks - EpochTicks;
        var whole = ticks / TicksOfMicrosecond;
        return ticks < whole * TicksOfMicrosecond ? whole - 1 : whole;
    }

    /// <summary>The microseconds of the time of day and its zone.</summary>
    private static long? Time(string text, int at, TimeSpan zone)
    {
        if (text[at] is not ('T' or 't' or ' '))
        {
            return null;
        }

        at++;
        if (Digits(text, ref at, 2) is not (>= 0 and <= 24 and var hour) || !Mark(text, ref at, ':') || Digits(text, ref at, 2) is not (>= 0 and <= 59 and var minute))
        {
            return null;
        }

        var second = 0;
        var fraction = 0L;
        if (Mark(text, ref at, ':'))
        {
            second = Digits(text, ref at, 2);
            if (second is < 0 or > 59)
            {
                return null;
            }

            if ((Mark(text, ref at, '.') || Mark(text, ref at, ',')) && !Fraction(text, ref at, out fraction))
            {
                return null;
            }
        }

        var time = (((((hour * 60L) + minute) * 60) + second) * 1_000_000) + fraction;
        return time <= 24 * 3600 * 1_000_000L && Offset(text, at, zone) is { } offset ? time - offset : null;
    }

    private static bool Fraction(string text, ref int at, out long microseconds)
    {
        microseconds = 0;
        var start = at;
        for (; at < text.Length && text[at] is >= '0' and <= '9'; at++)
        {
            microseconds = at - start < 6 ? (microseconds * 10) + text[at] - '0' : microseconds;
        }

        for (var digits = at - start; digits < 6; digits++)
        {
            microseconds *= 10;
        }

        return at > start;
    }

    /// <summary>How many microseconds ahead of UTC the rest of the text says: <c>Z</c>, <c>+02</c>, <c>+0200</c>, <c>+02:00</c>, with a blank before it or not.</summary>
    private static long? Offset(string text, int at, TimeSpan zone)
    {
        const long minutesToMicroseconds = 60_000_000;
        if (at == text.Length)
        {
            return zone.Ticks / TicksOfMicrosecond;
        }

        _ = Mark(text, ref at, ' ');
        if (Mark(text, ref at, 'Z') || Mark(text, ref at, 'z'))
        {
            return at == text.Length ? 0 : null;
        }

        var sign = Mark(text, ref at, '+') ? 1 : Mark(text, ref at, '-') ? -1 : 0;
        if (sign == 0 || Digits(text, ref at, 2) is not (>= 0 and <= 23 and var hours))
        {
            return null;
        }

        var minutes = 0;
        if (at < text.Length)
        {
            _ = Mark(text, ref at, ':');
            minutes = Digits(text, ref at, 2);
        }

        return minutes is >= 0 and <= 59 && at == text.Length ? sign * ((hours * 60L) + minutes) * minutesToMicroseconds : null;
    }

    private static bool Mark(string text, ref int at, char mark)
    {
        if (at < text.Length && text[at] == mark)
        {
            at++;
            return true;
        }

        return false;
    }

    /// <summary>The number that so many digits are; -1 when they are not there.</summary>
    private static int Digits(string text, ref int at, int count)
    {
        if (at + count > text.Length)
        {
            return -1;
        }

        var value = 0;
        for (var end = at + count; at < end; at++)
        {
            if (text[at] is not (>= '0' and <= '9'))
            {
                return -1;
            }

            value = (value * 10) + text[at] - '0';
        }

        return value;
    }
}

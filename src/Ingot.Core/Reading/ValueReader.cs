using System.Globalization;

#if INGOT_RUNTIME
namespace Ingot.Runtime;
#else
namespace Ingot.Core.Reading;
#endif

/// <summary>
/// How the text of one column becomes a value. The one description of it: it reads the cells of data files, the texts in requests,
/// and is compiled into the base of the typed clients too, so that a text means the same everywhere.
/// </summary>
public sealed class ValueReader
{
    /// <summary>White space that may stand round a value.</summary>
    public const string WhiteSpace = "\t\n\v\f\r \u00A0";

    private static readonly char[] Blanks = WhiteSpace.ToCharArray();
    private static readonly CultureInfo Culture = CultureOf2049();

    private readonly HashSet<string> _missing;
    private readonly HashSet<double> _missingNumbers = [];
    private readonly bool _trim;
    private readonly char _decimal;
    private readonly char? _thousands;
    private readonly string? _unit;
    private readonly string? _format;
    private readonly TimeSpan _zone;

    /// <summary>Makes a reader.</summary>
    /// <param name="missing">Words that mean a missing value, compared with the text without white space round it; the empty text always does.</param>
    /// <param name="trim">Whether white space round a text (U+0009 to U+000D, U+0020, U+00A0) is no part of it. Numbers, dates and truth values never have any.</param>
    /// <param name="decimalSeparator">What stands before the fraction of a number.</param>
    /// <param name="thousandsSeparator">What stands between groups of three digits; null: nothing.</param>
    /// <param name="unit">What may stand before or after a number and is no part of it, such as <c>$</c>; null: nothing.</param>
    /// <param name="format">How dates are written, a custom format string of .NET; null: ISO 8601 (<see cref="Date"/>).</param>
    /// <param name="zoneMinutes">How many minutes dates and times that name no zone are ahead of UTC.</param>
    public ValueReader(
        IEnumerable<string> missing, bool trim, char decimalSeparator, char? thousandsSeparator, string? unit, string? format, int zoneMinutes)
    {
        _missing = new HashSet<string>(missing, StringComparer.Ordinal);
        _trim = trim;
        _decimal = decimalSeparator;
        _thousands = thousandsSeparator;
        _unit = unit;
        _format = format;
        _zone = TimeSpan.FromMinutes(zoneMinutes);
        _missingNumbers.UnionWith(_missing.Select(Number).OfType<double>());
    }

    /// <summary>The numbers that mean a missing value, such as -999: the words that are numbers.</summary>
    public IEnumerable<double> MissingNumbers => _missingNumbers;

    /// <summary>Whether numbers are written as any program writes them: with a point, no separator of thousands and no unit.</summary>
    public bool HasPlainNumbers => _decimal == '.' && _thousands is null && _unit is null;

    /// <summary>Whether a point stands before the fraction of numbers.</summary>
    public bool HasPoint => _decimal == '.';

    /// <summary>The number, or NaN when it means a missing value.</summary>
    public double Number(double value) => _missingNumbers.Contains(value) ? double.NaN : value;

    /// <summary>The text that a text stands for: without white space round it, null when it means a missing value.</summary>
    public string? Text(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var trimmed = text.Trim(Blanks);
        return trimmed.Length == 0 || _missing.Contains(trimmed) ? null : _trim ? trimmed : text;
    }

    /// <summary>The number that a text stands for; null when it is none: digits with a sign, a fraction and an exponent (<c>-1.5e3</c>), <c>inf</c> or <c>infinity</c>.</summary>
    /// <param name="text">A text that is not missing.</param>
    public double? Number(string text)
    {
        var trimmed = WithoutUnit(text.Trim(Blanks));
        var plain = Plain(trimmed);
        return plain is not null && double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : Infinity(trimmed);
    }

    /// <summary>The truth value that a text stands for; null when it is none: <c>true</c>, <c>t</c>, <c>yes</c>, <c>y</c>, <c>1</c> and <c>false</c>, <c>f</c>, <c>no</c>, <c>n</c>, <c>0</c> in any case.</summary>
    /// <param name="text">A text that is not missing.</param>
    public static bool? Boolean(string text) => text.Trim(Blanks).ToUpperInvariant() switch
    {
        "TRUE" or "T" or "YES" or "Y" or "1" => true,
        "FALSE" or "F" or "NO" or "N" or "0" => false,
        _ => null,
    };

    /// <summary>
    /// The date that a text stands for, in microseconds since 1970-01-01T00:00:00Z; null when it is none. Without a format: ISO 8601 with
    /// a year of four digits (<see cref="IsoDate"/>). With one: what .NET reads by exactly that format in the invariant culture; years of
    /// two digits are those from 1950 to 2049.
    /// </summary>
    /// <param name="text">A text that is not missing.</param>
    public long? Date(string text)
    {
        var trimmed = text.Trim(Blanks);
        if (_format is null)
        {
            return IsoDate.Microseconds(trimmed, _zone);
        }

        if (!DateTimeOffset.TryParseExact(trimmed, _format, Culture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return null;
        }

        var microseconds = IsoDate.Microseconds(date.UtcDateTime);
        return NamesZone(_format) ? microseconds : microseconds - (_zone.Ticks / 10);
    }

    /// <summary>Whether a format string can be used: it names at least the year, and reads what it writes.</summary>
    /// <param name="format">A custom format string of .NET.</param>
    public static bool CanRead(string format)
    {
        var sample = new DateTimeOffset(2011, 4, 27, 0, 0, 0, TimeSpan.Zero);
        try
        {
            // A letter alone is one of the standard formats, whose form depends on the version of .NET.
            return format.Length > 1 && format.Any(c => c == 'y')
                && DateTimeOffset.TryParseExact(sample.ToString(format, Culture), format, Culture, DateTimeStyles.AssumeUniversal, out var date)
                && date.Year == sample.Year && (format.All(c => c != 'd') || format.Any(c => c == 'M'));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool NamesZone(string format) => format.Any(c => c is 'z' or 'K');

    private string WithoutUnit(string text)
    {
        if (_unit is null)
        {
            return text;
        }

        var (sign, rest) = text.Length > 0 && text[0] is '-' or '+' ? (text.Substring(0, 1), text.Substring(1).TrimStart(Blanks)) : (string.Empty, text);
        return rest.StartsWith(_unit, StringComparison.Ordinal) ? sign + rest.Substring(_unit.Length).Trim(Blanks)
            : rest.EndsWith(_unit, StringComparison.Ordinal) ? sign + rest.Substring(0, rest.Length - _unit.Length).Trim(Blanks)
            : text;
    }

    /// <summary>The number with a point before its fraction and without separators of thousands; null when it is written otherwise.</summary>
    private string? Plain(string text)
    {
        var plain = new char[text.Length];
        var (at, length, digits) = (0, 0, 0);
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            plain[length++] = text[at++];
        }

        var (group, grouped) = (0, false);
        for (; at < text.Length && (IsDigit(text[at]) || text[at] == _thousands); at++)
        {
            if (IsDigit(text[at]))
            {
                plain[length++] = text[at];
                (group, digits) = (group + 1, digits + 1);
            }
            else if (grouped ? group != 3 : group is 0 or > 3)
            {
                return null;
            }
            else
            {
                (group, grouped) = (0, true);
            }
        }

        if (grouped && group != 3)
        {
            return null;
        }

        if (at < text.Length && text[at] == _decimal)
        {
            plain[length++] = '.';
            for (at++; at < text.Length && IsDigit(text[at]); at++, digits++)
            {
                plain[length++] = text[at];
            }
        }

        if (digits == 0)
        {
            return null;
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            plain[length++] = text[at++];
            if (at < text.Length && text[at] is '+' or '-')
            {
                plain[length++] = text[at++];
            }

            var exponent = at;
            for (; at < text.Length && IsDigit(text[at]); at++)
            {
                plain[length++] = text[at];
            }

            if (at == exponent)
            {
                return null;
            }
        }

        return at == text.Length ? new string(plain, 0, length) : null;
    }

    private static double? Infinity(string text) => text.TrimStart('+', '-').ToUpperInvariant() is "INF" or "INFINITY" && text.Length <= 9
        ? text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity
        : null;

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    /// <summary>The invariant culture with a fixed meaning of years of two digits, which versions of .NET have otherwise.</summary>
    private static CultureInfo CultureOf2049()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 };
        return CultureInfo.ReadOnly(culture);
    }
}

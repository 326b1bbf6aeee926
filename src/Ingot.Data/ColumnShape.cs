using System.Buffers.Text;
using System.Text;
using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>How many values of a raw column look like what, over all rows.</summary>
internal sealed class ColumnShape
{
    private const double NearlyAll = 0.95;
    private const int MostPlainDigits = 15;
    private static readonly ValueReader Iso = new([], true, '.', null, null, null, 0);
    private long _shortest = long.MaxValue;
    private long _longest;
    private long _plain;
    private bool _onlyDigits = true;

    /// <summary>Values that are there.</summary>
    public long Present { get; private set; }

    /// <summary>Of text: those that are plain numbers; of whole numbers all.</summary>
    public long Numbers { get; private set; }

    /// <summary>Of text: those that are <c>true</c> or <c>false</c> in any case.</summary>
    public long Truths { get; private set; }

    /// <summary>Of text: those that are dates in ISO 8601.</summary>
    public long Dates { get; private set; }

    /// <summary>Of numbers in text: those with leading zeros.</summary>
    public long Codes { get; private set; }

    /// <summary>Of text: those that have a digit.</summary>
    public long WithDigits { get; private set; }

    /// <summary>Whether all values are whole numbers as long as a date in digits.</summary>
    public bool MayBeDigitsOfDates => Present > 0 && _onlyDigits && _shortest == _longest && _longest is 8 or 12 or 14;

    /// <summary>Whether it takes a look at values to tell what they are.</summary>
    public bool NeedsLook => MayBeDigitsOfDates || (Present > 0 && WithDigits >= NearlyAll * Present && Math.Max(Numbers, Dates) < NearlyAll * Present);

    /// <summary>Whether all values are numbers of so few digits, written in so plain a way, that nobody reads them otherwise.</summary>
    public bool HasOnlyPlainNumbers => _plain == Present;

    /// <summary>The shapes of all columns, in their order.</summary>
    public static List<ColumnShape> Of(DuckDbSession session, RawData raw)
    {
        var shapes = raw.Columns.ToDictionary(c => c, c => raw.ShapeOf(c) ?? new ColumnShape());
        var texts = raw.Columns.Where(c => c.IsText && raw.ShapeOf(c) is null).ToList();
        TextScan.Read(session, raw, texts, (column, text, times) => shapes[texts[column]].Take(text, times));
        var whole = raw.Columns.Where(c => c.IsWhole).ToList();
        var ends = session.Aggregate(raw.Table, whole, c => [$"count({c.Sql})", $"min({c.Sql})::VARCHAR", $"max({c.Sql})::VARCHAR"]);
        for (var i = 0; i < whole.Count; i++)
        {
            shapes[whole[i]].TakeEnds(DuckDbSession.Integer(ends[i][0]), ends[i][1] as string, ends[i][2] as string);
        }

        return [.. raw.Columns.Select(c => shapes[c])];
    }

    private void TakeEnds(long count, string? least, string? greatest)
    {
        (Present, Numbers) = (count, count);
        (_shortest, _longest) = (least?.Length ?? 0, greatest?.Length ?? 0);
        _onlyDigits = least?.StartsWith('-') == false;
    }

    /// <summary>Looks at a value.</summary>
    /// <param name="text">The value.</param>
    /// <param name="times">How many rows have it.</param>
    public void Take(ReadOnlySpan<byte> text, long times)
    {
        Present += times;
        (_shortest, _longest) = (Math.Min(_shortest, text.Length), Math.Max(_longest, text.Length));
        _onlyDigits &= !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (text.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            WithDigits += times;
            TakeNumberOrDate(text, times);
        }
        else if (text.Length is 4 or 5 && Encoding.UTF8.GetString(text).ToUpperInvariant() is "TRUE" or "FALSE")
        {
            Truths += times;
        }
    }

    private void TakeNumberOrDate(ReadOnlySpan<byte> text, long times)
    {
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-')
        {
            Dates += Iso.Date(Encoding.UTF8.GetString(text)) is null ? 0 : times;
            return;
        }

        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        var isPlain = IsPlain(digits);
        if (isPlain || (!digits.IsEmpty && digits[0] is (byte)'.' or (>= (byte)'0' and <= (byte)'9') && Utf8Parser.TryParse(digits, out double _, out var read) && read == digits.Length))
        {
            Numbers += times;
            _plain += isPlain && text[0] != '+' ? times : 0;
            Codes += digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..] ? times : 0;
        }
    }

    /// <summary>Whether a text is some digits, with a point and more digits or without.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text)
    {
        if (text.Length > MostPlainDigits)
        {
            return false;
        }

        var whole = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return whole < 0 ? text.Length > 0
            : whole > 0 && whole < text.Length - 1 && text[whole] == '.' && !text[(whole + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}

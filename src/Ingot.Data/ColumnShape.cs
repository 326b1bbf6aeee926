using System.Buffers.Text;
using System.Text;
using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>How many values of a raw column look like what, over all rows.</summary>
internal sealed class ColumnShape
{
    private const double NearlyAll = 0.95;
    private static readonly ValueReader Iso = new([], true, '.', null, null, null, 0);
    private long _shortest = long.MaxValue;
    private long _longest;
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

    /// <summary>The shapes of all columns, in their order.</summary>
    public static List<ColumnShape> Of(DuckDbSession session, RawData raw)
    {
        var shapes = raw.Columns.Select(_ => new ColumnShape()).ToList();
        var texts = raw.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.IsText).ToList();
        TextScan.Read(session, raw, [.. texts.Select(t => t.Column)], (column, values) =>
        {
            var shape = shapes[texts[column].Index];
            for (var row = 0; row < values.Length; row++)
            {
                if (!values.IsNull(row))
                {
                    shape.Take(values.GetBytes(row));
                }
            }
        });

        var whole = raw.Columns.Select((c, i) => (Column: c, Index: i)).Where(c => c.Column.IsWhole).ToList();
        var ends = session.Aggregate(raw.Table, whole, c => [$"count({c.Column.Sql})", $"min({c.Column.Sql})::VARCHAR", $"max({c.Column.Sql})::VARCHAR"]);
        for (var i = 0; i < whole.Count; i++)
        {
            shapes[whole[i].Index].TakeEnds(DuckDbSession.Integer(ends[i][0]), ends[i][1] as string, ends[i][2] as string);
        }

        return shapes;
    }

    private void TakeEnds(long count, string? least, string? greatest)
    {
        (Present, Numbers) = (count, count);
        (_shortest, _longest) = (least?.Length ?? 0, greatest?.Length ?? 0);
        _onlyDigits = least?.StartsWith('-') == false;
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        Present++;
        (_shortest, _longest) = (Math.Min(_shortest, text.Length), Math.Max(_longest, text.Length));
        _onlyDigits &= !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        if (text.ContainsAnyInRange((byte)'0', (byte)'9'))
        {
            WithDigits++;
            TakeNumberOrDate(text);
        }
        else if (text.Length is 4 or 5 && Encoding.UTF8.GetString(text).ToUpperInvariant() is "TRUE" or "FALSE")
        {
            Truths++;
        }
    }

    private void TakeNumberOrDate(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 10 && text[4] == '-' && text[7] == '-')
        {
            Dates += Iso.Date(Encoding.UTF8.GetString(text)) is null ? 0 : 1;
            return;
        }

        var digits = text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        if (!digits.IsEmpty && digits[0] is (byte)'.' or (>= (byte)'0' and <= (byte)'9') && Utf8Parser.TryParse(digits, out double _, out var read) && read == digits.Length)
        {
            Numbers++;
            Codes += digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..] ? 1 : 0;
        }
    }
}

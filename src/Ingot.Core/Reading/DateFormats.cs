namespace Ingot.Core.Reading;

/// <summary>Ways in which people write dates that are not ISO 8601.</summary>
public static class DateFormats
{
    private static readonly DateTime Earliest = new(1800, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFF", " h:mm tt", " h:mm:ss tt", "THH:mm:ss", " H:mm:ss zzz", " H:mm:ss 'UTC'"];

    private static readonly string[] Dates =
    [
        "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy", "dd.MM.yyyy", "d.M.yyyy", "dd-MM-yyyy", "d-M-yyyy", "MM-dd-yyyy", "M-d-yyyy",
        "yyyy/MM/dd", "yyyy/M/d", "yyyy.MM.dd", "yyyy-M-d", "dd/MM/yy", "d/M/yy", "MM/dd/yy", "M/d/yy", "dd.MM.yy", "d.M.yy", "dd-MM-yy", "MM-dd-yy", "yy/MM/dd",
        "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy", "MMMM d yyyy", "MMM yyyy", "MMMM yyyy", "MMM-yyyy", "MMMM-yyyy", "MMM-yy", "MMM yy", "yyyy-MM", "ddd, d MMM yyyy",
        "dddd, MMMM d, yyyy",
    ];

    private static readonly string[] All = [.. Dates.SelectMany(d => Times.Select(t => d + t)), "yyyyMMddTHHmmss", "yyyyMMdd HHmmss", "ddd MMM d HH:mm:ss yyyy"];
    private static readonly string[] OfDigits = ["yyyyMMdd", "ddMMyyyy", "MMddyyyy", "yyyyMMddHHmm", "yyyyMMddHHmmss"];

    /// <summary>The formats in which at least a share of texts are dates from 1800 to 2199, by how many are, those with fixed widths first.</summary>
    /// <param name="texts">Different texts of one column, none of them missing.</param>
    /// <param name="share">The share, 0 to 1.</param>
    /// <param name="digits">Whether to look for dates that are digits only, such as <c>20110427</c>, instead of all others.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<string> texts, double share, bool digits)
    {
        // Most formats are dismissed by a few texts.
        var few = texts.Take(20).ToList();
        return [.. (digits ? OfDigits : All).Where(f => Fit(f, few) > 0)
            .Select(f => (Format: f, Count: Fit(f, texts))).Where(f => f.Count > 0 && f.Count >= share * texts.Count)
            .OrderByDescending(f => f.Count).Select(f => f.Format)];
    }

    private static int Fit(string format, IReadOnlyList<string> texts)
    {
        var reader = new ValueReader([], true, '.', null, null, format, 0);
        var (least, most) = (IsoDate.Microseconds(Earliest), IsoDate.Microseconds(Latest));
        return texts.Count(t => reader.Date(t) is { } date && date >= least && date < most);
    }
}

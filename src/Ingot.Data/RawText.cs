using Ingot.Core.Reading;

namespace Ingot.Data;

/// <summary>
/// Makes the text of raw tables what it stands for, whatever the type of its column: without white space round it, and missing where it is
/// a word that says so; NaN becomes missing too. Only the columns that need it are written again.
/// </summary>
internal static class RawText
{
    /// <summary><see cref="ValueReader.WhiteSpace"/> as SQL.</summary>
    public const string WhiteSpaceInSql = "(chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || ' ' || chr(160))";

    /// <summary>Changes the table.</summary>
    /// <param name="session">The database.</param>
    /// <param name="raw">The table.</param>
    /// <param name="reading">How text is read.</param>
    /// <param name="missing">The words of a column that mean a missing value.</param>
    public static void Normalise(DuckDbSession session, RawData raw, TextReading reading, Func<string, IReadOnlyList<string>> missing)
    {
        var texts = raw.Columns.Where(c => c.IsText).ToList();
        var scans = TextScan.Of(session, raw, texts, missing);
        raw.Note(texts.Zip(scans).ToDictionary(t => t.First.Name, t => t.Second, StringComparer.Ordinal));
        if (scans.Any(s => s.HasBreaksAround))
        {
            raw.KeepLineBreaks(session);
        }

        raw.Change(session, [.. texts.Where((_, i) => scans[i].ToChange > 0)], c => TextValue(c, reading, missing(c.Name)));

        // Of what is read anew each time, NaN is missing from the start: to look for it would be to read all.
        var numbers = raw.IsKept ? raw.Columns.Where(c => c.MayBeNaN).ToList() : [];
        var notNumbers = session.Aggregate(raw.Table, numbers, c => [$"count(CASE WHEN isnan({c.Sql}) THEN 1 END)"]);
        raw.Change(session, [.. numbers.Where((_, i) => DuckDbSession.Integer(notNumbers[i][0]) > 0)], c => $"CASE WHEN NOT isnan({c.Sql}) THEN {c.Sql} END");
    }

    private static string TextValue(RawColumn column, TextReading reading, IReadOnlyList<string> missing)
    {
        var trimmed = $"trim({column.Sql}, {WhiteSpaceInSql})";
        return $"CASE WHEN {trimmed} IN ({string.Join(", ", missing.Prepend(string.Empty).Select(DuckDbSession.Text))}) THEN NULL ELSE {(reading.Trim ? trimmed : column.Sql)} END";
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;

namespace Ingot.Data;

/// <summary>The first thing that DuckDB cannot read in a CSV file.</summary>
/// <param name="Line">The 1-based line on which the row begins.</param>
/// <param name="Width">If the row has another number of cells than there are columns: its cells, or one more than the columns.</param>
/// <param name="Text">One sentence.</param>
internal sealed partial record CsvError(int Line, int? Width, string Text)
{
    /// <summary>What to do with a file of another encoding.</summary>
    public const string EncodingRemedy = "Save it as UTF-8, or say in its item which encoding it has, such as Encoding=\"windows-1252\".";

    /// <summary>Whether bytes are not what UTF-8 has.</summary>
    public bool IsEncoding => Text.Contains("unicode", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a quote is not closed.</summary>
    public bool IsQuote => Text.Contains("quote", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads a file again, for its first error. What DuckDB throws when it reads is the first error of any thread, and counts
    /// no line breaks inside cells; its table of rejected rows has their place in bytes.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="above">How many lines stand above its first one for those who look at the data file.</param>
    /// <param name="scan">The scan, with more options.</param>
    /// <returns>Null: DuckDB does not say which row is wrong.</returns>
    public static CsvError? First(string path, int above, Func<string, string> scan)
    {
        using var session = new DuckDbSession();
        try
        {
            session.ReadBatches($"SELECT * FROM {scan("store_rejects=true, rejects_limit=1")}", _ => { });
            if (session.Query("SELECT line_byte_position, column_idx, error_type::VARCHAR, error_message FROM reject_errors") is not [var row, ..])
            {
                return null;
            }

            var line = CsvLines.At(path, DuckDbSession.Integer(row[0]) - 1) + above;
            int? width = row[2] is "MISSING COLUMNS" or "TOO MANY COLUMNS" ? (int)DuckDbSession.Integer(row[1]) : null;
            return new CsvError(line, width, string.Create(CultureInfo.InvariantCulture, $"line {line}: {Sentence((string)row[3]!)}"));
        }
        catch (DuckDBException)
        {
            return null;
        }
    }

    /// <summary>What DuckDB says in its first line, without its advice about options that nobody set.</summary>
    public static string Sentence(string message)
    {
        var text = Prefix().Replace(DuckDbSession.FirstLine(message), string.Empty);
        return DiagnosticText.Escape(text.Length > 200 ? text[..200] : text).TrimEnd('.') + ".";
    }

    [GeneratedRegex("^[A-Za-z ]+ Error: ", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}

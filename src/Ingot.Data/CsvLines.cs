using System.Text.RegularExpressions;

namespace Ingot.Data;

/// <summary>The lines of a text as editors count them: any of CR LF, LF and CR ends one.</summary>
internal static class CsvLines
{
    private const string Break = @"\r\n?|\n";

    /// <summary>Whether any value of a text column holds a line break, in SQL.</summary>
    public static string AnyInSql(string column) => $"coalesce(bool_or(contains({column}, chr(10)) OR contains({column}, chr(13))), false)";

    /// <summary>How many line breaks a value of a text column holds, in SQL.</summary>
    public static string BreaksInSql(string column) => $"coalesce(len(regexp_extract_all({column}, '{Break}')), 0)";

    /// <summary>How many line breaks a text holds.</summary>
    public static int BreaksIn(string text) => Regex.Count(text, Break);

    /// <summary>The 1-based line of a byte; if line breaks stand there, of the text that follows them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The 0-based number of the byte.</param>
    public static int At(string path, long offset)
    {
        using var stream = File.OpenRead(path);
        return At(stream, offset);
    }

    /// <summary>The same of bytes that are read from their beginning.</summary>
    public static int At(Stream stream, long offset)
    {
        var (line, last) = (1, 0);
        for (var at = 0L; stream.ReadByte() is >= 0 and var value; at++)
        {
            if (value == '\r' || (value == '\n' && last != '\r'))
            {
                line++;
            }
            else if (at >= offset && value != '\n')
            {
                break;
            }

            last = value;
        }

        return line;
    }
}

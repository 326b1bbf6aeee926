using System.Text;

namespace Ingot.Data;

/// <summary>The lines of a text as <see cref="File.ReadLines(string)"/> gives them, but never more of one than memory is to hold.</summary>
internal static class BoundedLines
{
    /// <summary>As long as a line of delimited text may be: DuckDB's limit.</summary>
    public const int LongestRow = 2_000_000;

    /// <summary>As long as a line of JSON may be: DuckDB's limit.</summary>
    public const int LongestObject = 16_777_216;

    /// <summary>Reads lines, until one is too long.</summary>
    /// <param name="path">The text, in UTF-8.</param>
    /// <param name="longest">How many characters a line may have.</param>
    /// <returns>The lines; null in place of the first one that is longer, which is the last that is given.</returns>
    public static IEnumerable<string?> Read(string path, int longest)
    {
        using var reader = new StreamReader(path);
        var line = new StringBuilder();
        var isOpen = false;
        while (reader.Read() is >= 0 and var next)
        {
            var c = (char)next;
            if (c is '\r' or '\n')
            {
                if (c == '\r' && reader.Peek() == '\n')
                {
                    reader.Read();
                }

                yield return line.ToString();
                line.Clear();
                isOpen = false;
                continue;
            }

            line.Append(c);
            isOpen = true;
            if (line.Length > longest)
            {
                yield return null;
                yield break;
            }
        }

        if (isOpen)
        {
            yield return line.ToString();
        }
    }
}

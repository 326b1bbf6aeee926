namespace Ingot.Data;

/// <summary>On which line of a CSV file a row begins: values in quotes may hold line breaks, so rows and lines are not the same.</summary>
internal static class CsvLines
{
    /// <summary>Finds the 1-based lines of rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">0-based numbers of rows below the header, ascending and without repetition.</param>
    /// <param name="columns">The number of columns: an empty line is a row (a missing value) only when there is one column.</param>
    public static Dictionary<long, long> Find(string path, IReadOnlyList<long> rows, int columns)
    {
        var found = new Dictionary<long, long>();
        using var stream = File.OpenRead(path);
        var buffer = new byte[1 << 16];
        var (record, line, recordLine) = (-1L, 1L, 1L);
        var (quoted, empty, afterReturn) = (false, true, false);
        for (var read = stream.Read(buffer); read > 0 && found.Count < rows.Count; read = stream.Read(buffer))
        {
            foreach (var b in buffer.AsSpan(0, read))
            {
                var newLine = b == '\r' || (b == '\n' && !afterReturn);
                var second = b == '\n' && afterReturn;
                afterReturn = b == '\r';
                if (second)
                {
                    // The second half of a line break that was counted already.
                    continue;
                }

                line += newLine ? 1 : 0;
                if (b == '"')
                {
                    quoted = !quoted;
                    empty = false;
                }
                else if (newLine && !quoted)
                {
                    End();
                }
                else
                {
                    empty = false;
                }
            }
        }

        // The last row may end without a line break.
        End();
        return found;

        void End()
        {
            if (!empty || columns == 1)
            {
                if (found.Count < rows.Count && rows[found.Count] == record)
                {
                    found.Add(record, recordLine);
                }

                record++;
            }

            (empty, recordLine) = (true, line);
        }
    }
}

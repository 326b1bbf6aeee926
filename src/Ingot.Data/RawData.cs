using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Brings data files into the database as they are: every CSV value as text, every row with its number.</summary>
internal static class RawData
{
    public const string RowNumber = "__row";

    private static readonly byte[] LargeFilePointer = "version https://git-lfs"u8.ToArray();

    /// <summary>Makes the table <c>raw_&lt;name&gt;</c>.</summary>
    /// <returns>The columns' names and SQL types, without the row number.</returns>
    public static IReadOnlyList<(string Name, string SqlType)> Load(DuckDbSession session, string name, IReadOnlyList<DataSource> sources)
    {
        foreach (var source in sources)
        {
            CheckFile(source);
        }

        var table = $"raw_{name}";
        var relation = IsParquet(sources[0]) ? Parquet(sources) : Csv(sources);
        try
        {
            session.Execute($"CREATE TABLE {table} AS SELECT *, row_number() OVER () - 1 AS {RowNumber} FROM {relation}");
        }
        catch (DuckDB.NET.Data.DuckDBException e)
        {
            throw new IngotException(
                PrepareDiagnostics.UnreadableFile.At(
                    sources[0].Location,
                    $"The file '{sources[0].DisplayName}' cannot be read: {FirstLines(e.Message)} Expected UTF-8 CSV with a header and as many values in each row, or Parquet."),
                e);
        }

        if (session.Count($"SELECT count(*) FROM {table}") == 0)
        {
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                sources[0].Location, $"The file '{sources[0].DisplayName}' has no rows under its header. Fetch or make the data anew."));
        }

        return [.. session.Query($"DESCRIBE {table}").Select(r => ((string)r[0]!, (string)r[1]!)).Where(c => c.Item1 != RowNumber)];
    }

    private static void CheckFile(DataSource source)
    {
        if (!File.Exists(source.Path))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location, $"The file '{source.DisplayName}' does not exist. Correct the path, or fetch the data."));
        }

        using var stream = File.OpenRead(source.Path);
        Span<byte> start = stackalloc byte[LargeFilePointer.Length];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                source.Location, $"The file '{source.DisplayName}' is empty. Fetch or make the data anew."));
        }

        if (start[..read].SequenceEqual(LargeFilePointer))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location, $"The file '{source.DisplayName}' is the pointer of a file in Git LFS, not the data. Run 'git lfs pull'."));
        }

        if (!IsParquet(source))
        {
            CheckHeader(source);
        }
    }

    private static void CheckHeader(DataSource source)
    {
        using var reader = new StreamReader(source.Path);
        var header = reader.ReadLine() ?? string.Empty;
        var names = header.Split(',').Select(n => n.Trim().Trim('"')).ToList();
        var twice = names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null && !header.Contains("\"\"", StringComparison.Ordinal))
        {
            throw new IngotException(PrepareDiagnostics.UnreadableFile.At(
                source.Location, $"The file '{source.DisplayName}' has the column '{twice.Key}' {twice.Count()} times (names are compared without case). Rename one."));
        }
    }

    private static bool IsParquet(DataSource source) => source.Path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    private static string Parquet(IReadOnlyList<DataSource> sources) => $"read_parquet([{Paths(sources)}])";

    private static string Csv(IReadOnlyList<DataSource> sources) =>
        $"read_csv([{Paths(sources)}], header=true, all_varchar=true, delim=',', quote='\"', escape='\"', nullstr=['', 'NA', 'NaN', 'null'], allow_quoted_nulls=false, strict_mode=true, null_padding=false, ignore_errors=false)";

    private static string Paths(IReadOnlyList<DataSource> sources) => string.Join(", ", sources.Select(s => DuckDbSession.Text(s.Path)));

    private static string FirstLines(string message) => string.Join(' ', message.Split('\n').Take(2).Select(l => l.Trim()));
}

using System.Globalization;
using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Data files brought into the database as they are: every CSV value as text. Missing are, in CSV, empty values (quoted ones
/// too) and, unless quoted, <c>NA</c>, <c>N/A</c>, <c>NaN</c>, <c>nan</c>, <c>NAN</c>, <c>-nan</c>, <c>-NaN</c>, <c>NULL</c> and <c>null</c>; in Parquet NULL, NaN and
/// the empty string. White space is kept.
/// </summary>
internal sealed class RawData
{
    /// <summary>The column of prepared tables that holds the 0-based number of the row in the files as listed.</summary>
    public const string RowNumber = "__row";

    private static readonly byte[] LargeFilePointer = "version https://git-lfs"u8.ToArray();
    private readonly List<(DataSource Source, long FirstRow)> _files = [];

    private RawData(string name, IReadOnlyList<RawColumn> columns) => (Name, Columns) = (name, columns);

    /// <summary>Which data these are: <c>training</c> or <c>reference</c>.</summary>
    public string Name { get; }

    /// <summary>The table; its <c>rowid</c> is the number of the row.</summary>
    public string Table => $"raw_{Name}";

    public IReadOnlyList<RawColumn> Columns { get; }

    /// <summary>Reads the files of an item list, one after the other.</summary>
    /// <exception cref="IngotException">INGOT1003, INGOT1004, INGOT1005, INGOT1006.</exception>
    public static RawData Load(DuckDbSession session, string name, IReadOnlyList<DataSource> sources)
    {
        foreach (var source in sources)
        {
            CheckFile(source);
        }

        if (sources.FirstOrDefault(s => IsParquet(s) != IsParquet(sources[0])) is { } other)
        {
            throw Unreadable(
                other,
                $"The {name} data mix CSV and Parquet ('{sources[0].DisplayName}' and '{other.DisplayName}'). Bring all files of one item list into one format.");
        }

        var data = new RawData(name, ColumnsOf(session, sources[0]));
        foreach (var source in sources)
        {
            data.Append(session, source, ReferenceEquals(source, sources[0]));
        }

        data.RemoveEmpty(session);
        return data;
    }

    /// <summary>Where rows stand, as messages say it: <c>line 5</c> of a CSV file, <c>row 3, from 0</c> of a Parquet file.</summary>
    public Dictionary<long, string> PlacesOf(IEnumerable<long> rows)
    {
        var places = new Dictionary<long, string>();
        foreach (var group in rows.Distinct().Order().GroupBy(r => _files.FindLastIndex(f => f.FirstRow <= r)))
        {
            var (source, first) = _files[group.Key];
            var inFile = group.Select(r => r - first).ToList();
            var suffix = _files.Count > 1 ? $" of {source.DisplayName}" : string.Empty;
            var lines = IsParquet(source) ? null : CsvLines.Find(source.Path, inFile, Columns.Count);
            foreach (var row in inFile)
            {
                places[row + first] = lines is null
                    ? string.Create(CultureInfo.InvariantCulture, $"row {row}{suffix}, from 0")
                    : string.Create(CultureInfo.InvariantCulture, $"line {lines[row]}{suffix}");
            }
        }

        return places;
    }

    private void Append(DuckDbSession session, DataSource source, bool first)
    {
        var found = first ? Columns : ColumnsOf(session, source);
        CheckSameColumns(source, found);
        // Every file's columns get the names that the table has for them, whatever their order in the file.
        var byName = Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var select = $"SELECT * FROM {Relation(source, [.. found.Select(c => byName[c.Name].Sql)])}";
        var before = first ? 0 : Rows(session);
        try
        {
            session.Execute(first ? $"CREATE TABLE {Table} AS {select}" : $"INSERT INTO {Table} BY NAME {select}");
        }
        catch (Exception e) when (e is DuckDBException or IOException)
        {
            throw Unreadable(source, e);
        }

        if (Rows(session) == before)
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' has no rows under its header. Fetch or make the data anew.");
        }

        _files.Add((source, before));
    }

    /// <summary>
    /// Makes empty strings and NaN missing, in the few columns that have them: an expression for each of ten thousand columns
    /// in the statement that reads the file takes DuckDB minutes.
    /// </summary>
    private void RemoveEmpty(DuckDbSession session)
    {
        var columns = Columns.Where(c => c.IsText || c.SqlType is "DOUBLE" or "FLOAT").ToList();
        var counts = session.Aggregate(Table, columns, c => [$"count(CASE WHEN {IsEmpty(c)} THEN 1 END)"]);
        for (var i = 0; i < columns.Count; i++)
        {
            if (DuckDbSession.Integer(counts[i][0]) > 0)
            {
                session.Execute($"UPDATE {Table} SET {columns[i].Sql} = NULL WHERE {IsEmpty(columns[i])}");
            }
        }
    }

    private static string IsEmpty(RawColumn column) => column.IsText ? $"{column.Sql} = ''" : $"isnan({column.Sql})";

    private long Rows(DuckDbSession session) => session.Count($"SELECT count(*) FROM {Table}");

    private void CheckSameColumns(DataSource source, IReadOnlyList<RawColumn> found)
    {
        var names = found.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var expected = Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        if (Columns.Where(c => !names.Contains(c.Name)).ToList() is { Count: > 0 } missing)
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' does not have the columns of '{_files[0].Source.DisplayName}': {DiagnosticText.List(missing.Select(c => c.Name))} missing. All files of one item list have the same columns: correct the file."));
        }

        if (found.Where(c => !expected.ContainsKey(c.Name)).ToList() is { Count: > 0 } additional)
        {
            throw new IngotException(PrepareDiagnostics.NewColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' has columns that '{_files[0].Source.DisplayName}' does not have: {DiagnosticText.List(additional.Select(c => c.Name))}. All files of one item list have the same columns: correct the file."));
        }

        // DuckDB would convert to the first file's type, and round while it does.
        if (found.FirstOrDefault(c => c.SqlType != expected[c.Name].SqlType) is { } changed)
        {
            throw Unreadable(
                source,
                $"The column '{DiagnosticText.Shorten(changed.Name)}' is {changed.SqlType} in '{source.DisplayName}' and {expected[changed.Name].SqlType} in '{_files[0].Source.DisplayName}'. Write all files with the same types.");
        }
    }

    private static void CheckFile(DataSource source)
    {
        if (!File.Exists(source.Path))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location,
                Directory.Exists(source.Path)
                    ? (FormattableString)$"'{source.DisplayName}' is a folder, not a file. Name the files in it, for example with {source.DisplayName.TrimEnd('/')}/*.csv."
                    : $"The file '{source.DisplayName}' does not exist. Correct the path, or fetch the data."));
        }

        using var stream = File.OpenRead(source.Path);
        Span<byte> buffer = stackalloc byte[LargeFilePointer.Length];
        var start = buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty)
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' is empty. Fetch or make the data anew.");
        }

        if (start.SequenceEqual(LargeFilePointer))
        {
            throw new IngotException(PrepareDiagnostics.MissingFile.At(
                source.Location, $"The file '{source.DisplayName}' is the pointer of a file in Git LFS, not the data. Run 'git lfs pull'."));
        }

        if (!IsParquet(source) && (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])))
        {
            throw Unreadable(source, $"The file '{source.DisplayName}' is UTF-16. Save it as UTF-8.");
        }
    }

    private static List<RawColumn> ColumnsOf(DuckDbSession session, DataSource source)
    {
        if (!IsParquet(source))
        {
            return [.. CsvHeader.Read(source).Select((n, i) => new RawColumn(n, "VARCHAR", SqlName(i)))];
        }

        try
        {
            return [.. session.Query($"DESCRIBE SELECT * FROM {ParquetRelation(source)}").Select((r, i) => new RawColumn((string)r[0]!, (string)r[1]!, SqlName(i)))];
        }
        catch (DuckDBException e)
        {
            throw Unreadable(source, e);
        }
    }

    private static string SqlName(int index) => FormattableString.Invariant($"c{index}");

    private static string Relation(DataSource source, IReadOnlyList<string> names)
    {
        if (IsParquet(source))
        {
            return $"{ParquetRelation(source)} AS f({string.Join(", ", names)})";
        }

        var types = string.Join(", ", names.Select(n => $"{n}: 'VARCHAR'"));
        return $"read_csv([{DuckDbSession.Text(source.Path)}], columns={{{types}}}, header=true, auto_detect=false, delim=',', quote='\"', escape='\"', nullstr=['', 'NA', 'N/A', 'NaN', 'nan', 'NAN', '-nan', '-NaN', 'NULL', 'null'], allow_quoted_nulls=false, strict_mode=true, null_padding=false, ignore_errors=false)";
    }

    private static bool IsParquet(DataSource source) => source.Path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);

    private static string ParquetRelation(DataSource source) => $"read_parquet([{DuckDbSession.Text(source.Path)}])";

    private static IngotException Unreadable(DataSource source, FormattableString message) =>
        new(PrepareDiagnostics.UnreadableFile.At(source.Location, message));

    private static IngotException Unreadable(DataSource source, Exception inner)
    {
        var said = CsvError.From(inner.Message);
        var format = IsParquet(source)
            ? "Parquet; fetch the file anew"
            : "CSV in UTF-8 with a comma between values, one kind of line break, and as many values in each row as in the header";
        return new(
            PrepareDiagnostics.UnreadableFile.At(
                said.Line > 0 ? new SourceLocation(source.Path, said.Line, 1) : source.Location,
                $"The file '{source.DisplayName}' cannot be read: {said.Text} Expected {format}."),
            inner);
    }
}

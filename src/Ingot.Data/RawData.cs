using System.Globalization;
using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// Data files brought into the database as they are: every CSV value as text, and an empty one missing. <see cref="RawText"/> makes
/// text what it stands for. Parquet files are read anew by each query: their values have types, and few are asked for twice.
/// </summary>
internal sealed class RawData
{
    /// <summary>The column of prepared tables that holds the 0-based number of the row in the files as listed.</summary>
    public const string RowNumber = "__row";

    private readonly List<(ITableFile File, long FirstRow)> _files = [];
    private Dictionary<string, ColumnShape> _shapes = new(StringComparer.Ordinal);
    private bool _keptBreaks;
    private string? _view;

    private RawData(string name, FileReading reading, IReadOnlyList<RawColumn> columns) => (Name, Reading, Columns) = (name, reading, columns);

    /// <summary>Which data these are: <c>training</c> or <c>reference</c>.</summary>
    public string Name { get; }

    /// <summary>The table or view; its <c>rowid</c> is the number of the row.</summary>
    public string Table => $"memory.raw_{Name}";

    /// <summary>How the files were read: as was known, else as was found in the first one.</summary>
    public FileReading Reading { get; }

    public IReadOnlyList<RawColumn> Columns { get; private set; }

    /// <summary>Whether the rows are in the database; else they are read from the files whenever they are asked for.</summary>
    public bool IsKept => _view is null;

    /// <summary>The files that are read whenever rows are asked for.</summary>
    public IEnumerable<string> FilesInUse => IsKept ? [] : _files.Select(f => f.File.Source.Path);

    /// <summary>Reads the files of an item list, one after the other.</summary>
    /// <exception cref="IngotException">INGOT1003, INGOT1004, INGOT1005, INGOT1006.</exception>
    public static RawData Load(DuckDbSession session, string name, IReadOnlyList<DataSource> sources, ReadingContext context)
    {
        foreach (var source in sources)
        {
            DataFile.Check(source);
        }

        var format = FileKind.FormatOf(sources[0].Path);
        if (sources.FirstOrDefault(s => FileKind.FormatOf(s.Path) != format) is { } other)
        {
            throw Unreadable(
                other,
                $"The {name} data mix {FormatName(format)} and {FormatName(FileKind.FormatOf(other.Path))} ('{sources[0].DisplayName}' and '{other.DisplayName}'). Use one format for all files of an item list.");
        }

        RawData? data = null;
        foreach (var source in sources)
        {
            data = Append(session, name, data, source, context);
            context = context with
            {
                File = context.File?.Format == format ? context.File : data.Reading,
                Origin = context.File?.Format == format ? context.Origin : $"the {name} data",
                Names = context.Names.Count > 0 ? context.Names : [.. data.Columns.Select(c => c.Name)],
            };
        }

        return data!;
    }

    private static RawData Append(DuckDbSession session, string name, RawData? before, DataSource source, ReadingContext context)
    {
        var repairs = FileRepairs.None;
        while (true)
        {
            try
            {
                var file = Open(session, source, context, repairs);
                OtherReading.Check(file, context);
                var data = before ?? new RawData(name, file.Reading, file.Columns);
                data.Append(session, file);
                file.Tell(context.Sink);
                return data;
            }
            catch (IngotException e) when (IsUnreadable(e) && OtherReading.Find(source, context) is { } other)
            {
                throw new IngotException(other, e);
            }
            catch (IngotException e) when (IsUnreadable(e) && FileRepair.Of(source, repairs, context) is { } more)
            {
                repairs = more;
            }
            catch (InvalidDataException e)
            {
                throw TextHead.Damaged(source, e);
            }
        }
    }

    /// <summary>Where rows stand, as messages say it: <c>line 5</c> of a CSV file, <c>row 3, from 0</c> of a Parquet file.</summary>
    public Dictionary<long, string> PlacesOf(DuckDbSession session, IEnumerable<long> rows)
    {
        var places = new Dictionary<long, string>();
        foreach (var group in rows.Distinct().Order().GroupBy(r => _files.FindLastIndex(f => f.FirstRow <= r)))
        {
            var (file, first) = _files[group.Key];
            var inFile = group.Select(r => r - first).ToList();
            var suffix = _files.Count > 1 ? $" of {file.Source.DisplayName}" : string.Empty;
            var lines = file.LinesOf(inFile, () => LineBreaks(session, first, group.Last()));
            foreach (var row in inFile)
            {
                places[row + first] = lines is null
                    ? string.Create(CultureInfo.InvariantCulture, $"row {row}{suffix}, from 0")
                    : string.Create(CultureInfo.InvariantCulture, $"line {lines[row]}{suffix}");
            }
        }

        return places;
    }

    /// <summary>What the texts of a column look like; null: that must be looked at.</summary>
    public ColumnShape? ShapeOf(RawColumn column) => _shapes.GetValueOrDefault(column.Name);

    /// <summary>Notes what was seen in text columns.</summary>
    /// <param name="seen">By the columns' names.</param>
    public void Note(IReadOnlyDictionary<string, TextScan> seen)
    {
        // What becomes of texts with white space round them has not been seen.
        _shapes = seen.Where(s => !s.Value.HasSpaceAround).ToDictionary(s => s.Key, s => s.Value.Shape, StringComparer.Ordinal);
        Columns =
        [
            .. Columns.Select(c => !seen.TryGetValue(c.Name, out var scan) ? c : c with
            {
                HasUnderscore = scan.HasUnderscore,
                HasOnlyPlainNumbers = _shapes.GetValueOrDefault(c.Name)?.HasOnlyPlainNumbers == true,
                MissingWords = [.. c.MissingWords.Union(scan.MissingWords, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            }),
        ];
    }

    /// <summary>The words for a missing value that any column had.</summary>
    public IReadOnlyList<string> MissingWords => [.. Columns.SelectMany(c => c.MissingWords).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Remembers how many line breaks the cells of each row hold, before white space round them is removed.</summary>
    public void KeepLineBreaks(DuckDbSession session)
    {
        if (BreaksInSql(session, Table) is { } breaks)
        {
            session.Execute($"CREATE TABLE memory.breaks_{Name} AS SELECT rowid AS number, {breaks} AS breaks FROM {Table} WHERE breaks > 0");
            _keptBreaks = true;
        }
    }

    /// <summary>Gives columns other values.</summary>
    /// <param name="session">The database.</param>
    /// <param name="columns">The columns; only rows whose values change are written again.</param>
    /// <param name="value">The value of a column, as SQL.</param>
    public void Change(DuckDbSession session, IReadOnlyList<RawColumn> columns, Func<RawColumn, string> value)
    {
        if (columns.Count == 0)
        {
            return;
        }

        if (_view is not null)
        {
            _view = $"SELECT * REPLACE ({string.Join(", ", columns.Select(c => $"{value(c)} AS {c.Sql}"))}) FROM ({_view})";
            MakeView(session);
            return;
        }

        // An expression for each of ten thousand columns in one statement takes DuckDB minutes, and a statement for each of them too.
        const int atOnce = 50;
        foreach (var batch in columns.Chunk(atOnce))
        {
            session.Execute($"UPDATE {Table} SET {string.Join(", ", batch.Select(c => $"{c.Sql} = {value(c)}"))} WHERE {string.Join(" OR ", batch.Select(c => $"{c.Sql} IS DISTINCT FROM ({value(c)})"))}");
        }
    }

    /// <summary>Finds out, when a query over the rows failed, whether it did because a file cannot be read.</summary>
    /// <exception cref="IngotException">INGOT1004: one cannot.</exception>
    public void ThrowIfUnreadable(DuckDbSession session)
    {
        foreach (var (file, first) in IsKept ? [] : _files)
        {
            var columns = Enumerable.Range(0, file.Columns.Count).Select(RawColumn.SqlName).ToList();
            try
            {
                // Of hashes every value is needed; what is counted, the file may tell without them.
                session.Query($"SELECT bit_xor(hash({string.Join(", ", columns)})) FROM ({file.View(columns, first)})");
            }
            catch (Exception e) when (e is DuckDBException or IOException)
            {
                throw file.Unreadable(e);
            }
        }
    }

    /// <summary>Lets go of the rows.</summary>
    public void Drop(DuckDbSession session) => session.Execute($"DROP {(IsKept ? "TABLE" : "VIEW")} {Table}");

    /// <summary>How many line breaks the cells of rows hold, by the number of the row in its file; rows without are left out.</summary>
    private Dictionary<long, long> LineBreaks(DuckDbSession session, long first, long last)
    {
        var rows = FormattableString.Invariant($"BETWEEN {first} AND {last}");
        var query = _keptBreaks ? $"SELECT number, breaks FROM memory.breaks_{Name} WHERE number {rows}"
            : BreaksInSql(session, $"{Table} WHERE rowid {rows}") is { } breaks ? $"SELECT rowid, {breaks} AS breaks FROM {Table} WHERE rowid {rows} AND breaks > 0"
            : null;
        return query is null ? [] : session.Query(query).ToDictionary(r => DuckDbSession.Integer(r[0]) - first, r => DuckDbSession.Integer(r[1]));
    }

    private string? BreaksInSql(DuckDbSession session, string rows)
    {
        var text = Columns.Where(c => c.IsText).ToList();
        var any = session.Aggregate(rows, text, c => [CsvLines.AnyInSql(c.Sql)]);
        var breaks = string.Join(" + ", text.Where((_, i) => (bool)any[i][0]!).Select(c => CsvLines.BreaksInSql(c.Sql)));
        return breaks.Length == 0 ? null : breaks;
    }

    private static ITableFile Open(DuckDbSession session, DataSource source, ReadingContext context, FileRepairs repairs) => FileKind.FormatOf(source.Path) switch
    {
        FileFormat.Parquet => ParquetFile.Open(session, source, context),
        FileFormat.JsonLines => JsonLinesFile.Open(session, source, context),
        _ => CsvFile.Open(session, source, context, repairs),
    };

    private void Append(DuckDbSession session, ITableFile file)
    {
        var first = _files.Count == 0;
        CheckSameColumns(file.Source, file.Columns);
        // Every file's columns get the names that the table has for them, whatever their order in the file.
        var byName = Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        var names = file.Columns.Select(c => byName[c.Name].Sql).ToList();
        var before = first ? 0 : Rows(session);
        try
        {
            if ((first || !IsKept) && file.View(names, before) is { } view)
            {
                _view = first ? view : $"{_view} UNION ALL BY NAME {view}";
                MakeView(session);
            }
            else
            {
                var select = $"SELECT * FROM {file.Rows(names)}";
                session.Narrowly(names.Count, () => session.Execute(first ? $"CREATE TABLE {Table} AS {select}" : $"INSERT INTO {Table} BY NAME {select}"));
            }
        }
        catch (Exception e) when (e is DuckDBException or IOException)
        {
            throw file.Unreadable(e);
        }

        if (Rows(session) == before)
        {
            throw Unreadable(file.Source, $"The file '{file.Source.DisplayName}' has no rows{(file.Reading.Header ? " under its header" : string.Empty)}. Fetch or make the data again.");
        }

        _files.Add((file, before));
        Unmask(session, file, before);
    }

    /// <summary>Puts the characters back that could not be given to DuckDB, in the columns that have them.</summary>
    private void Unmask(DuckDbSession session, ITableFile file, long first)
    {
        if (file.Mask is not var (masked, meant))
        {
            return;
        }

        var rows = FormattableString.Invariant($"rowid >= {first}");
        var found = session.Aggregate($"{Table} WHERE {rows}", Columns, c => [$"coalesce(bool_or(contains({c.Sql}, chr({(int)masked}))), false)"]);
        foreach (var column in Columns.Where((_, i) => (bool)found[i][0]!))
        {
            session.Execute($"UPDATE {Table} SET {column.Sql} = replace({column.Sql}, chr({(int)masked}), {DuckDbSession.Text(meant.ToString())}) WHERE {rows} AND contains({column.Sql}, chr({(int)masked}))");
        }
    }

    private void MakeView(DuckDbSession session) => session.Execute($"CREATE OR REPLACE VIEW {Table} AS {_view}");

    private long Rows(DuckDbSession session) => session.Count($"SELECT count(*) FROM {Table}");

    private void CheckSameColumns(DataSource source, IReadOnlyList<RawColumn> found)
    {
        var names = found.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var expected = Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        if (Columns.Where(c => !names.Contains(c.Name)).ToList() is { Count: > 0 } missing)
        {
            throw new IngotException(PrepareDiagnostics.MissingColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' does not have the columns of '{_files[0].File.Source.DisplayName}': {DiagnosticText.List(missing.Select(c => c.Name))} missing. All files of an item list must have the same columns: correct the file."));
        }

        if (found.Where(c => !expected.ContainsKey(c.Name)).ToList() is { Count: > 0 } additional)
        {
            throw new IngotException(PrepareDiagnostics.NewColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' has columns that '{_files[0].File.Source.DisplayName}' does not have: {DiagnosticText.List(additional.Select(c => c.Name))}. All files of an item list must have the same columns: correct the file."));
        }

        // DuckDB would convert to the first file's type, and round while it does.
        if (found.FirstOrDefault(c => c.SqlType != expected[c.Name].SqlType) is { } changed)
        {
            throw Unreadable(
                source,
                $"The column '{DiagnosticText.Shorten(changed.Name)}' is {changed.SqlType} in '{source.DisplayName}' and {expected[changed.Name].SqlType} in '{_files[0].File.Source.DisplayName}'. Write all files with the same types.");
        }
    }

    private static bool IsUnreadable(IngotException e) => e.Diagnostic.Code == PrepareDiagnostics.UnreadableFile.Code;

    private static string FormatName(FileFormat format) => format switch
    {
        FileFormat.JsonLines => "JSON lines",
        FileFormat.Parquet => "Parquet",
        _ => "CSV",
    };

    private static IngotException Unreadable(DataSource source, FormattableString message) =>
        new(PrepareDiagnostics.UnreadableFile.At(source.Location, message));
}

using System.Globalization;
using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>One Parquet file. Its columns must hold single values; one that the model does not use may hold anything, which is not read.</summary>
internal sealed class ParquetFile : ITableFile
{
    private const string RowNumber = "file_row_number";

    // DuckDB reads what the file says of each of its columns again for each query.
    private const int WidestView = 500;

    private readonly List<string> _values;
    private readonly int _placeOfRowNumber;

    private ParquetFile(DataSource source, IReadOnlyList<RawColumn> columns, List<string> values, int placeOfRowNumber) =>
        (Source, Columns, _values, _placeOfRowNumber) = (source, columns, values, placeOfRowNumber);

    /// <inheritdoc />
    public DataSource Source { get; }

    /// <inheritdoc />
    public FileReading Reading { get; } = new() { Format = FileFormat.Parquet };

    /// <inheritdoc />
    public IReadOnlyList<RawColumn> Columns { get; }

    /// <inheritdoc />
    public (char Masked, char Meant)? Mask => null;

    /// <summary>Reads the names and types of the columns.</summary>
    /// <exception cref="IngotException">INGOT1004: the file is damaged, or a name is there twice; INGOT1035: a column holds no single values.</exception>
    public static ParquetFile Open(DuckDbSession session, DataSource source, ReadingContext context)
    {
        try
        {
            var names = Names(session, source);
            ColumnNames.Check(source, source.Location, names);
            // Where it has a column of that name, DuckDB does not number its rows.
            var isNumbered = !names.Contains(RowNumber, StringComparer.OrdinalIgnoreCase);
            var found = session.Query($"DESCRIBE SELECT * FROM {Relation(source, isNumbered)}").Select(r => (Name: (string)r[0]!, Type: (string)r[1]!)).ToList();
            var placeOfRowNumber = isNumbered ? found.FindIndex(c => c.Name == RowNumber) : -1;
            if (placeOfRowNumber >= 0)
            {
                found.RemoveAt(placeOfRowNumber);
            }

            Check(source, context, found);
            return new ParquetFile(
                source,
                [.. found.Select((c, i) => new RawColumn(c.Name, IsText(c.Type) || !IsSingle(c.Type) ? "VARCHAR" : c.Type, RawColumn.SqlName(i)))],
                [.. found.Select((c, i) => !IsSingle(c.Type) ? "NULL::VARCHAR" : IsText(c.Type) ? $"{RawColumn.SqlName(i)}::VARCHAR" : RawColumn.SqlName(i))],
                placeOfRowNumber);
        }
        catch (DuckDBException e)
        {
            throw Unreadable(source, e);
        }
    }

    /// <inheritdoc />
    public string Rows(IReadOnlyList<string> columns)
    {
        // Columns that are read as they are need no expression: ten thousand take DuckDB minutes.
        var own = Enumerable.Range(0, columns.Count).Select(RawColumn.SqlName).ToList();
        var changed = Enumerable.Range(0, columns.Count).Where(i => _values[i] != own[i]).Select(i => $"{_values[i]} AS {own[i]}").ToList();
        var rows = $"{Relation(Source)} AS f({string.Join(", ", own)})";
        return changed.Count == 0
            ? $"{Relation(Source)} AS f({string.Join(", ", columns)})"
            : $"(SELECT * REPLACE ({string.Join(", ", changed)}) FROM {rows}) AS g({string.Join(", ", columns)})";
    }

    /// <inheritdoc />
    public string? View(IReadOnlyList<string> columns, long firstRow)
    {
        if (_placeOfRowNumber < 0 || columns.Count > WidestView)
        {
            return null;
        }

        var own = Enumerable.Range(0, columns.Count).Select(RawColumn.SqlName).ToList();
        own.Insert(_placeOfRowNumber, RowNumber);
        var values = columns.Select((c, i) => $"{(Columns[i].MayBeNaN ? $"CASE WHEN NOT isnan({_values[i]}) THEN {_values[i]} END" : _values[i])} AS {c}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"SELECT {string.Join(", ", values)}, {RowNumber} + {firstRow} AS rowid FROM {Relation(Source, isNumbered: true)} AS f({string.Join(", ", own)})");
    }

    /// <inheritdoc />
    public IngotException Unreadable(Exception inner) => Unreadable(Source, inner);

    /// <inheritdoc />
    public Dictionary<long, long>? LinesOf(IReadOnlyList<long> rows, Func<Dictionary<long, long>> breaks) => null;

    /// <inheritdoc />
    public void Tell(IDiagnosticSink sink)
    {
        // What is read of a Parquet file, it says itself.
    }

    /// <summary>The names of the columns as the file has them: in a query, DuckDB gives those that differ by case only other ones.</summary>
    private static List<string> Names(DuckDbSession session, DataSource source)
    {
        var names = new List<string>();
        var inside = 0L;
        foreach (var element in session.Query($"SELECT name, coalesce(num_children, 0) FROM parquet_schema({DuckDbSession.Text(source.Path)})").Skip(1))
        {
            if (inside == 0)
            {
                names.Add((string)element[0]!);
            }

            inside = Math.Max(inside - 1, 0) + DuckDbSession.Integer(element[1]);
        }

        return names;
    }

    private static void Check(DataSource source, ReadingContext context, List<(string Name, string Type)> found)
    {
        if (found.Where(c => !IsSingle(c.Type) && !context.Ignored.Contains(c.Name)).ToList() is { Count: > 0 } nested)
        {
            throw new IngotException(PrepareDiagnostics.NestedColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' has {DiagnosticText.Count(nested.Count, "column")} whose values are no numbers, texts, booleans or dates: {DiagnosticText.List(nested.Select(c => $"{c.Name} ({TypeName(c.Type)})"))}. Write single values instead, leave {DiagnosticText.Agree(nested.Count, "it", "them")} out of the file, or say {ColumnItem.Of([.. nested.Select(c => c.Name)], "Role", "Ignored")}, which does not read {DiagnosticText.Agree(nested.Count, "it", "them")}."));
        }
    }

    private static string TypeName(string type) => type.StartsWith("STRUCT", StringComparison.Ordinal) ? "STRUCT" : type.StartsWith("MAP", StringComparison.Ordinal) ? "MAP" : type.EndsWith(']') ? "LIST" : type;

    private static bool IsText(string type) => type is "UUID" || type.StartsWith("ENUM", StringComparison.Ordinal);

    private static bool IsSingle(string type) =>
        new RawColumn(string.Empty, type, string.Empty) is { IsText: true } or { IsNumber: true } or { IsDate: true } or { SqlType: "BOOLEAN" } || IsText(type);

    private static string Relation(DataSource source, bool isNumbered = false) =>
        $"read_parquet([{DuckDbSession.Text(source.Path)}]{(isNumbered ? $", {RowNumber}=true" : string.Empty)})";

    private static IngotException Unreadable(DataSource source, Exception inner) => new(
        PrepareDiagnostics.UnreadableFile.At(
            source.Location, $"The file '{source.DisplayName}' cannot be read: {CsvError.Sentence(inner.Message)} Expected Parquet; fetch the file anew."),
        inner);
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>Rows of a file of expected predictions, in the types of the schema.</summary>
public static class ExpectedRows
{
    private const string Rows = "expected_rows";

    /// <summary>Reads the columns of a file that are wanted.</summary>
    /// <param name="source">The file, CSV or Parquet.</param>
    /// <param name="wanted">Columns to read; those that the file does not have are not in the table.</param>
    /// <param name="others">Columns that the file may have besides.</param>
    /// <param name="reading">How the schema says that files and their texts are read. The file always has a header.</param>
    /// <returns>The rows in the order of the file.</returns>
    /// <exception cref="IngotException">INGOT1003, INGOT1004: the file cannot be read; INGOT1006: it has an unknown column; INGOT1007: a value is not of its column's type.</exception>
    public static Table Read(DataSource source, IReadOnlyList<SchemaColumn> wanted, IEnumerable<string> others, DataReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        using var scratch = new ScratchFolder(Path.GetTempPath());
        using var session = new DuckDbSession();
        var context = new ReadingContext(scratch, new DiagnosticList()) { File = reading.File with { Header = true, Skip = 0 } };
        var raw = RawData.Load(session, "expected", [source], context);
        var known = wanted.Select(c => c.Name).Concat(others).ToHashSet(StringComparer.Ordinal);
        if (raw.Columns.Where(c => !known.Contains(c.Name)).ToList() is { Count: > 0 } unknown)
        {
            throw new IngotException(PrepareDiagnostics.NewColumn.At(
                source.Location,
                $"The file '{source.DisplayName}' has columns that mean nothing here: {DiagnosticText.List(unknown.Select(c => c.Name))}; expected columns of the schema and {string.Join(", ", wanted.Select(c => c.Name).Where(n => n.StartsWith("expected_", StringComparison.Ordinal)))}. Correct their names or remove them."));
        }

        var found = wanted.Select(c => (Schema: c, Raw: raw.Columns.FirstOrDefault(r => r.Name == c.Name)))
            .Where(c => c.Raw is not null).Select(c => (c.Schema, Raw: c.Raw!)).ToList();
        RawText.Normalise(session, raw, reading.Text, name => wanted.FirstOrDefault(c => c.Name == name)?.Missing ?? reading.Text.Missing);
        var typed = new TypedValues(session, reading.Text);
        CheckTypes(session, raw, source, found, typed, reading.Text);
        var values = found.Select(c => $"{typed.Of(c.Raw, c.Schema)} AS {DuckDbSession.Name(c.Schema.Name)}");
        session.Execute($"CREATE TABLE {Rows} AS SELECT {string.Join(", ", values.DefaultIfEmpty("1"))} FROM {raw.Table} ORDER BY rowid");
        return ParquetTable.Read(session, Rows, found.Select(c => c.Schema.Name));
    }

    private static void CheckTypes(
        DuckDbSession session, RawData raw, DataSource source, List<(SchemaColumn Schema, RawColumn Raw)> found, TypedValues typed, TextReading reading)
    {
        const int examples = 5;
        var wrong = session.Aggregate(raw.Table, found, c => [typed.CountWrong(c.Raw, c.Schema)]);
        for (var i = 0; i < found.Count; i++)
        {
            if (DuckDbSession.Integer(wrong[i][0]) is > 0 and var count)
            {
                var values = session.Query($"SELECT {found[i].Raw.Sql}::VARCHAR, rowid FROM {raw.Table} WHERE {typed.IsWrong(found[i].Raw, found[i].Schema)} ORDER BY rowid LIMIT {examples}");
                var places = raw.PlacesOf(session, values.Select(v => DuckDbSession.Integer(v[1])));
                throw new IngotException(PrepareDiagnostics.WrongType.At(
                    source.Location,
                    $"In '{source.DisplayName}' {DiagnosticText.Count(count, "value")} of the column '{DiagnosticText.Shorten(found[i].Schema.Name)}' {DiagnosticText.Agree(count, "is", "are")} not of the type {found[i].Schema.Type}: {string.Join(", ", values.Select(v => $"'{DiagnosticText.Shorten((string)v[0]!)}' ({places[DuckDbSession.Integer(v[1])]})"))}. Expected {TypeRemedy.Expected(found[i].Schema, reading)}. Correct the file."));
            }
        }
    }
}

using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>
/// One file of JSON lines: an object a line. A column is a name that any object has; where an object does not have it, the value is missing.
/// Numbers and booleans are what they are; texts, and names with values of several types, are text.
/// </summary>
internal sealed class JsonLinesFile : ITableFile
{
    private const string Mixed = "JSON";
    private const string NoValue = "NULL";

    private readonly string _path;
    private readonly List<string> _types;

    private JsonLinesFile(DataSource source, string path, IReadOnlyList<RawColumn> columns, List<string> types) =>
        (Source, _path, Columns, _types) = (source, path, columns, types);

    /// <inheritdoc />
    public DataSource Source { get; }

    /// <inheritdoc />
    public FileReading Reading { get; } = new() { Format = FileFormat.JsonLines };

    /// <inheritdoc />
    public IReadOnlyList<RawColumn> Columns { get; }

    /// <inheritdoc />
    public (char Masked, char Meant)? Mask => null;

    /// <summary>Finds the names and types.</summary>
    /// <exception cref="IngotException">INGOT1004: a line is no object, or a name is there twice; INGOT1035: a value is an array or an object; INGOT1036: it is another kind of file.</exception>
    public static JsonLinesFile Open(DuckDbSession session, DataSource source, ReadingContext context)
    {
        var head = DelimitedText.HeadOf(source, FileFormat.JsonLines, DelimitedText.ShortHead);
        var encoding = source.Reading?.Encoding ?? head.Encoding ?? "utf-8";
        var path = source.Path;
        if (head.Mark is not null || new PlainText().IsNeeded(head, encoding))
        {
            path = context.Scratch.NewFile(".jsonl");
            new PlainText().Write(source, head, encoding, path);
        }

        try
        {
            var structure = (string?)session.Query($"SELECT json_group_structure(json) FROM {Objects(path)}")[0][0] ?? "{}";
            using var document = JsonDocument.Parse(structure, new JsonDocumentOptions { MaxDepth = 1024 });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw WrongLine(source, path, null);
            }

            var found = document.RootElement.EnumerateObject().Select(p => (p.Name, Type: TypeOf(session, path, p))).ToList();
            if (found.Count == 0 || found.Any(f => f.Name.Length == 0))
            {
                throw Wrong(source, source.Location, found.Count == 0 ? (FormattableString)$"has no values in its objects. Fetch or make the data again." : $"has a value without a name. Name it.");
            }

            ColumnNames.Check(source, source.Location, [.. found.Select(f => f.Name)]);
            if (found.Where(f => f.Type is null && !context.Ignored.Contains(f.Name)).Select(f => f.Name).ToList() is { Count: > 0 } nested)
            {
                throw new IngotException(PrepareDiagnostics.NestedColumn.At(
                    source.Location,
                    $"The file '{source.DisplayName}' has {DiagnosticText.Count(nested.Count, "name")} whose values are arrays or objects: {DiagnosticText.List(nested)}. Write single values instead, leave {DiagnosticText.Agree(nested.Count, "it", "them")} out of the file, or say {ColumnItem.Of([.. nested], "Role", "Ignored")}, which does not read {DiagnosticText.Agree(nested.Count, "it", "them")}."));
            }

            return new JsonLinesFile(
                source, path, [.. found.Select((f, i) => new RawColumn(f.Name, f.Type ?? "VARCHAR", RawColumn.SqlName(i)))], [.. found.Select(f => f.Type ?? string.Empty)]);
        }
        catch (DuckDBException e)
        {
            throw WrongLine(source, path, e);
        }
    }

    /// <inheritdoc />
    public string Rows(IReadOnlyList<string> columns)
    {
        var read = Columns.Select((c, i) => (c.Name, Type: _types[i], Sql: columns[i])).Where(c => c.Type.Length > 0).ToList();
        var types = string.Join(", ", read.Select(c => $"{DuckDbSession.Name(c.Name)}: '{c.Type}'"));
        var nothing = string.Concat(columns.Where((_, i) => _types[i].Length == 0).Select(c => $", NULL::VARCHAR AS {c}"));
        return $"(SELECT *{nothing} FROM read_ndjson([{DuckDbSession.Text(_path)}], columns={{{types}}}, compression='uncompressed') AS f({string.Join(", ", read.Select(c => c.Sql))}))";
    }

    /// <inheritdoc />
    public string? View(IReadOnlyList<string> columns, long firstRow) => null;

    /// <inheritdoc />
    public IngotException Unreadable(Exception inner) => WrongLine(Source, _path, inner);

    /// <inheritdoc />
    public Dictionary<long, long> LinesOf(IReadOnlyList<long> rows, Func<Dictionary<long, long>> breaks)
    {
        var (found, row, line) = (new Dictionary<long, long>(), 0L, 0L);
        foreach (var text in File.ReadLines(_path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (rows[found.Count] == row++)
            {
                found.Add(row - 1, line);
                if (found.Count == rows.Count)
                {
                    break;
                }
            }
        }

        return found;
    }

    /// <inheritdoc />
    public void Tell(IDiagnosticSink sink)
    {
        // What is read of JSON lines, they say themselves.
    }

    /// <summary>The type in SQL; null for arrays and objects.</summary>
    private static string? TypeOf(DuckDbSession session, string path, JsonProperty property)
    {
        if (property.Value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        var type = property.Value.GetString()!;
        var pointer = $"/{property.Name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
        return type == NoValue ? "VARCHAR"
            : type != Mixed ? type
            : session.Count($"SELECT count(*) FROM {Objects(path)} WHERE json_type(json, {DuckDbSession.Text(pointer)}) IN ('ARRAY', 'OBJECT')") > 0 ? null
            : "VARCHAR";
    }

    private static string Objects(string path) => $"read_ndjson_objects([{DuckDbSession.Text(path)}], compression='uncompressed')";

    /// <summary>What is wrong with the first line that is no object.</summary>
    private static IngotException WrongLine(DataSource source, string path, Exception? inner)
    {
        var line = 0;
        foreach (var text in BoundedLines.Read(path, BoundedLines.LongestObject))
        {
            line++;
            if ((text is null ? "it is longer than any object may be." : text.Trim().Length > 0 ? WhatIsWrong(text) : null) is { } wrong)
            {
                return Wrong(source, new SourceLocation(source.Path, line, 1), $"cannot be read: line {line.ToString(CultureInfo.InvariantCulture)}: {wrong} Expected JSON lines: an object a line.");
            }
        }

        return Wrong(source, source.Location, $"cannot be read: {CsvError.Sentence(inner?.Message ?? "it has no object with a value")} Expected JSON lines: an object a line.", inner);
    }

    private static string? WhatIsWrong(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.ValueKind != JsonValueKind.Object ? "it is no object."
                : document.RootElement.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any()) is { } twice ? $"it has the name '{DiagnosticText.Shorten(twice.Key)}' twice."
                : null;
        }
        catch (JsonException e)
        {
            return $"it is no JSON ({CsvError.Sentence(e.Message.Split(" LineNumber: ")[0]).TrimEnd('.')}).";
        }
    }

    private static IngotException Wrong(DataSource source, SourceLocation location, FormattableString what, Exception? inner = null)
    {
        var diagnostic = PrepareDiagnostics.UnreadableFile.At(location, $"The file '{source.DisplayName}' {FormattableString.Invariant(what)}");
        return inner is null ? new IngotException(diagnostic) : new IngotException(diagnostic, inner);
    }
}

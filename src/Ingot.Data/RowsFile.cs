using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using DuckDB.NET.Data;

namespace Ingot.Data;

/// <summary>
/// Rows of a model written as a data file that stands beside others of its project: in their format and, where it has types, with theirs. Text is
/// always UTF-8, separated by commas, quoted by <c>"</c>, under the names of the columns; its values are as the schema has them read.
/// </summary>
public static class RowsFile
{
    /// <summary>How the name of such a file ends: <c>.csv</c>, <c>.jsonl</c> or <c>.parquet</c>.</summary>
    /// <param name="like">A file beside which it stands.</param>
    public static string EndingFor(string like) => FileKind.FormatOf(like) switch
    {
        FileFormat.Parquet => ".parquet",
        FileFormat.JsonLines => ".jsonl",
        _ => ".csv",
    };

    /// <summary>Writes rows; the same rows give the same bytes.</summary>
    /// <param name="path">The file, whose name ends as <see cref="EndingFor"/> says.</param>
    /// <param name="rows">Has all columns of the schema.</param>
    /// <param name="schema">Says how values are written.</param>
    /// <param name="like">A file beside which it stands.</param>
    /// <exception cref="IngotException">INGOT1004: the file beside which it stands cannot be read.</exception>
    public static void Write(string path, Table rows, ModelSchema schema, string like)
    {
        ArgumentNullException.ThrowIfNull(schema);
        switch (FileKind.FormatOf(like))
        {
            case FileFormat.Parquet:
                Copy(path, rows, schema, like, $"read_parquet({DuckDbSession.Text(like)})", "FORMAT parquet, COMPRESSION zstd");
                break;
            case FileFormat.JsonLines:
                Copy(path, rows, schema, like, $"read_json({DuckDbSession.Text(like)}, format = 'newline_delimited', sample_size = -1)", "FORMAT json");
                break;
            default:
                RowsText.Write(path, rows, schema);
                break;
        }
    }

    private static void Copy(string path, Table rows, ModelSchema schema, string like, string relation, string format)
    {
        var plain = path + ".rows";
        ParquetTable.Write(plain, rows);
        try
        {
            using var session = new DuckDbSession();
            var types = session.Query($"DESCRIBE SELECT * FROM {relation}").ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
            var from = $"read_parquet({DuckDbSession.Text(plain)})";
            var values = schema.Columns.Select(c => $"{Value(session, c, types.GetValueOrDefault(c.Name), from)} AS {DuckDbSession.Name(c.Name)}");
            session.Execute($"COPY (SELECT {string.Join(", ", values)} FROM {from}) TO {DuckDbSession.Text(path)} ({format})");
        }
        catch (DuckDBException e)
        {
            throw new IngotException(
                PrepareDiagnostics.UnreadableFile.At(new SourceLocation(like), $"Rows cannot be written like those of '{Path.GetFileName(like)}': {DiagnosticText.Escape(e.Message.Split('\n')[0])} Correct the file."), e);
        }
        finally
        {
            File.Delete(plain);
        }
    }

    // The type of the other files where no value is changed by it. Where one would be, the next build says that the types differ.
    private static string Value(DuckDbSession session, SchemaColumn column, string? type, string from)
    {
        var name = DuckDbSession.Name(column.Name);
        return type is null || session.Count($"SELECT count(*) FROM {from} WHERE {name} IS NOT NULL AND TRY_CAST({name} AS {type}) IS DISTINCT FROM {name}") > 0
            ? name
            : $"CAST({name} AS {type})";
    }
}

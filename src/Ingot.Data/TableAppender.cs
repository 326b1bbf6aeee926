using System.Runtime.InteropServices;
using System.Text;
using DuckDB.NET.Native;
using Ingot.Core.Tables;

namespace Ingot.Data;

/// <summary>
/// Appends a table in memory to one of DuckDB that has the same columns: as many rows at once as DuckDB works on, and these column by column, where a call for each value takes
/// longer than writing the file.
/// </summary>
internal sealed unsafe class TableAppender : IDisposable
{
    private readonly DuckDBAppender _appender;
    private readonly DuckDBLogicalType[] _types;
    private readonly DuckDBDataChunk _chunk;
    private readonly Table _table;

    // Each text once, however many rows have it.
    private readonly byte[]?[][] _texts;

    private TableAppender(DuckDBNativeConnection connection, string name, Table table)
    {
        _table = table;
        _texts = [.. table.Columns.Select(c => c is StringColumn strings ? new byte[]?[strings.Dictionary.Length] : [])];
        var state = NativeMethods.Appender.DuckDBAppenderCreate(connection, null!, name, out _appender);
        _types = state == DuckDBState.Success ? [.. table.Columns.Select((_, c) => NativeMethods.Appender.DuckDBAppenderColumnType(_appender, (ulong)c))] : [];
        _chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. _types.Select(t => t.DangerousGetHandle())], (ulong)_types.Length);
        Check(state);
    }

    /// <summary>Appends all rows.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="name">The table's name there; its columns are DOUBLE, BOOLEAN, TIMESTAMP and VARCHAR, as those of <paramref name="table"/> are.</param>
    /// <param name="table">The rows.</param>
    public static void Append(DuckDBNativeConnection connection, string name, Table table)
    {
        using var appender = new TableAppender(connection, name, table);
        var most = (int)NativeMethods.Helpers.DuckDBVectorSize();
        for (var start = 0; start < table.Rows; start += most)
        {
            appender.Append(start, Math.Min(most, table.Rows - start));
        }

        appender.Check(NativeMethods.Appender.DuckDBAppenderClose(appender._appender));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _chunk.Dispose();
        Array.ForEach(_types, t => t.Dispose());
        _appender.Dispose();
    }

    private void Append(int start, int rows)
    {
        NativeMethods.DataChunks.DuckDBDataChunkReset(_chunk);
        for (var c = 0; c < _table.Columns.Count; c++)
        {
            Fill(NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, c), _table.Columns[c], _texts[c], start, rows);
        }

        _ = NativeMethods.DataChunks.DuckDBDataChunkSetSize(_chunk, (ulong)rows);
        Check(NativeMethods.Appender.DuckDBAppendDataChunk(_appender, _chunk));
    }

    private static void Fill(IntPtr vector, TableColumn column, byte[]?[] texts, int start, int rows)
    {
        switch (column)
        {
            case NumberColumn numbers:
                Copy(vector, numbers.Values, start, rows);
                break;
            case DateColumn dates:
                Copy(vector, dates.Values, start, rows);
                break;
            case BooleanColumn truths:
                Copy(vector, truths.Values, start, rows);
                Data<sbyte>(vector, rows).Replace((sbyte)-1, (sbyte)0);
                break;
            default:
                Fill(vector, (StringColumn)column, texts, start, rows);
                break;
        }

        ulong* validity = null;
        for (var row = 0; row < rows; row++)
        {
            if (column.IsMissing(start + row))
            {
                validity = validity is null ? Validity(vector) : validity;
                validity[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    // DuckDB has numbers, microseconds and truth values in memory as .NET's arrays have.
    private static void Copy<T>(IntPtr vector, T[] values, int start, int rows)
        where T : unmanaged => values.AsSpan(start, rows).CopyTo(Data<T>(vector, rows));

    private static Span<T> Data<T>(IntPtr vector, int rows)
        where T : unmanaged => new(NativeMethods.Vectors.DuckDBVectorGetData(vector), rows);

    private static void Fill(IntPtr vector, StringColumn strings, byte[]?[] texts, int start, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var code = strings.Codes[start + row];
            if (code < 0)
            {
                continue;
            }

            // With its length, since a text may have a NUL.
            var text = texts[code] ??= Encoding.UTF8.GetBytes(strings.Dictionary[code]);
            fixed (byte* bytes = &MemoryMarshal.GetArrayDataReference(text))
            {
                NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, (ulong)row, bytes, text.Length);
            }
        }
    }

    private static ulong* Validity(IntPtr vector)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        return NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    }

    private void Check(DuckDBState state)
    {
        if (state != DuckDBState.Success)
        {
            using var error = NativeMethods.Appender.DuckDBAppenderErrorData(_appender);
            throw new InvalidOperationException($"DuckDB did not take the rows of a table: {error.Message}");
        }
    }
}

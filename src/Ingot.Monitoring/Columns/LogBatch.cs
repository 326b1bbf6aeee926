using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace Ingot.Monitoring.Columns;

/// <summary>Rows of a log in memory, on their way into a journal.</summary>
internal sealed class LogBatch
{
    private readonly LogSchema _schema;
    private readonly ColumnWriter[] _columns;

    public LogBatch(LogSchema schema)
    {
        _schema = schema;
        _columns = [.. schema.Columns.Select(c => ColumnWriter.Create(c.Type))];
    }

    /// <summary>Number of rows; whoever adds them counts them.</summary>
    public int Rows { get; set; }

    /// <summary>The writer of a column.</summary>
    public ColumnWriter this[int column] => _columns[column];

    /// <summary>The rows as a stream of Arrow: schema and one batch.</summary>
    public byte[] ToBytes()
    {
        var schema = _schema.ToArrow();
        using var batch = new RecordBatch(schema, _columns.Select(c => c.Build()), Rows);
        using var bytes = new MemoryStream();
        using (var writer = new ArrowStreamWriter(bytes, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        return bytes.ToArray();
    }
}

using Apache.Arrow;
using Ingot.Monitoring.Columns;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Journals;

/// <summary>Rows of a journal: predictions of one version of a model, or labels of one package.</summary>
/// <remarks>
/// The first columns are the log's own. Of predictions: id, row, time, latency in microseconds, package, version, channel and
/// status. Of labels: id, row, class, value, time, and the place among those that came at the same time.
/// </remarks>
public sealed class JournalBatch
{
    private readonly LogSchema _schema;

    internal JournalBatch(LogSchema schema, RecordBatch rows)
    {
        _schema = schema;
        Rows = rows;
        IsLabels = schema.Partition[0] == FeedbackSchema.Folder;
        Package = schema.Partition[1][(LogNames.Package.Length + 1)..];
        var own = IsLabels ? schema.Columns.Count : PredictionSchema.Own.Length;
        Inputs = own..(schema.Columns.Count - schema.Outputs);
        Outputs = (schema.Columns.Count - schema.Outputs)..schema.Columns.Count;
    }

    /// <summary>Whether the rows are labels rather than predictions.</summary>
    public bool IsLabels { get; }

    /// <summary>The id of the package that they belong to.</summary>
    public string Package { get; }

    /// <summary>The columns.</summary>
    public IReadOnlyList<LogColumn> Columns => _schema.Columns;

    /// <summary>Which of the columns the model was given; none of labels.</summary>
    public Range Inputs { get; }

    /// <summary>Which of the columns the model answered; none of labels.</summary>
    public Range Outputs { get; }

    /// <summary>The values, column by column; valid until the next batch is read.</summary>
    public RecordBatch Rows { get; }
}

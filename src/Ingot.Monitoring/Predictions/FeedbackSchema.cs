using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Predictions;

/// <summary>The labels of one package: by whatever version a row was predicted, its label is the same.</summary>
internal sealed class FeedbackSchema(string package)
{
    public const string Folder = "labels";

    public LogSchema Log { get; } = new(
        [Folder, $"ingot_package={package}"],
        [
            new(LogNames.Id, LogColumnType.Text),
            new(LogNames.Row, LogColumnType.Integer),
            new(LogNames.Label, LogColumnType.Text),
            new(LogNames.LabelValue, LogColumnType.Float64),
            new(LogNames.Labelled, LogColumnType.Instant),
            new(LogNames.Sequence, LogColumnType.Integer),
        ],
        LogNames.Labelled);

    /// <param name="batch">Where the label goes.</param>
    /// <param name="entry">The label.</param>
    /// <param name="labelled">When it came.</param>
    /// <param name="sequence">Its place among those that came at the same time.</param>
    public static void Append(LogBatch batch, FeedbackEntry entry, DateTimeOffset labelled, long sequence)
    {
        batch[0].Append(entry.Id);
        batch[1].Append(entry.Row);
        batch[2].Append(entry.Label);
        if (entry.Value is { } value)
        {
            batch[3].Append(new[] { value }, 0);
        }
        else
        {
            batch[3].AppendNull();
        }

        batch[4].Append(LogNames.Microseconds(labelled));
        batch[5].Append(sequence);
        batch.Rows++;
    }
}

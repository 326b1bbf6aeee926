using Ingot.Monitoring.Columns;

namespace Ingot.Monitoring.Predictions;

/// <summary>A request or a label that waits to be written.</summary>
/// <param name="Schema">Which log it goes into.</param>
/// <param name="Bytes">What it takes in memory, as estimated.</param>
/// <param name="IsLabel">Whether it is a label: nobody brings it a second time, so it waits for a disk that refuses it.</param>
/// <param name="Append">Adds its rows to a batch.</param>
internal sealed record LogItem(LogSchema Schema, long Bytes, bool IsLabel, Action<LogBatch> Append)
{
    private const int Overhead = 200;

    // The log's own columns, in every row.
    private const int RowOverhead = 150;

    /// <summary>What a request takes in memory, near enough to bound it.</summary>
    public static long BytesOf(PredictionEntry entry) =>
        Overhead + (entry.Rows * (RowOverhead + (2L * entry.Id.Length))) + entry.Inputs.Sum(v => BytesOf(v)) + entry.Outputs.Sum(v => BytesOf(v));

    public static long BytesOf(FeedbackEntry entry) => Overhead + (2L * (entry.Id.Length + (entry.Label?.Length ?? 0)));

    private static long BytesOf(LoggedValues values) => Overhead + (values.Present?.Length ?? 0) + values.Values switch
    {
        string?[] texts => texts.Sum(t => 8L + (t is null ? 0 : 24 + (2L * t.Length))),
        bool[] booleans => booleans.Length,
        float[] floats => 4L * floats.Length,
        var others => 8L * others.Length,
    };
}

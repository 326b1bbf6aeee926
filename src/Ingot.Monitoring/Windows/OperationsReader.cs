using System.Collections;
using System.Globalization;
using Ingot.Data;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Windows;

/// <summary>Reads how a model was used, chunk by chunk.</summary>
internal sealed class OperationsReader(DuckDbSession session, IReadOnlyList<WindowChunk> chunks)
{
    // The window as a whole, among the chunks.
    private const int Whole = -1;

    /// <param name="labels">Labels by chunk, as <see cref="LabelTables.Count"/> has them.</param>
    /// <returns>Of each chunk, and of the window as a whole; null where it has no chunk.</returns>
    public (IReadOnlyList<ChunkOperations> Chunks, ChunkOperations? Whole) Read(IReadOnlyList<(int? Chunk, long Labelled, long Early, LabelDelay? Delay)> labels)
    {
        // A request is its first row.
        var counts = session.Query($"""
            SELECT _chunk, count(*) FILTER (_row = 0),
                count(*) FILTER (_row = 0 AND (coalesce(TRY_CAST(_status AS INTEGER), 0) BETWEEN 400 AND 499 OR _status = '503')),
                count(*) FILTER (_row = 0 AND _status IS DISTINCT FROM '{PredictionEntry.Ok}'),
                quantile_cont(_latency, [0.5, 0.95, 0.99]) FILTER (_row = 0 AND _status = '{PredictionEntry.Ok}')
            FROM served GROUP BY GROUPING SETS ((_chunk), ())
            """).ToDictionary(r => r[0] is null ? Whole : (int)DuckDbSession.Integer(r[0]));
        var labelled = labels.ToDictionary(l => l.Chunk ?? Whole);
        ChunkOperations Of(WindowChunk chunk) => OperationsReader.Of(chunk, counts.GetValueOrDefault(chunk.Index), labelled.GetValueOrDefault(chunk.Index));
        return (
            [.. chunks.Select(Of)],
            chunks.Count == 0 ? null : Of(new WindowChunk(Whole, chunks[0].From, chunks[^1].Before, chunks.Sum(c => c.Rows), IsWhole: true)));
    }

    private static ChunkOperations Of(WindowChunk chunk, object?[]? counts, (int? Chunk, long Labelled, long Early, LabelDelay? Delay) labels)
    {
        if (counts is null)
        {
            return new ChunkOperations { Chunk = chunk };
        }

        var (requests, refused) = (DuckDbSession.Integer(counts[1]), DuckDbSession.Integer(counts[2]));
        var latency = counts[4] as IList;
        return new ChunkOperations
        {
            Chunk = chunk,
            Requests = requests,
            RequestsPerHour = requests / (chunk.Before - chunk.From).TotalHours,
            Refused = refused,
            Errors = DuckDbSession.Integer(counts[3]) - refused,
            LatencyP50 = Number(latency?[0]),
            LatencyP95 = Number(latency?[1]),
            LatencyP99 = Number(latency?[2]),
            Labelled = labels.Labelled,
            Delay = labels.Delay,
        };
    }

    private static double? Number(object? value) => value is null ? null : Convert.ToDouble(value, CultureInfo.InvariantCulture);
}

using System.Collections;
using System.Globalization;
using Ingot.Data;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Windows;

/// <summary>Reads how a model was used, chunk by chunk.</summary>
internal sealed class OperationsReader(DuckDbSession session, IReadOnlyList<WindowChunk> chunks)
{
    /// <param name="labels">Labels by chunk, as <see cref="LabelTables.Count"/> has them.</param>
    public IReadOnlyList<ChunkOperations> Read(IReadOnlyList<(int? Chunk, long Labelled, long Early, LabelDelay? Delay)> labels)
    {
        // A request is its first row.
        var counts = session.Query($"""
            SELECT _chunk, count(*) FILTER (_row = 0),
                count(*) FILTER (_row = 0 AND (coalesce(TRY_CAST(_status AS INTEGER), 0) BETWEEN 400 AND 499 OR _status = '503')),
                count(*) FILTER (_row = 0 AND _status IS DISTINCT FROM '{PredictionEntry.Ok}'),
                quantile_cont(_latency, [0.5, 0.95, 0.99]) FILTER (_row = 0 AND _status = '{PredictionEntry.Ok}')
            FROM served GROUP BY 1
            """).ToDictionary(r => (int)DuckDbSession.Integer(r[0]));
        var labelled = labels.Where(l => l.Chunk is not null).ToDictionary(l => l.Chunk!.Value);
        return [.. chunks.Select(c => Of(c, counts.GetValueOrDefault(c.Index), labelled.GetValueOrDefault(c.Index)))];
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

using System.Runtime.CompilerServices;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Models;

/// <summary>Scores rows, together with those of other requests where that is asked for.</summary>
internal sealed class ModelRunner(IOptions<ServingOptions> options, ServingMetrics metrics)
{
    private readonly ConditionalWeakTable<ServedModel, MicroBatcher> _batchers = [];

    /// <summary>Scores rows. The caller holds a lease.</summary>
    public ValueTask<OutputBatch> RunAsync(ServedModel model, InputBatch batch, CancellationToken cancellation)
    {
        var batching = options.Value.Batching;
        if (batching.MaxRows == 0)
        {
            metrics.Ran(model, batch.Rows);
            return ValueTask.FromResult(model.Run(batch, cancellation));
        }

        var batcher = _batchers.GetValue(model, m => new MicroBatcher(m.RunLeased, batching.MaxRows, batching.MaxRuns, (_, rows) => metrics.Ran(m, rows)));
        return new ValueTask<OutputBatch>(batcher.RunAsync(batch, cancellation));
    }
}

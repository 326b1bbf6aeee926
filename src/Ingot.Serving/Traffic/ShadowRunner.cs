using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ingot.Serving.Models;
using Ingot.Serving.Observers;
using Ingot.Serving.Requests;
using Ingot.Serving.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ingot.Serving.Traffic;

/// <summary>Lets shadows score what was answered already, one request after the other, and compares.</summary>
internal sealed class ShadowRunner : BackgroundService
{
    private const int Capacity = 256;

    // Scores that differ by less are the same but for rounding.
    private const double Tolerance = 1e-6;

    private readonly ConditionalWeakTable<ServedModel, ShadowStatistics> _statistics = [];
    private readonly Channel<ShadowJob> _jobs;
    private readonly TimeSpan _limit;
    private readonly ServingMetrics _metrics;
    private readonly PredictionDispatcher _observers;
    private readonly TimeProvider _time;
    private readonly ILogger<ShadowRunner> _logger;

    public ShadowRunner(IOptions<ServingOptions> options, ServingMetrics metrics, PredictionDispatcher observers, TimeProvider time, ILogger<ShadowRunner> logger)
    {
        _limit = options.Value.Limits.Timeout;
        _metrics = metrics;
        _observers = observers;
        _time = time;
        _logger = logger;
        _jobs = Channel.CreateBounded<ShadowJob>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }, Drop);
    }

    /// <summary>What was counted for a shadow.</summary>
    public ShadowStatistics StatisticsOf(ServedModel shadow) => _statistics.GetOrCreateValue(shadow);

    /// <summary>Takes a request; never waits.</summary>
    public void Post(ModelRoutes routes, InputBatch inputs, OutputBatch outputs, string id, DateTimeOffset time)
    {
        if (routes.Shadow is { } shadow && shadow.TryLease())
        {
            var job = new ShadowJob(new ModelLease(shadow, ModelRole.Shadow, routes), StatisticsOf(shadow), inputs, outputs, id, time);
            if (!_jobs.Writer.TryWrite(job))
            {
                Drop(job);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _jobs.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
        while (_jobs.Reader.TryRead(out var job))
        {
            Drop(job);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken))
            {
                using (job.Shadow)
                {
                    _metrics.Shadowed(job.Shadow.Model.Name, job.Shadow.Model.Version, Run(job, stoppingToken));
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left was answered long ago; it is dropped.
        }
    }

    private string Run(ShadowJob job, CancellationToken cancellation)
    {
        var shadow = job.Shadow.Model;
        var started = _time.GetTimestamp();
        try
        {
            var batch = BatchTranslation.Translate(job.Inputs, shadow.Signature);

            // One that never answers must not keep the others from it for ever.
            using var patience = new CancellationTokenSource(_limit, _time);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            var outputs = shadow.Run(batch, both.Token);
            var latency = _time.GetElapsedTime(started);
            shadow.Statistics.Succeeded(outputs, latency);

            // Counted before anybody is told of it.
            var result = Compare(job, outputs) ? "same" : "different";
            Observe(job, batch, outputs, latency);
            return result;
        }
#pragma warning disable CA1031 // A shadow answers nobody; what it fails at is counted and logged.
        catch (Exception e)
#pragma warning restore CA1031
        {
            job.Statistics.Failed();
            shadow.Statistics.HasFailed();
            _logger.LogWarning("The shadow {Model} {Version} cannot score what the serving version scored: {Reason}", shadow.Name, shadow.Version, e is RequestException ? "its schema refuses the rows" : e.GetType().Name);
            return "failed";
        }
    }

    private void Observe(ShadowJob job, InputBatch batch, OutputBatch outputs, TimeSpan latency)
    {
        if (_observers.HasObservers)
        {
            var shadow = job.Shadow.Model;
            _observers.Post(new PredictionEvent(
                shadow.Name, shadow.Version, shadow.ContentHash, shadow.Schema, ModelRole.Shadow, job.RequestId, job.Time, batch.Rows, PredictionColumns.Of(batch), PredictionColumns.Of(outputs), latency, 200));
        }
    }

    private static bool Compare(ShadowJob job, OutputBatch outputs)
    {
        var (own, other) = (outputs.Signature, job.Outputs.Signature);
        var scores = (float[])outputs.Columns[own.ScoreOutput];
        var served = (float[])job.Outputs.Columns[other.ScoreOutput];
        if (!own.Classes.SequenceEqual(other.Classes) || scores.Length != served.Length)
        {
            throw new InvalidDataException("The shadow and the serving version have different classes.");
        }

        var different = 0;
        if (own.LabelOutput >= 0 && other.LabelOutput >= 0)
        {
            var labels = (string[])outputs.Columns[own.LabelOutput];
            var answered = (string[])job.Outputs.Columns[other.LabelOutput];
            different = labels.Where((l, i) => l != answered[i]).Count();
        }

        var (sum, greatest, width) = (0.0, 0.0, scores.Length / outputs.Rows);
        for (var row = 0; row < outputs.Rows; row++)
        {
            var difference = 0.0;
            for (var i = row * width; i < (row + 1) * width; i++)
            {
                // Where one has no score, there is no distance; where neither has, they are the same.
                different += width == 1 && float.IsFinite(scores[i]) != float.IsFinite(served[i]) ? 1 : 0;
                difference = float.IsFinite(scores[i]) && float.IsFinite(served[i]) ? Math.Max(difference, Math.Abs((double)scores[i] - served[i])) : difference;
            }

            sum += difference;
            greatest = Math.Max(greatest, difference);
        }

        job.Statistics.Compared(outputs.Rows, different, sum, greatest);
        return different == 0 && greatest <= Tolerance;
    }

    private void Drop(ShadowJob job)
    {
        using (job.Shadow)
        {
            job.Statistics.Dropped();
            _metrics.Shadowed(job.Shadow.Model.Name, job.Shadow.Model.Version, "dropped");
        }
    }
}

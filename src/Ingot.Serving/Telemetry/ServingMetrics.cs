using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Models;
using Ingot.Serving.Monitoring;

namespace Ingot.Serving.Telemetry;

/// <summary>The metrics and traces of the server, for OpenTelemetry and all others that listen to .NET's own.</summary>
public sealed class ServingMetrics : IDisposable
{
    /// <summary>The name of the meter, and of the source of traces.</summary>
    public const string Name = "Ingot.Serving";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter _meter;
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _rows;
    private readonly UpDownCounter<long> _active;
    private readonly Histogram<long> _runRows;
    private readonly Counter<long> _shadow;
    private readonly Counter<long> _rollbacks;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _dropped;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter.</param>
    public ServingMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        _meter = meters.Create(Name);
        _requests = _meter.CreateCounter<long>("ingot.serving.requests", "{request}", "Requests for predictions, by model, version, role, format and HTTP status.");
        _duration = _meter.CreateHistogram<double>("ingot.serving.request.duration", "s", "Time from the head of a request to the last byte of its answer.", advice: Seconds);
        _rows = _meter.CreateCounter<long>("ingot.serving.rows", "{row}", "Rows that were scored for an answer.");
        _active = _meter.CreateUpDownCounter<long>("ingot.serving.active_requests", "{request}", "Requests for predictions that are under way.");
        _runRows = _meter.CreateHistogram<long>("ingot.serving.run.rows", "{row}", "Rows in one run of a model; one run may serve several requests.");
        _shadow = _meter.CreateCounter<long>("ingot.serving.shadow.requests", "{request}", "Requests that a shadow scored too, by outcome: same, different, failed, dropped.");
        _rollbacks = _meter.CreateCounter<long>("ingot.serving.canary.rollbacks", "{rollback}", "Canaries that left their bounds.");
        _changes = _meter.CreateCounter<long>("ingot.serving.model.changes", "{change}", "Versions that were loaded or replaced while serving.");
        _dropped = _meter.CreateCounter<long>("ingot.serving.observations.dropped", "{prediction}", "Predictions that observers were not told of, because they were too slow.");
    }

    internal static ActivitySource Traces { get; } = new(Name);

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();

    /// <summary>Tells the counts of the prediction log too.</summary>
    internal void Count(PredictionLog log)
    {
        _meter.CreateObservableCounter("ingot.serving.log.written", () => log.Counters.Written, "{record}", "Predictions and labels that are on the disk.");
        _meter.CreateObservableCounter("ingot.serving.log.dropped", () => log.Counters.Dropped, "{record}", "Predictions and labels that were dropped, because too many waited or the disk refused.");
        _meter.CreateObservableCounter("ingot.serving.log.sampled_out", () => log.Counters.SampledOut, "{record}", "Predictions that are not in the sample.");
        _meter.CreateObservableUpDownCounter("ingot.serving.log.pending", () => log.Counters.Pending, "{record}", "Predictions and labels that wait to be written.");
    }

    /// <summary>Tells what is on the board too.</summary>
    internal void Show(MonitorBoard board) => _ = new MonitorInstruments(_meter, board);

    internal void Started() => _active.Add(1);

    internal void Ended(ServedModel? model, ModelRole role, string format, int status, int rows, TimeSpan duration)
    {
        _active.Add(-1);

        // Only names that are loaded become tags: there would be no end of a stranger's names.
        var tags = new TagList
        {
            { "model", model?.Name ?? "none" },
            { "version", model?.Version ?? "none" },
            { "role", RoleName(role) },
            { "format", format },
            { "status", status },
        };
        _requests.Add(1, tags);
        _duration.Record(duration.TotalSeconds, tags);
        if (rows > 0)
        {
            _rows.Add(rows, new TagList { { "model", model?.Name }, { "version", model?.Version } });
        }
    }

    internal void Ran(ServedModel model, int rows) => _runRows.Record(rows, new TagList { { "model", model.Name }, { "version", model.Version } });

    internal void Shadowed(string model, string version, string outcome) =>
        _shadow.Add(1, new TagList { { "model", model }, { "version", version }, { "outcome", outcome } });

    internal void RolledBack(ServedModel model) => _rollbacks.Add(1, new TagList { { "model", model.Name }, { "version", model.Version } });

    internal void Changed(string model) => _changes.Add(1, new KeyValuePair<string, object?>("model", model));

    internal void Dropped() => _dropped.Add(1);

    internal static string RoleName(ModelRole role) => role switch
    {
        ModelRole.Serving => "serving",
        ModelRole.Canary => "canary",
        ModelRole.Shadow => "shadow",
        _ => "loaded",
    };
}

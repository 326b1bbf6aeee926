using Ingot.Core.Drift;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;

namespace Ingot.Reports.Monitor;

/// <summary>A report as page and summary look at it: by column, by series, and what changed.</summary>
internal sealed class MonitorView
{
    /// <summary>What the parts of a window are called.</summary>
    public const string Chunk = "chunk";

    private static readonly string[] Shares = [MonitorCatalog.Missing, MonitorCatalog.Unseen, MonitorCatalog.Anomalies, MonitorCatalog.Skew];
    private static readonly string[] OfTraffic = [MonitorCatalog.Errors, MonitorCatalog.Refused, "Latency.P50", "Latency.P95", "Latency.P99"];

    private readonly Dictionary<(string Name, string? Column, string? Slice), List<MonitorMeasurement>> _window;
    private readonly Dictionary<(string Name, string? Column), List<(string? Measure, MonitorMeasurement?[] Points)>> _chunks = [];

    /// <param name="report">The report.</param>
    /// <param name="part">What its chunks are called.</param>
    public MonitorView(MonitorReport report, string part = Chunk)
    {
        (Report, Part) = (report, part);
        _window = report.Measurements.GroupBy(m => (m.Name, m.Column, m.Slice)).ToDictionary(g => g.Key, g => g.ToList());
        for (var i = 0; i < report.Chunks.Count; i++)
        {
            foreach (var measured in report.Chunks[i].Measurements.Where(m => m.Slice is null))
            {
                Points(measured)[i] ??= measured;
            }
        }

        var findings = report.Drift.Where(f => f.Column is not (MonitorCatalog.PredictionDrift or MonitorCatalog.MultivariateDrift)).ToLookup(f => f.Column, StringComparer.Ordinal);
        var names = findings.Select(g => g.Key).Concat(report.Measurements.Select(m => m.Column).OfType<string>()).Distinct(StringComparer.Ordinal);
        Columns =
        [
            .. names.Select(n => (Name: n, Findings: findings[n].OrderBy(f => ColumnHealth.Urgency(f.Outcome)).ThenByDescending(ColumnHealth.WeightOf).ToList()))
                .Select(c => new ColumnHealth(
                    c.Name, c.Findings.FirstOrDefault(), [.. c.Findings.Skip(1)],
                    Measured(MonitorCatalog.Missing, c.Name), Measured(MonitorCatalog.Unseen, c.Name), Measured(MonitorCatalog.Anomalies, c.Name), Measured(MonitorCatalog.Skew, c.Name)))
                .OrderBy(c => ColumnHealth.Urgency(c.Finding?.Outcome)).ThenByDescending(c => c.Weight).ThenBy(c => c.Name, StringComparer.Ordinal),
        ];
        Drifted = [.. Columns.Where(c => c.Finding?.Outcome == DriftOutcome.Drifted)];
        var main = MainMetric.OfProduction(report.Task);
        Main = MetricNames().Contains(main) ? main : MetricNames().FirstOrDefault() ?? main;
        VersionStarts = Starts(report);
        Time = new TimeScale(
            report.Chunks.Select(c => c.From).Append(report.From).Min(), report.Chunks.Select(c => c.Before).Append(report.Before).Max(), VersionStarts);
        Changes = MonitorChanges.Of(Watched());
    }

    /// <summary>The report.</summary>
    public MonitorReport Report { get; }

    /// <summary>What the report's chunks are called: chunks, or the windows of a history.</summary>
    public string Part { get; }

    /// <summary>The model's task.</summary>
    public ModelTask Task => Report.Task;

    /// <summary>All columns: drifted ones first, then by how far they drifted.</summary>
    public IReadOnlyList<ColumnHealth> Columns { get; }

    /// <summary>Those that drifted, the worst first.</summary>
    public IReadOnlyList<ColumnHealth> Drifted { get; }

    /// <summary>The metric that speaks for the model.</summary>
    public string Main { get; }

    /// <summary>When a version began to answer that had not answered in the chunk before; the first of the window is none.</summary>
    public IReadOnlyList<(DateTimeOffset At, string Label)> VersionStarts { get; }

    /// <summary>The window as the axis of timelines.</summary>
    public TimeScale Time { get; }

    /// <summary>What changed, first what lasted.</summary>
    public IReadOnlyList<MonitorChange> Changes { get; }

    /// <summary>The id of a drawing: there may be the same one of chunks and of windows on a page.</summary>
    public string Id(string id) => Part == Chunk ? id : $"{Part}-{id}";

    /// <summary>The drift of what is not one column; null when it was not measured.</summary>
    /// <param name="name"><see cref="MonitorCatalog.PredictionDrift"/> or <see cref="MonitorCatalog.MultivariateDrift"/>.</param>
    public DriftFinding? Finding(string name) => Report.Drift.FirstOrDefault(f => f.Column == name);

    /// <summary>What was measured in the whole window; null: nothing of that name.</summary>
    public MonitorMeasurement? Measured(string name, string? column = null, string? slice = null) => _window.GetValueOrDefault((name, column, slice))?[0];

    /// <summary>The metrics that were measured or estimated on all rows, the best known first.</summary>
    public IEnumerable<string> MetricNames() => Report.Measurements
        .Where(m => m.Slice is null && m.Column is null && MonitorCatalog.Find(m.Name, Task)?.Scope == MonitorScope.Rows)
        .Select(m => MonitorText.MetricOf(m.Name)).Distinct(StringComparer.Ordinal);

    /// <summary>One thing chunk by chunk.</summary>
    /// <param name="name">A name of <see cref="MonitorCatalog"/>.</param>
    /// <param name="column">The feature; null: none in particular.</param>
    /// <param name="measure">What drift is measured by; null: whatever it was.</param>
    public MonitorSeries Series(string name, string? column = null, string? measure = null)
    {
        var all = _chunks.GetValueOrDefault((name, column)) ?? [];
        var points = all.Find(p => p.Measure == measure).Points ?? all.FirstOrDefault().Points ?? new MonitorMeasurement?[Report.Chunks.Count];
        return new MonitorSeries(name, column, Limit(name, column), MonitorCatalog.Find(name, Task)?.HigherIsBetter ?? false, points);
    }

    /// <summary>The limit of a gate on all rows: the strictest, where there are several; null: there is no such gate.</summary>
    private MonitorLimit? Limit(string name, string? column)
    {
        if (column is not null || MonitorCatalog.Find(name, Task) is not { } quantity)
        {
            return null;
        }

        var limits = Report.Verdicts.Where(v => v.Slice is null && double.IsFinite(v.Threshold) && GateText.MetricOf(v.Gate) == name).Select(v => new MonitorLimit(
            !v.Gate.Contains(" MaxRegression=", StringComparison.Ordinal) ? v.Threshold : quantity.HigherIsBetter ? v.Baseline - v.Threshold : v.Baseline + v.Threshold, v.Gate))
            .Where(l => double.IsFinite(l.Value) && l.Source.Contains(quantity.HigherIsBetter ? " M" : " Max", StringComparison.Ordinal)).ToList();
        return limits.Count == 0 ? null : quantity.HigherIsBetter ? limits.MaxBy(l => l.Value) : limits.MinBy(l => l.Value);
    }

    // Shares and traffic are watched where something says what is too much; metrics always, since they have the reference.
    private IEnumerable<MonitorSeries> Watched()
    {
        var gated = Report.Verdicts.Where(v => v.Slice is null).Select(v => GateText.MetricOf(v.Gate)).ToHashSet(StringComparer.Ordinal);
        IEnumerable<string> metrics = MetricNames().Where(n => n == Main || gated.Contains(n) || gated.Contains(MonitorCatalog.Estimated + n));
        return
        [
            .. Columns.Select(c => Series(MonitorCatalog.Drift, c.Name, c.Finding?.Measure)),
            Series(MonitorCatalog.PredictionDrift, null, Finding(MonitorCatalog.PredictionDrift)?.Measure),
            Series(MonitorCatalog.MultivariateDrift, null, Finding(MonitorCatalog.MultivariateDrift)?.Measure),
            .. metrics.SelectMany(n => new[] { Series(n), Series(MonitorCatalog.Estimated + n) }),
            .. Columns.SelectMany(c => Shares.Select(s => Series(s, c.Name))).Concat(OfTraffic.Select(n => Series(n)))
                .Where(s => Enumerable.Range(0, s.Points.Count).Any(i => double.IsFinite(s.LimitOf(i)))),
        ];
    }

    private MonitorMeasurement?[] Points(MonitorMeasurement measured)
    {
        var key = (measured.Name, measured.Column);
        if (!_chunks.TryGetValue(key, out var all))
        {
            _chunks[key] = all = [];
        }

        if (all.Find(p => p.Measure == measured.Measure).Points is { } points)
        {
            return points;
        }

        points = new MonitorMeasurement?[Report.Chunks.Count];
        all.Add((measured.Measure, points));
        return points;
    }

    private static List<(DateTimeOffset At, string Label)> Starts(MonitorReport report)
    {
        List<(DateTimeOffset At, string Label)> starts = [];
        var before = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in report.Chunks.Where(c => c.Versions.Count > 0))
        {
            foreach (var version in chunk.Versions.Where(v => before.Count > 0 ? !before.Contains(v) : v != chunk.Versions[0]))
            {
                var first = report.Versions.FirstOrDefault(v => v.Version == version)?.First;
                starts.Add((first >= chunk.From && first < chunk.Before ? first.Value : chunk.From, MonitorText.Version(version)));
            }

            before = chunk.Versions.ToHashSet(StringComparer.Ordinal);
        }

        return [.. starts.OrderBy(s => s.At)];
    }
}

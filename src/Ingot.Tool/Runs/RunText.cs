using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Tool.Runs;

/// <summary>Parts of runs as people read them.</summary>
internal static class RunText
{
    /// <summary>A time, in UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>How long it took, as the greatest units.</summary>
    public static string Duration(TimeSpan? duration) => duration is not { } time ? "–" : time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>A metric with its interval; a dash when the run has none of the name.</summary>
    public static string Metric(RunMetric? metric, ModelTask? task)
    {
        if (metric is null)
        {
            return "–";
        }

        if (double.IsNaN(metric.Value))
        {
            return "undefined";
        }

        var result = new MetricResult { Name = metric.Name, Value = metric.Value, Low = metric.Low, High = metric.High, Rows = metric.Rows ?? 0 };
        var value = MetricText.Value(result, task ?? default);
        return MetricText.Interval(result, task ?? default) is { Length: > 0 } interval ? $"{value} ({interval})" : value;
    }

    /// <summary>The metric that a list shows of a run when nobody asks for others: the main one of its task, else the first.</summary>
    public static RunMetric? MainOf(Run run) => run.Task is { } task && run.Find(MainMetric.NameOf(task)) is { } main ? main : run.Metrics is [var first, ..] ? first : null;

    /// <summary>What the gates said.</summary>
    public static string Gates(RunGates? gates) => gates?.Words ?? "–";

    /// <summary>The beginning of the commit; with a plus sign when the working tree was another.</summary>
    public static string Commit(RunCommit? commit) => commit is null ? "–" : commit.Hash[..Math.Min(8, commit.Hash.Length)] + (commit.IsClean ? string.Empty : "+");

    /// <summary>A metric's name with the data and the slice where they are not the usual ones.</summary>
    public static string Name(RunMetric metric) => metric.Name + (metric.Data == "reference" ? string.Empty : $" ({metric.Data})") + (metric.Slice is null ? string.Empty : $" [{metric.Slice}]");

    /// <summary>A run for scripts.</summary>
    public static object ToJson(Run run) => new
    {
        id = run.Id,
        kind = run.Kind,
        state = run.State,
        model = run.Model,
        task = run.Task,
        version = run.Version,
        project = run.Project,
        parent = run.Parent,
        started = run.Started,
        ended = run.Ended,
        seconds = run.Duration?.TotalSeconds,
        fault = run.Fault,
        parameters = run.Parameters,
        metrics = run.Metrics,
        gates = run.Gates,
        steps = run.Steps,
        hashes = run.Hashes,
        commit = run.Commit,
        environment = run.Environment,
        seed = run.Seed,
        notes = run.Notes,
        tags = run.Tags,
    };
}

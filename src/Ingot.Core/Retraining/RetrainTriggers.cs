using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Texts;

namespace Ingot.Core.Retraining;

/// <summary>Decides whether a model is to be trained again, and says why or why not.</summary>
public static class RetrainTriggers
{
    /// <summary>Decides.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="task">The model's task.</param>
    /// <param name="verdicts">What its monitor gates said last; null: nobody looked.</param>
    /// <param name="last">The end of the window of the last retraining; null: there was none.</param>
    /// <param name="now">The end of this one.</param>
    /// <param name="newRows">Labelled rows that were predicted since the last one.</param>
    /// <param name="sink">Takes triggers that cannot be decided.</param>
    /// <returns>Whether it is due, and what each found.</returns>
    public static (bool IsDue, IReadOnlyList<RetrainTriggerFinding> Findings) Decide(
        RetrainSpec spec, ModelTask task, IReadOnlyList<Verdict>? verdicts, DateTimeOffset? last, DateTimeOffset now, long newRows, IDiagnosticSink sink)
    {
        if (spec.Because is { } because)
        {
            // A person is not held up by how often triggers may fire, and is told.
            return (true, [new RetrainTriggerFinding(null, true, last is { } before ? FormattableString.Invariant($"{because} (the last one was {Days(now - before)} ago)") : because)]);
        }

        var findings = spec.Triggers.Select(t => Decide(t, task, verdicts, last, now, newRows, sink)).ToList();
        var isDue = findings.Exists(f => f.IsFired);
        if (isDue && last is { } earlier && now - earlier < spec.AtMost)
        {
            findings.Add(new RetrainTriggerFinding(null, false, FormattableString.Invariant(
                $"the last one was {Days(now - earlier)} ago, and ModelRetrainAtMost asks for {Days(spec.AtMost)} between two")));
            isDue = false;
        }

        return (isDue, findings);
    }

    private static RetrainTriggerFinding Decide(
        RetrainTriggerSpec trigger, ModelTask task, IReadOnlyList<Verdict>? verdicts, DateTimeOffset? last, DateTimeOffset now, long newRows, IDiagnosticSink sink)
    {
        switch (trigger.Kind)
        {
            case RetrainTriggerKind.NewData:
                return new(trigger.Kind, newRows >= trigger.Rows, FormattableString.Invariant(
                    $"{DiagnosticText.Count(newRows, "labelled row")} came {(last is null ? "in the window" : "since the last one")}, of {trigger.Rows:N0} that it waits for"));
            case RetrainTriggerKind.Schedule:
                return last is { } before
                    ? new(trigger.Kind, now - before >= trigger.Every, FormattableString.Invariant($"the last one was {Days(now - before)} ago, of {Days(trigger.Every)} that it waits for"))
                    : new(trigger.Kind, true, "there was none yet");
            default:
                return OfGates(trigger, task, verdicts, sink);
        }
    }

    private static RetrainTriggerFinding OfGates(RetrainTriggerSpec trigger, ModelTask task, IReadOnlyList<Verdict>? verdicts, IDiagnosticSink sink)
    {
        var what = trigger.Kind == RetrainTriggerKind.Drift ? "drift" : "a metric";
        var gates = (verdicts ?? []).Where(v => IsOf(trigger.Kind, GateText.MetricOf(v.Gate), task)).ToList();
        if (gates.Count == 0)
        {
            var why = verdicts is null ? "production was not looked at: run 'dotnet ingot monitor' before" : $"the project has no MonitorGate on {what}: add one, or remove the trigger";
            sink.Report(RetrainDiagnostics.TriggerUnused.At(trigger.Location, $"The RetrainTrigger {trigger.Kind} waits for a failed monitor gate on {what}, and {why}."));
            return new(trigger.Kind, false, $"no monitor gate on {what} was decided");
        }

        var failed = gates.Where(v => v.Outcome == GateOutcome.Failed).ToList();
        return failed.Count > 0
            ? new(trigger.Kind, true, string.Join(" ", failed.Select(v => v.Message)))
            : new(trigger.Kind, false, $"none of {DiagnosticText.Count(gates.Count, "monitor gate")} on {what} failed");
    }

    private static bool IsOf(RetrainTriggerKind kind, string quantity, ModelTask task) => kind == RetrainTriggerKind.Drift
        ? quantity == MonitorCatalog.Drift || quantity.StartsWith(MonitorCatalog.Drift + ".", StringComparison.Ordinal)
        : MetricCatalog.Find(quantity.StartsWith(MonitorCatalog.Estimated, StringComparison.Ordinal) ? quantity[MonitorCatalog.Estimated.Length..] : quantity, task) is { Scope: MetricScope.Rows } metric && !MetricCatalog.IsOfBuild(metric.Name);

    private static string Days(TimeSpan time) => FormattableString.Invariant($"{time.TotalDays:0.#} {(time.TotalDays is > 0.95 and < 1.05 ? "day" : "days")}");
}

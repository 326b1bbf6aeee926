using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Retraining;

public class RetrainTriggersTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 0, 0, 0, TimeSpan.Zero);

    private readonly DiagnosticList _said = new();

    [Theory]
    [InlineData("AUC Min=0.8", GateOutcome.Failed, RetrainTriggerKind.Performance, true)]
    [InlineData("Estimated.AUC Min=0.8", GateOutcome.Failed, RetrainTriggerKind.Performance, true)]
    [InlineData("AUC Min=0.8", GateOutcome.Inconclusive, RetrainTriggerKind.Performance, false)]
    [InlineData("AUC Min=0.8", GateOutcome.Passed, RetrainTriggerKind.Performance, false)]
    [InlineData("Drift Column=age", GateOutcome.Failed, RetrainTriggerKind.Drift, true)]
    [InlineData("Drift.Prediction", GateOutcome.Failed, RetrainTriggerKind.Drift, true)]
    public void A_failed_monitor_gate_of_its_kind_fires(string gate, GateOutcome outcome, RetrainTriggerKind kind, bool isDue)
    {
        var (due, findings) = Decide(Spec(new RetrainTriggerSpec(kind, SourceLocation.None)), [Of(gate, outcome)]);

        Assert.Equal((isDue, isDue), (due, Assert.Single(findings).IsFired));
        Assert.Empty(_said.Items);
        Assert.Equal(isDue ? "what was found" : "none of 1 monitor gate on " + (kind == RetrainTriggerKind.Drift ? "drift" : "a metric") + " failed", findings[0].Finding);
    }

    [Theory]
    [InlineData("AUC Min=0.8", RetrainTriggerKind.Drift)]
    [InlineData("Drift", RetrainTriggerKind.Performance)]
    [InlineData("Errors Max=1%", RetrainTriggerKind.Performance)]
    [InlineData(null, RetrainTriggerKind.Performance)]
    public void A_trigger_that_no_gate_can_fire_says_so(string? gate, RetrainTriggerKind kind)
    {
        var (due, _) = Decide(Spec(new RetrainTriggerSpec(kind, new SourceLocation("Churn.csproj", 9, 5))), gate is null ? null : [Of(gate, GateOutcome.Failed)]);

        Assert.False(due);
        Assert.Equal(("INGOT8062", 9), (Assert.Single(_said.Items).Code, _said.Items[0].Location.Line));
    }

    [Theory]
    [InlineData(5000, true)]
    [InlineData(4999, false)]
    public void New_rows_fire_when_there_are_enough(long rows, bool isDue) =>
        Assert.Equal(isDue, Decide(Spec(new RetrainTriggerSpec(RetrainTriggerKind.NewData, SourceLocation.None) { Rows = 5000 }), null, newRows: rows).IsDue);

    [Theory]
    [InlineData(null, true)]
    [InlineData(30.0, true)]
    [InlineData(29.9, false)]
    public void A_schedule_fires_when_its_time_has_passed_or_there_was_none(double? daysAgo, bool isDue) => Assert.Equal(
        isDue, Decide(Spec(new RetrainTriggerSpec(RetrainTriggerKind.Schedule, SourceLocation.None) { Every = TimeSpan.FromDays(30) }), null, daysAgo).IsDue);

    [Fact]
    public void Triggers_are_limited_in_rate_and_a_person_is_not()
    {
        var spec = Spec(new RetrainTriggerSpec(RetrainTriggerKind.NewData, SourceLocation.None) { Rows = 1 }) with { AtMost = TimeSpan.FromDays(7) };

        var (due, findings) = Decide(spec, null, daysAgo: 6);
        Assert.False(due);
        Assert.Equal([true, false], findings.Select(f => f.IsFired));
        Assert.Equal("the last one was 6 days ago, and ModelRetrainAtMost asks for 7 days between two", findings[1].Finding);

        Assert.True(Decide(spec, null, daysAgo: 7).IsDue);
        var person = Decide(spec with { Because = "Spring" }, null, daysAgo: 1);
        Assert.True(person.IsDue);
        Assert.Equal("Spring (the last one was 1 day ago)", Assert.Single(person.Findings).Finding);
    }

    private (bool IsDue, IReadOnlyList<RetrainTriggerFinding> Findings) Decide(RetrainSpec spec, IReadOnlyList<Verdict>? verdicts, double? daysAgo = null, long newRows = 10) =>
        RetrainTriggers.Decide(spec, ModelTask.BinaryClassification, verdicts, daysAgo is { } days ? Now.AddDays(-days) : null, Now, newRows, _said);

    private static RetrainSpec Spec(params RetrainTriggerSpec[] triggers) => new() { Triggers = triggers };

    private static Verdict Of(string gate, GateOutcome outcome) => new() { Gate = gate, Outcome = outcome, Message = "what was found" };
}

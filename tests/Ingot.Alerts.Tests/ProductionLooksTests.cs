using Ingot.Alerts.Watching;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;

namespace Ingot.Alerts.Tests;

public class ProductionLooksTests
{
    [Fact]
    public void A_failed_gate_says_what_was_found_and_where_it_stands()
    {
        var look = ProductionLooks.Of(Report(Verdict() with { Gate = "Staleness Max=6h", Value = 36_000, Threshold = 21_600 }), "production");

        Assert.True(look.IsComplete);
        Assert.Equal("1.4.0", look.Version);
        Assert.Equal(WatchedOutcome.Passing, look.Things[0].Outcome);
        var gate = look.Things[1];
        Assert.Equal((WatchedOutcome.Failing, AlertSeverity.Error, "the monitor gate 'Staleness Max=6h'"), (gate.Outcome, gate.Severity, gate.Name));
        Assert.Equal(
            [new("Value", "10 h"), new("Threshold", "6 h"), new("Window", "2026-11-01 00:00 to 2026-11-29 12:00 UTC, 12,345 rows, 678 with a label"), new("Gate", "Churn.csproj, line 17"), new("Code", "INGOT8032")],
            gate.Facts);
    }

    /// <summary>The slice's category, and the message that has it, stay where they are; its key does not tell it either.</summary>
    [Fact]
    public void No_category_of_the_data_is_told()
    {
        var look = ProductionLooks.Of(Report(Verdict() with { Slice = "diagnosis=HIV", Message = "AUC on the slice 'diagnosis=HIV' ..." }), "production");

        Assert.Equal("the monitor gate 'AUC Min=0.80' on a slice of 'diagnosis'", look.Things[1].Name);
        Assert.DoesNotContain("HIV", $"{look.Things[1]} {string.Join(' ', look.Things[1].Facts)}", StringComparison.Ordinal);
        Assert.NotEqual(ProductionLooks.Of(Report(Verdict()), "production").Things[1].Subject, look.Things[1].Subject);
    }

    [Theory]
    [InlineData(GateOutcome.Passed, WatchedOutcome.Passing)]
    [InlineData(GateOutcome.Failed, WatchedOutcome.Failing)]
    [InlineData(GateOutcome.Inconclusive, WatchedOutcome.Unknown)]
    [InlineData(GateOutcome.Skipped, WatchedOutcome.Unknown)]
    public void Outcomes_are_kept_apart(GateOutcome outcome, WatchedOutcome expected) =>
        Assert.Equal(expected, ProductionLooks.Of(Report(Verdict() with { Outcome = outcome }), null).Things[1].Outcome);

    [Fact]
    public void What_is_not_proven_is_less_bad_than_what_is_broken() =>
        Assert.Equal(AlertSeverity.Warning, ProductionLooks.Of(Report(Verdict() with { Code = "INGOT8037" }), null).Things[1].Severity);

    [Fact]
    public void The_same_gate_twice_is_one_thing_and_the_worse_counts()
    {
        var look = ProductionLooks.Of(Report(Verdict() with { Outcome = GateOutcome.Passed }, Verdict()), null);

        Assert.Equal(2, look.Things.Count);
        Assert.Equal(WatchedOutcome.Failing, look.Things[1].Outcome);
    }

    [Fact]
    public void A_subject_stays_the_same_and_belongs_to_its_channel()
    {
        var subject = AlertSubject.OfGate("Contoso.Churn", "production", "AUC Min=0.80", null);

        Assert.Equal("contoso.churn/production/gate-5fc41a7d3f1b2d3c".Length, subject.Length);
        Assert.Equal(subject, AlertSubject.OfGate("contoso.churn", "production", "AUC Min=0.80", null));
        Assert.NotEqual(subject, AlertSubject.OfGate("Contoso.Churn", null, "AUC Min=0.80", null));
        Assert.NotEqual(subject, AlertSubject.OfGate("Contoso.Churn", "production", "AUC Min=0.81", null));
        Assert.StartsWith(AlertSubject.Scope("Contoso.Churn", "production"), subject, StringComparison.Ordinal);
    }

    private static Verdict Verdict() => new()
    {
        Gate = "AUC Min=0.80",
        Data = "production",
        Value = 0.71,
        Threshold = 0.8,
        Outcome = GateOutcome.Failed,
        Code = "INGOT8032",
        Message = "AUC in production is 0.71",
        File = "Churn.csproj",
        Line = 17,
    };

    private static MonitorReport Report(params Verdict[] verdicts) => new()
    {
        Model = "Churn",
        Package = "Contoso.Churn",
        Task = ModelTask.BinaryClassification,
        Reference = new MonitorReference("the project's own build", "1.4.0", 1000),
        From = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Before = Samples.Noon,
        Rows = 12_345,
        Labelled = 678,
        Versions = [new("1.3.0", 345, Samples.Noon.AddDays(-20), Samples.Noon.AddDays(-10)), new("1.4.0", 12_000, Samples.Noon.AddDays(-10), Samples.Noon)],
        Measurements = [],
        Drift = [],
        Chunks = [],
        Notes = [],
        Verdicts = verdicts,
    };
}

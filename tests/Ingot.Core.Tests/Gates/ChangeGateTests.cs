using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Schemas;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>A regression is (candidate - baseline) in the worse direction; with a percentage it is divided by |baseline|.</summary>
public class ChangeGateTests
{
    [Theory]
    // Higher is better.
    [InlineData("AUC", 0.85, 0.845, "0.005", true)]
    [InlineData("AUC", 0.85, 0.8449, "0.005", false)]
    [InlineData("AUC", 0.85, 0.90, "0", true)]
    [InlineData("AUC", 0.85, 0.85, "0", true)]
    [InlineData("AUC", 0.85, 0.8499, "0", false)]
    [InlineData("AUC", 0.80, 0.784, "2%", true)]
    [InlineData("AUC", 0.80, 0.783, "2 %", false)]
    // Lower is better.
    [InlineData("LogLoss", 0.40, 0.41, "0.01", true)]
    [InlineData("LogLoss", 0.40, 0.4101, "0.01", false)]
    [InlineData("LogLoss", 0.40, 0.30, "0", true)]
    [InlineData("LogLoss", 0.40, 0.404, "1%", true)]
    [InlineData("LogLoss", 0.40, 0.405, "1%", false)]
    // Units.
    [InlineData("Size", 1_000_000, 1_100_000, "100KB", true)]
    [InlineData("Size", 1_000_000, 1_100_001, "100KB", false)]
    [InlineData("Size", 1_000_000, 1_050_001, "5%", false)]
    // A negative or no baseline: relative to its amount, and never a division by 0.
    [InlineData("MCC", -0.20, -0.21, "5%", true)]
    [InlineData("MCC", -0.20, -0.22, "5%", false)]
    [InlineData("MCC", -0.20, 0.10, "0%", true)]
    [InlineData("MCC", 0, 0, "5%", true)]
    [InlineData("MCC", 0, 0.3, "5%", true)]
    [InlineData("MCC", 0, -0.001, "5%", false)]
    [InlineData("LogLoss", 0, 0.001, "5%", false)]
    [InlineData("LogLoss", 0, 0.001, "0.01", true)]
    // The last digit of scores is that of the processor.
    [InlineData("LogLoss", 0.4, 0.4 * (1 + 9e-7), "0", true)]
    [InlineData("LogLoss", 0.4, 0.4 * (1 + 2e-6), "0", false)]
    [InlineData("Size", 1_000_000_000, 1_000_000_001, "0", false)]
    public void A_regression_up_to_the_threshold_passes(string metric, double before, double now, string allowed, bool passes)
    {
        var test = Compare(metric, before, now);

        var verdict = test.DecideOne(Gate(metric, maxRegression: allowed));

        Assert.Equal(passes ? GateOutcome.Passed : GateOutcome.Failed, verdict.Outcome);
        Assert.Equal(before, verdict.Baseline);
        Assert.Equal(passes ? [] : ["INGOT4002"], test.Found.Items.Select(d => d.Code));
    }

    [Fact]
    public void A_failure_says_both_values_the_regression_and_the_margin()
    {
        var verdict = Compare("AUC", 0.8467, 0.8312).DecideOne(Gate("AUC", maxRegression: "0.005"));

        Assert.Equal(
            "AUC on the reference data fell from 0.8467 (1.3.0) to 0.8312: a regression of 0.0155, over the 0.0050 that the gate allows (95 % interval 0.8212 to 0.8412, 1,409 rows). Improve the model, or run 'dotnet ingot accept' if the change is wanted.",
            verdict.Message);
    }

    [Theory]
    [InlineData("LogLoss", 0.4, 0.41, "1%", "rose from 0.4000 (1.3.0) to 0.4100: a regression of 2.50%, over the 1.00%")]
    [InlineData("MCC", 0, -0.1, "5%", "fell from 0.0000 (1.3.0) to -0.1000: a regression of 0.1000, over the 5.00% of 0")]
    [InlineData("AUC", 0.8, 0.79999, "0.000009", "fell from 0.80000 (1.3.0) to 0.79999: a regression of 0.000010, over the 0.000009")]
    public void Its_numbers_are_told_apart(string metric, double before, double now, string allowed, string expected) =>
        Assert.Contains(expected, Compare(metric, before, now).DecideOne(Gate(metric, maxRegression: allowed)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("AUC", "5MB")]
    [InlineData("AUC", "-0.01")]
    [InlineData("AUC", "-1%")]
    [InlineData("AUC", "%")]
    [InlineData("Size", "5ms")]
    [InlineData("Size", "5MB%")]
    public void A_margin_that_cannot_be_read_is_an_error(string metric, string allowed)
    {
        var test = Compare(metric, 1, 1);

        Assert.Equal(("INGOT4005", GateOutcome.Failed), CodeAndOutcome(test.DecideOne(Gate(metric, maxRegression: allowed))));
    }

    [Fact]
    public void A_slice_is_compared_with_the_same_slice()
    {
        var test = Compare("AUC", 0.9, 0.9);
        test.Measured.Add(Metric("AUC", 0.7, "plan=a"));
        test.Before.Add(Metric("AUC", 0.8, "plan=a"));

        Assert.Equal(0.8, test.DecideOne(Gate("AUC", maxRegression: "0.05", slice: "plan=a")).Baseline);
    }

    [Fact]
    public void Without_an_accepted_result_it_is_skipped_with_a_warning()
    {
        var test = Compare("AUC", 0.9, 0.9);
        test.IsAccepted = false;

        Assert.Equal(("INGOT4008", GateOutcome.Skipped), CodeAndOutcome(test.DecideOne(Gate("AUC", maxRegression: "0.05"))));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(test.Found.Items).Severity);
        Assert.Contains("no Churn.accepted.json", test.Found.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_accepted_result_it_fails_in_CI()
    {
        var test = Compare("AUC", 0.9, 0.9);
        test.IsAccepted = false;
        test.ContinuousIntegration = true;

        Assert.Equal(("INGOT4008", GateOutcome.Failed), CodeAndOutcome(test.DecideOne(Gate("AUC", maxRegression: "0.05"))));
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(test.Found.Items).Severity);
    }

    [Fact]
    public void Other_reference_data_are_incomparable()
    {
        var test = Compare("AUC", 0.9, 0.95);
        test.AcceptedReferenceHash = "other";

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));

        Assert.Equal(("INGOT4009", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.EndsWith(
            "was measured on other reference data, so AUC cannot be compared. If the model changed too, take that back, accept, and make the change again, so that it is judged; else review today's metrics, run 'dotnet ingot accept', and commit the file.",
            verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_task_is_incomparable()
    {
        var test = Compare("Accuracy", 0.9, 0.95);
        test.AcceptedTask = ModelTask.MulticlassClassification;

        Assert.Equal(("INGOT4009", GateOutcome.Failed), CodeAndOutcome(test.DecideOne(Gate("Accuracy", maxRegression: "0.05"))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_metric_that_was_not_accepted_or_had_no_value_is_incomparable(bool undefined)
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 0.9));
        if (undefined)
        {
            test.Before.Add(Metric("AUC", double.NaN));
        }

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));

        Assert.Equal(("INGOT4009", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.Contains("has no AUC on the reference data", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_of_another_accept_are_never_compared_with()
    {
        var test = Compare("AUC", 0.9, 0.95);
        test.ScoresAgree = false;

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));

        Assert.Equal(("INGOT4011", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.StartsWith("Churn.accepted.parquet does not belong to Churn.accepted.json", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_duration_has_no_baseline()
    {
        var test = new GateTest();
        test.Durations.Add(Metric("Latency.P99", 0.01));

        Assert.Equal(("INGOT4010", GateOutcome.Failed), CodeAndOutcome(test.DecideOne(Gate("Latency.P99", maxRegression: "1ms"))));
    }

    private static GateTest Compare(string metric, double before, double now)
    {
        var test = new GateTest();
        test.Measured.Add(Metric(metric, now));
        test.Before.Add(Metric(metric, before));
        return test;
    }

    private static (string? Code, GateOutcome Outcome) CodeAndOutcome(Verdict verdict) => (verdict.Code, verdict.Outcome);
}

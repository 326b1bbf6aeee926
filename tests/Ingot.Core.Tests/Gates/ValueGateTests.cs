using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

public class ValueGateTests
{
    [Theory]
    [InlineData("AUC", 0.84, "0.84", null, true)]
    [InlineData("AUC", 0.8399999, "0.84", null, false)]
    [InlineData("AUC", 0.84, " 8.4e-1 ", null, true)]
    [InlineData("LogLoss", 0.42, null, "0.42", true)]
    [InlineData("LogLoss", 0.43, null, "0.42", false)]
    [InlineData("Size", 5_000_000, null, "5MB", true)]
    [InlineData("Size", 5_000_001, null, "5MB", false)]
    [InlineData("Size", 5_242_880, null, "5MiB", true)]
    [InlineData("Size", 5_242_881, null, "5 MiB", false)]
    [InlineData("Size", 512, null, "512", true)]
    [InlineData("Size", 2_000, "2kb", "2048B", true)]
    [InlineData("Latency.P99", 0.02, null, "20ms", true)]
    [InlineData("Latency.P99", 0.0201, null, "20ms", false)]
    [InlineData("Latency.P99", 1.5, null, "1.5s", true)]
    [InlineData("Latency.P50", 0.0004, null, "500us", true)]
    [InlineData("Throughput", 1000, "1000/s", null, true)]
    [InlineData("Throughput", 999.5, "1000/s", null, false)]
    [InlineData("Throughput", 1000, "1000", null, true)]
    public void Min_and_Max_are_read_in_the_metrics_unit(string metric, double value, string? min, string? max, bool passes)
    {
        var test = new GateTest();
        test.Measured.Add(Metric(metric, value));

        var verdicts = test.Decide(Gate(metric, min, max));

        Assert.All(verdicts, v => Assert.Equal(passes ? GateOutcome.Passed : GateOutcome.Failed, v.Outcome));
        Assert.Equal(passes ? [] : ["INGOT4001"], test.Found.Items.Select(d => d.Code));
    }

    [Theory]
    [InlineData("AUC", "5MB")]
    [InlineData("AUC", "84%")]
    [InlineData("AUC", "high")]
    [InlineData("AUC", "0,84")]
    [InlineData("AUC", "NaN")]
    [InlineData("AUC", "∞")]
    [InlineData("AUC", "1e999")]
    [InlineData("Size", "20ms")]
    [InlineData("Size", "5Mb/s")]
    [InlineData("Size", "5 apples")]
    [InlineData("Size", "MB")]
    [InlineData("Latency.P99", "20")]
    [InlineData("Latency.P99", "20moons")]
    [InlineData("Throughput", "20ms")]
    public void A_threshold_that_cannot_be_read_is_an_error_and_never_passes(string metric, string threshold)
    {
        var test = new GateTest();
        test.Measured.Add(Metric(metric, 1));

        var verdicts = test.Decide(Gate(metric, threshold, threshold));

        Assert.Equal(["INGOT4005", "INGOT4005"], test.Found.Items.Select(d => d.Code));
        Assert.All(verdicts, v => Assert.Equal(GateOutcome.Failed, v.Outcome));
        Assert.Contains($"Min=\"{threshold}\"", verdicts[0].Message, StringComparison.Ordinal);
    }

    /// <summary>Percentages that were meant as shares, a sign too many, an end of the range: such a gate would always or never pass.</summary>
    [Theory]
    [InlineData("AUC", "Min", "84", "no model keeps it, since AUC is from 0 to 1")]
    [InlineData("AUC", "Min", "0", "every model keeps it, since AUC is from 0 to 1")]
    [InlineData("AUC", "Max", "1", "every model keeps it, since AUC is from 0 to 1")]
    [InlineData("Accuracy", "Max", "0", "only the worst model of all keeps it, since Accuracy is from 0 to 1 and more is better")]
    [InlineData("Brier", "Min", "1", "only the worst model of all keeps it, since Brier is from 0 to 1 and less is better")]
    [InlineData("MCC", "Min", "-1", "every model keeps it, since MCC is from -1 to 1")]
    [InlineData("LogLoss", "Max", "-0.1", "no model keeps it, since LogLoss is never below 0")]
    [InlineData("LogLoss", "Min", "0", "every model keeps it, since LogLoss is never below 0")]
    [InlineData("Size", "Max", "-5MB", "no model keeps it, since Size is always above 0 bytes")]
    [InlineData("Size", "Max", "0", "no model keeps it, since Size is always above 0 bytes")]
    [InlineData("Latency.P99", "Max", "0ms", "no model keeps it, since Latency.P99 is always above 0 ms")]
    [InlineData("Throughput", "Min", "0/s", "every model keeps it, since Throughput is always above 0/s")]
    public void A_threshold_that_tells_no_model_from_another_is_an_error(string metric, string kind, string threshold, string why)
    {
        var test = new GateTest();
        test.Measured.Add(Metric(metric, 0.9));

        var verdict = test.DecideOne(kind == "Min" ? Gate(metric, min: threshold) : Gate(metric, max: threshold));

        Assert.Equal(("INGOT4005", GateOutcome.Failed), (verdict.Code, verdict.Outcome));
        Assert.Equal($"{kind}=\"{threshold}\" of the gate on {metric} says nothing of the model: {why}. Write the value that is meant, or remove {kind}.", verdict.Message);
    }

    [Theory]
    [InlineData("AUC", "1", true)]
    [InlineData("AUC", "100%", true)]
    [InlineData("AUC", "99%", false)]
    [InlineData("MCC", "1", false)]
    [InlineData("MCC", "2", true)]
    [InlineData("LogLoss", "900%", false)]
    [InlineData("LogLoss", "5", false)]
    public void A_margin_as_wide_as_the_metrics_range_is_an_error(string metric, string margin, bool isRefused)
    {
        var test = new GateTest();
        test.Measured.Add(Metric(metric, 0.5));
        test.Before.Add(Metric(metric, 0.5));

        Assert.Equal(isRefused ? "INGOT4005" : null, test.DecideOne(Gate(metric, maxRegression: margin)).Code);
    }

    [Fact]
    public void A_value_just_under_its_threshold_is_told_apart_from_it()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 0.8399996));

        Assert.Contains("is 0.8399996, under the 0.8400000", test.DecideOne(Gate("AUC", min: "0.84")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_value_threshold_interval_rows_and_place()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 0.8312, "contract=Two year", 338));

        var verdict = test.DecideOne(Gate("AUC", min: "0.84", slice: "contract=Two year"));

        Assert.Equal(
            "AUC on slice 'contract=Two year' is 0.8312, under the 0.8400 that the gate asks for (95 % interval 0.8212 to 0.8412, 338 rows). Improve the model, or change the gate if its threshold is wrong.",
            verdict.Message);
        Assert.Equal(("AUC Min=0.84", "contract=Two year", "Churn.csproj", 17, 5), (verdict.Gate, verdict.Slice, verdict.File, verdict.Line, verdict.Column));
        Assert.Equal((0.8312, 0.84), (verdict.Value, verdict.Threshold));
        Assert.Equal("Churn.csproj(17,5): error INGOT4001: " + verdict.Message + " More: dotnet ingot explain INGOT4001", Assert.Single(test.Found.Items).ToString());
    }

    [Fact]
    public void A_duration_that_passed_is_not_in_its_verdict_since_verdicts_are_packed()
    {
        var test = new GateTest();
        test.Durations.Add(Metric("Latency.P99", 0.0123));

        var verdict = test.DecideOne(Gate("Latency.P99", max: "20ms"));

        Assert.Equal(GateOutcome.Passed, verdict.Outcome);
        Assert.True(double.IsNaN(verdict.Value));
        Assert.DoesNotContain("12.3", verdict.Message, StringComparison.Ordinal);
        Assert.Contains("12.3 ms, over the 10 ms", test.DecideOne(Gate("Latency.P99", max: "10ms")).Message, StringComparison.Ordinal);
    }
}

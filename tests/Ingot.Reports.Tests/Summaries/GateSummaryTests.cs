using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Reports.Summaries;
using Ingot.Tests.Shared;

namespace Ingot.Reports.Tests.Summaries;

public class GateSummaryTests
{
    [Fact]
    public Task Markdown() => Snapshot.Verify(
        GateSummary.ToMarkdown(
            "Churn",
            "1.4.0",
            [
                Verdict("AUC Min=0.84", GateOutcome.Passed) with { Value = 0.84671, Threshold = 0.84 },
                Verdict("LogLoss MaxRegression=0.01", GateOutcome.Inconclusive) with
                {
                    Code = "INGOT4013", Value = 0.42, Baseline = 0.4, Threshold = 0.01, Regression = 0.02, Low = -0.001, High = 0.041, File = "Churn.csproj", Line = 23, Column = 5,
                },
                Verdict("AUC MaxRegression=0.005", GateOutcome.Failed) with
                {
                    Code = "INGOT4002", Slice = "contract=Two year | <b>", Value = 0.8, Baseline = 0.86, Threshold = 0.005, Regression = 0.06, Low = 0.04, High = 0.08,
                    File = "Churn.csproj", Line = 22, Column = 5, Message = "AUC fell | from <0.86>.",
                },
                Verdict("Size Max=5MB", GateOutcome.Skipped) with { Value = 412_345, Threshold = 5e6 },
            ]),
        "md");

    [Fact]
    public void A_model_without_gates_says_so() =>
        Assert.Equal("### ⚠️ Churn 1.4.0: no gates; nobody judged the model\n", GateSummary.ToMarkdown("Churn", "1.4.0", []));

    [Fact]
    public void A_model_whose_quality_nobody_judged_says_so() => Assert.StartsWith(
        "### ⚠️ Churn 1.4.0: 1 of 1 gate passed, 1 skipped; no gate judges how good the predictions are\n",
        GateSummary.ToMarkdown("Churn", "1.4.0", [Verdict("Size Max=5MB", GateOutcome.Passed), Verdict("AUC MaxRegression=0.01", GateOutcome.Skipped)]),
        StringComparison.Ordinal);

    [Fact]
    public void Skipped_gates_are_not_counted_as_not_passed() => Assert.StartsWith(
        "### ✅ Churn 1.4.0: 2 of 2 gates passed, 1 skipped\n",
        GateSummary.ToMarkdown("Churn", "1.4.0", [Verdict("AUC Min=0.8", GateOutcome.Passed), Verdict("Size Max=5MB", GateOutcome.Passed), Verdict("AUC MaxRegression=0.01", GateOutcome.Skipped)]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Latency.P99 Max=20ms", 0.0205, "| 20.500 ms |")]
    [InlineData("Size Max=5MB", 84900, "| 84,900 bytes |")]
    [InlineData("Throughput Min=50000/s", 61234.5, "| 61,234 a second |")]
    [InlineData("InvarianceTest plan", 0.2716, "| 27.16 % |")]
    [InlineData("Recall[not sure] Min=0.5", 0.2716, "| 0.2716 |")]
    public void Numbers_are_in_the_unit_of_their_gate(string gate, double value, string cell) =>
        Assert.Contains(cell, GateSummary.ToMarkdown("Churn", "1.4.0", [Verdict(gate, GateOutcome.Failed) with { Value = value }]), StringComparison.Ordinal);

    [Fact]
    public void A_change_that_may_be_a_share_of_the_baseline_is_in_percent() => Assert.Contains(
        "| 0.4200 | 0.3300 | 2.00 % | 27.27 % (20.10 % to 33.00 %) |",
        GateSummary.ToMarkdown("Churn", "1.4.0", [Verdict("LogLoss MaxRegression=2%", GateOutcome.Failed) with { Value = 0.42, Baseline = 0.33, Threshold = 0.02, Regression = 0.2727, Low = 0.201, High = 0.33 }]),
        StringComparison.Ordinal);

    [Fact]
    public void Says_where_the_card_is() => Assert.Equal(
        "### ⚠️ Churn 1.4.0: no gates; nobody judged the model\n\nThe model card is `obj/Debug/ingot/gate/card.html`.\n",
        GateSummary.ToMarkdown("Churn", "1.4.0", [], "obj/Debug/ingot/gate/card.html"));

    [Fact]
    public void Metrics_are_lines_of_OpenMetrics()
    {
        var report = new MetricsReport
        {
            Model = "Churn",
            Version = "1.4.0",
            Task = ModelTask.BinaryClassification,
            OnnxSha256 = "00",
            ReferenceRows = 10,
            Metrics =
            [
                new MetricResult { Name = "AUC", Value = 0.5, Rows = 10 },
                new MetricResult { Name = "AUC", Slice = "a=\"b\"\\\n", Value = 1e-7, Rows = 5 },
                new MetricResult { Name = "MCC", Value = double.NaN, Rows = 10 },
            ],
        };

        Assert.Equal(
            "ingot_metric{model=\"Churn\",metric=\"AUC\"} 0.5\ningot_metric{model=\"Churn\",metric=\"AUC\",slice=\"a=\\\"b\\\"\\\\\\n\"} 1E-07\n",
            GateSummary.ToOpenMetrics(report));
    }

    private static Verdict Verdict(string gate, GateOutcome outcome) => new() { Gate = gate, Outcome = outcome, Message = $"{gate} says why." };
}

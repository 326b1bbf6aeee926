using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Monitoring;

public class MonitorGateEvaluatorTests
{
    private static readonly SourceLocation Place = new("Churn.csproj", 30, 5);

    private readonly DiagnosticList _said = new();

    [Theory]
    [InlineData(0.86, 0.84, 0.88, GateOutcome.Passed, null)]
    [InlineData(0.80, 0.76, 0.84, GateOutcome.Passed, null)]
    [InlineData(0.79, 0.76, 0.82, GateOutcome.Inconclusive, "INGOT8036")]
    [InlineData(0.76, 0.73, 0.799, GateOutcome.Failed, "INGOT8032")]
    public void A_least_value_is_broken_only_when_the_whole_interval_is_below_it(double value, double low, double high, GateOutcome outcome, string? code)
    {
        var verdict = One(Gate("AUC", min: "0.8"), Of("AUC", value) with { Low = low, High = high });

        Assert.Equal((outcome, code), (verdict.Outcome, verdict.Code));
        Assert.Equal((0.8, value), (verdict.Threshold, verdict.Value));
        Assert.Equal(code is null ? 0 : 1, _said.Items.Count);
        Assert.All(_said.Items, d => Assert.Equal(Place, d.Location));
    }

    [Theory]
    [InlineData(0.86, 0.84, 0.88, GateOutcome.Passed, null)]
    [InlineData(0.82, 0.79, 0.85, GateOutcome.Failed, "INGOT8037")]
    [InlineData(0.79, 0.76, 0.82, GateOutcome.Failed, "INGOT8032")]
    public void Whoever_asks_for_proof_that_it_is_kept_fails_without_it(double value, double low, double high, GateOutcome outcome, string? code)
    {
        var verdict = One(Gate("AUC", min: "0.8", policy: GatePolicy.NonInferior), Of("AUC", value) with { Low = low, High = high });

        Assert.Equal((outcome, code), (verdict.Outcome, verdict.Code));
    }

    [Fact]
    public void What_is_known_without_error_has_no_benefit_of_the_doubt()
    {
        Assert.Equal("INGOT8032", One(Gate("Rows", min: "1000"), Of("Rows", 999)).Code);
        Assert.Equal("INGOT8032", One(Gate("Errors", max: "1%"), Of("Errors", 0.011)).Code);
        Assert.Equal(GateOutcome.Passed, One(Gate("Errors", max: "1%"), Of("Errors", 0.01)).Outcome);
        Assert.Equal("INGOT8032", One(Gate("Staleness", max: "6h"), Of("Staleness", 21601)).Code);
        Assert.Equal(GateOutcome.Passed, One(Gate("Staleness", max: "2d"), Of("Staleness", 172800)).Outcome);
        Assert.Equal(GateOutcome.Passed, One(Gate("Staleness", max: "90min"), Of("Staleness", 5400)).Outcome);
    }

    /// <summary>Two samples of different rows: the error of the difference is sqrt(0.01^2 + 0.02^2) = 0.02236, 1.96 of them 0.04383.</summary>
    [Theory]
    [InlineData("AUC", 0.80, 0.75, "0.06", GateOutcome.Passed, null)]
    [InlineData("AUC", 0.80, 0.75, "0.01", GateOutcome.Inconclusive, "INGOT8036")]
    [InlineData("AUC", 0.80, 0.75, "0.0061", GateOutcome.Failed, "INGOT8033")]
    [InlineData("AUC", 0.80, 0.75, "0.76%", GateOutcome.Failed, "INGOT8033")]
    [InlineData("AUC", 0.80, 0.75, "0.79%", GateOutcome.Inconclusive, "INGOT8036")]
    [InlineData("LogLoss", 0.40, 0.45, "0.0061", GateOutcome.Failed, "INGOT8033")]
    [InlineData("LogLoss", 0.40, 0.30, "0", GateOutcome.Passed, null)]
    [InlineData("Estimated.AUC", 0.80, 0.75, "0.0061", GateOutcome.Failed, "INGOT8033")]
    public void A_regression_is_against_the_reference_with_the_errors_of_both(string name, double reference, double value, string margin, GateOutcome outcome, string? code)
    {
        var measured = Of(name, value) with { StandardError = 0.02, Reference = reference, ReferenceStandardError = 0.01, ReferenceRows = 500 };

        var verdict = One(Gate(name, maxRegression: margin), measured);

        Assert.Equal((outcome, code), (verdict.Outcome, verdict.Code));
        Assert.Equal(name == "LogLoss" ? value - reference : reference - value, verdict.Regression!.Value, 12);
        Assert.Equal(0.0876546, verdict.High!.Value - verdict.Low!.Value, 5);
    }

    [Fact]
    public void What_cannot_be_known_yet_has_neither_passed_nor_failed()
    {
        var verdict = One(Gate("AUC", min: "0.8"), Of("AUC", double.NaN) with { NotYet = "12 of 5,000 rows have a label" });

        Assert.Equal((GateOutcome.Inconclusive, "INGOT8035"), (verdict.Outcome, verdict.Code));
        Assert.Equal("AUC in production cannot be judged yet: 12 of 5,000 rows have a label. Wait, or take a longer window.", verdict.Message);
        Assert.Equal("INGOT8035", One(Gate("AUC", min: "0.8"), Of("AUC", double.NaN)).Code);
        Assert.Equal("INGOT8035", One(Gate("AUC", maxRegression: "0.1"), Of("AUC", 0.8)).Code);
        Assert.Equal("INGOT8035", One(Gate("Drift"), Of("Drift", 0.3, "tenure")).Code);
    }

    [Fact]
    public void Drift_has_a_threshold_of_its_own_and_the_worst_column_decides_a_gate_on_all()
    {
        MonitorMeasurement[] measured =
        [
            Drift("age", 0.05, 0.03, 0.07), Drift("plan", 0.15, 0.08, 0.22), Drift("tenure", 0.40, 0.35, 0.45), Drift("usage", 0.20, 0.15, 0.25),
        ];

        var verdict = One(Gate("Drift"), measured);

        Assert.Equal((GateOutcome.Failed, "INGOT8034", 0.40, 0.1), (verdict.Outcome, verdict.Code, verdict.Value, verdict.Threshold));
        Assert.StartsWith("Drift of 'tenure' (Wasserstein) in production is 0.4000; the threshold of the reference's own variation is 0.1000 (95 % interval 0.3500 to 0.4500, 5,000 rows against 800 rows of the reference). So with usage. ", verdict.Message, StringComparison.Ordinal);

        Assert.Equal(GateOutcome.Inconclusive, One(Gate("Drift", column: "plan"), measured).Outcome);
        Assert.Equal(GateOutcome.Passed, One(Gate("Drift", column: "age"), measured).Outcome);
        Assert.Equal(GateOutcome.Passed, One(Gate("Drift", max: "0.5"), measured).Outcome);
        Assert.Equal("Drift Max=0.38", One(Gate("Drift", max: "0.38"), measured).Gate);
    }

    [Fact]
    public void A_gate_that_cannot_be_decided_has_failed_and_says_why()
    {
        var measured = Drift("tenure", 0.4, 0.35, 0.45);

        Assert.Equal("INGOT8030", One(Gate("Auc", min: "0.8"), measured).Code);
        Assert.Contains("Drift.Share", _said.Items[0].Message, StringComparison.Ordinal);
        Assert.Equal("INGOT8030", One(Gate("RMSE", max: "1"), measured).Code);
        Assert.Equal("INGOT8031", One(Gate("AUC"), measured).Code);
        Assert.Equal("INGOT8031", One(Gate("Drift", max: "a lot"), measured).Code);
        Assert.Equal("INGOT8031", One(Gate("Staleness", max: "6"), Of("Staleness", 1)).Code);
        Assert.Equal("INGOT8030", One(Gate("Drift", column: "tenur"), measured).Code);
        Assert.Equal("INGOT8030", One(Gate("Rows", min: "1", column: "tenure"), Of("Rows", 5)).Code);
        Assert.Equal("INGOT8030", One(Gate("Drift", slice: "plan=a"), measured).Code);
        Assert.Equal("INGOT8030", One(Gate("Rows", maxRegression: "1"), Of("Rows", 5)).Code);
        Assert.Equal("INGOT8030", One(Gate("Rows", min: "1") with { Measure = "PSI" }, Of("Rows", 5)).Code);
        Assert.Equal("INGOT8030", One(Gate("Drift") with { Measure = "PSY" }, measured).Code);
        Assert.Equal("Drift Measure=PSY was not measured: there is no such measure, or it does not fit; measured by Wasserstein. Correct Measure, or remove it.", _said.Items[^1].Message);
        Assert.All(_said.Items, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));

        // Upper and lower case of a measure do not count.
        Assert.Equal("INGOT8034", One(Gate("Drift") with { Measure = "wasserstein" }, measured).Code);
    }

    [Theory]
    [InlineData("AUC", "80", null, null, "no window keeps it, since AUC is from 0 to 1")]
    [InlineData("Estimated.AUC", null, null, "1", "every window keeps it, since Estimated.AUC is from 0 to 1")]
    [InlineData("Errors", null, "100%", null, "every window keeps it, since Errors is from 0 to 1")]
    [InlineData("Staleness", null, "-6h", null, "no window keeps it, since Staleness is never below 0 ms")]
    [InlineData("Rows", "0", null, null, "every window keeps it, since Rows is never below 0")]
    [InlineData("R2", "1.5", null, null, "no window keeps it, since R2 is never above 1")]
    public void A_threshold_that_tells_no_window_from_another_is_an_error(string name, string? min, string? max, string? regression, string why)
    {
        var task = name == "R2" ? ModelTask.Regression : ModelTask.BinaryClassification;
        var verdict = Assert.Single(MonitorGateEvaluator.Evaluate([Gate(name, min: min, max: max, maxRegression: regression)], task, [Of(name, 0.5)], _said));

        Assert.Equal(("INGOT8031", GateOutcome.Failed), (verdict.Code, verdict.Outcome));
        Assert.Contains($"says nothing of production: {why}. Write the value that is meant, or remove ", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_threshold_of_every_gate_has_a_verdict()
    {
        var measured = Of("AUC", 0.7) with { StandardError = 0.01, Reference = 0.9, ReferenceStandardError = 0.01 };

        var verdicts = MonitorGateEvaluator.Evaluate(
            [Gate("AUC", min: "0.6", max: "0.65", maxRegression: "0.1"), Gate("Rows", min: "1")], ModelTask.BinaryClassification, [measured, Of("Rows", 5)], _said);

        Assert.Equal(["AUC Min=0.6", "AUC Max=0.65", "AUC MaxRegression=0.1", "Rows Min=1"], verdicts.Select(v => v.Gate));
        Assert.Equal([GateOutcome.Passed, GateOutcome.Failed, GateOutcome.Failed, GateOutcome.Passed], verdicts.Select(v => v.Outcome));
        Assert.All(verdicts, v => Assert.Equal(("production", 30), (v.Data, v.Line)));
    }

    [Fact]
    public void What_is_of_queries_can_never_be_judged_of_what_was_served()
    {
        MonitorMeasurement[] measured = [Of("NDCG@10", double.NaN) with { NotYet = "it is measured query by query" }, Of("Drift.Prediction", 0.1)];
        var verdicts = MonitorGateEvaluator.Evaluate([Gate("NDCG@10", min: "0.8"), Gate("Estimated.NDCG", min: "0.8")], ModelTask.Ranking, measured, _said);

        Assert.All(verdicts, v => Assert.Equal((GateOutcome.Failed, "INGOT8030"), (v.Outcome, v.Code)));
        Assert.StartsWith("NDCG@10 cannot be measured in production", verdicts[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("Estimated.NDCG cannot be measured in production", verdicts[1].Message, StringComparison.Ordinal);
    }

    private static MonitorGateSpec Gate(
        string name, string? min = null, string? max = null, string? maxRegression = null, string? column = null, string? slice = null, GatePolicy policy = GatePolicy.Significant) =>
        new(name, column, slice, null, min, max, maxRegression, Place) { Policy = policy };

    private static MonitorMeasurement Of(string name, double value, string? column = null) => new() { Name = name, Column = column, Value = value, Rows = 5000 };

    private static MonitorMeasurement Drift(string column, double value, double low, double high) => Of("Drift", value, column) with
    {
        Measure = "Wasserstein", Low = low, High = high, ReferenceRows = 800, Threshold = 0.1, ThresholdSource = "the reference's own variation",
    };

    private Verdict One(MonitorGateSpec gate, params MonitorMeasurement[] measured) =>
        Assert.Single(MonitorGateEvaluator.Evaluate([gate], ModelTask.BinaryClassification, measured, _said));
}

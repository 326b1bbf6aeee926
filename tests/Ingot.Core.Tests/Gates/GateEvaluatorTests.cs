using Ingot.Core.Gates;
using Ingot.Core.Schemas;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

public class GateEvaluatorTests
{
    [Fact]
    public void All_gates_are_decided_each_at_its_own_place()
    {
        var test = new GateTest { IsAccepted = false };
        test.Measured.AddRange([Metric("AUC", 0.7), Metric("F1", double.NaN), Metric("Size", 100)]);

        var verdicts = test.Decide(
            Gate("AUC", min: "0.8", maxRegression: "0.01", line: 10),
            Gate("Acuracy", min: "0.8", line: 11),
            Gate("F1", min: "0.8", line: 12),
            Gate("AUC", min: "0.5", slice: "plan=z", line: 13),
            Gate("AUC", line: 14),
            Gate("Size", max: "1", line: 15),
            Gate("Size", max: "200", line: 16));

        Assert.Equal(
            ["10 INGOT4001", "10 INGOT4008", "11 INGOT4003", "12 INGOT4007", "13 INGOT4004", "14 INGOT4006", "15 INGOT4001", "16 "],
            verdicts.Select(v => $"{v.Line} {v.Code}"));
        Assert.Equal(verdicts.Where(v => v.Code is not null).Select(v => (v.Line, v.Code)), test.Found.Items.Select(d => (d.Location.Line, (string?)d.Code)));
        Assert.Equal(GateOutcome.Passed, verdicts[^1].Outcome);
    }

    [Fact]
    public void A_metric_that_does_not_exist_is_an_error_that_lists_those_that_do()
    {
        var verdict = new GateTest().DecideOne(Gate("auc", min: "0.8"));

        Assert.Equal("INGOT4003", verdict.Code);
        Assert.Equal(
            "There is no metric 'auc' for BinaryClassification; expected one of AUC, AUPRC, LogLoss, Brier, ECE, Accuracy, Precision, Recall, F1, MCC, Cost, Size, Latency.P50, Latency.P99, Throughput.",
            verdict.Message);
    }

    [Fact]
    public void A_metric_of_another_task_does_not_exist() =>
        Assert.Equal("INGOT4003", new GateTest { Task = ModelTask.Regression }.DecideOne(Gate("AUC", min: "0.8")).Code);

    [Fact]
    public void The_recall_of_a_class_that_does_not_exist_is_an_error_that_lists_what_was_measured()
    {
        var test = new GateTest { Task = ModelTask.MulticlassClassification };
        test.Measured.AddRange([Metric("Recall[A]", 0.9), Metric("Recall[B]", 0.9)]);

        var verdict = test.DecideOne(Gate("Recall[C]", min: "0.8"));

        Assert.Equal("INGOT4003", verdict.Code);
        Assert.Contains("measured: Recall[A], Recall[B]", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_that_was_not_measured_is_an_error_that_lists_those_that_were()
    {
        var test = new GateTest();
        test.Measured.AddRange([Metric("AUC", 0.9), Metric("AUC", 0.9, "plan=a"), Metric("AUC", 0.9, "plan=b")]);

        var verdict = test.DecideOne(Gate("AUC", min: "0.8", slice: "plan=c"));

        Assert.Equal("INGOT4004", verdict.Code);
        Assert.Contains("'plan=c'; measured slices: plan=a, plan=b.", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slice_without_rows_is_an_error()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", double.NaN, "plan=a", 0));

        Assert.Equal("INGOT4004", test.DecideOne(Gate("AUC", min: "0", slice: "plan=a")).Code);
    }

    [Fact]
    public void The_size_has_no_slices()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("Size", 1));

        Assert.Equal("INGOT4004", test.DecideOne(Gate("Size", max: "5MB", slice: "plan=a")).Code);
    }

    [Fact]
    public void An_undefined_metric_fails_whatever_the_threshold()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", double.NaN));

        var verdicts = test.Decide(Gate("AUC", min: "0"), Gate("AUC", max: "1"), Gate("AUC", maxRegression: "1"));

        Assert.All(verdicts, v => Assert.Equal(("INGOT4007", GateOutcome.Failed), (v.Code, v.Outcome)));
    }

    [Fact]
    public void A_gate_without_a_threshold_is_an_error()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 1));

        Assert.Equal(("INGOT4006", GateOutcome.Failed), (test.DecideOne(Gate("AUC")).Code, test.DecideOne(Gate("AUC")).Outcome));
    }

    [Fact]
    public void A_duration_that_was_not_measured_is_an_error() =>
        Assert.Equal(GateOutcome.Failed, new GateTest().DecideOne(Gate("Latency.P99", max: "20ms")).Outcome);
}

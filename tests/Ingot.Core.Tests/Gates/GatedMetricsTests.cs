using Ingot.Core.Gates;

namespace Ingot.Core.Tests.Gates;

/// <summary>What people see first of many metrics: what gates ask for, then all rows, and slices that nobody asked for last or not at all.</summary>
public class GatedMetricsTests
{
    private static readonly (string Name, string? Slice)[] Metrics =
        [("F1", null), ("AUC", "plan=b"), ("Recall[not sure]", null), ("AUC", "plan=a"), ("AUC", null), ("F1", "plan=a")];

    private static readonly GatedMetrics Order = new([Gate("AUC Min=0.8", "plan=a"), Gate("Recall[not sure] Min=0.5", null), Gate("AUC MaxRegression=2%", "plan=a")]);

    [Fact]
    public void Gated_metrics_come_first_and_slices_that_no_gate_names_are_folded()
    {
        var (shown, folded) = Order.Order(Metrics, m => m.Name, m => m.Slice, all: false);

        Assert.Equal([("Recall[not sure]", null), ("AUC", "plan=a"), ("F1", null), ("AUC", null)], shown);
        Assert.Equal(2, folded);
    }

    [Fact]
    public void Whoever_asks_for_all_sees_them_in_the_same_order()
    {
        var (shown, folded) = Order.Order(Metrics, m => m.Name, m => m.Slice, all: true);

        Assert.Equal([("Recall[not sure]", null), ("AUC", "plan=a"), ("F1", null), ("AUC", null), ("AUC", "plan=b"), ("F1", "plan=a")], shown);
        Assert.Equal(0, folded);
    }

    private static Verdict Gate(string gate, string? slice) => new() { Gate = gate, Slice = slice, Outcome = GateOutcome.Passed, Message = "m" };
}

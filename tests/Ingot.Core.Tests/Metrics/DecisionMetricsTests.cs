using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

/// <summary>What is measured only where a project asks for it: what decisions cost, and what intervals cover.</summary>
public class DecisionMetricsTests
{
    private static readonly PredictionSet s_binary = new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = ["No", "Yes"],
        Rows = 6,
        RowNumbers = new long[6],
        LabelCodes = [1, 1, 1, 0, 0, 0],
        Scores = [.9f, .6f, .2f, .7f, .4f, .1f],
        Costs = new DecisionCosts(FalsePositive: 1, FalseNegative: 5),
    };

    private static readonly PredictionSet s_numbers = new()
    {
        Task = ModelTask.Regression,
        Rows = 5,
        RowNumbers = new long[5],
        LabelValues = [1, 2, 3, 4, 9],
        Scores = [1, 2, 3, 4, 5],
        Low = [0, 2, 3.5f, 3, 4],
        High = [2, 3, 4, 4, 6],
    };

    [Theory]
    // At 0.5 one miss and one false alarm; at 0.15 two false alarms; at 0.95 three misses.
    [InlineData(0.5, 6 / 6.0)]
    [InlineData(0.15, 2 / 6.0)]
    [InlineData(0.95, 15 / 6.0)]
    public void A_decision_costs_what_the_project_says_in_the_mean(double threshold, double cost)
    {
        var found = Find(s_binary, "Cost", threshold);

        Assert.Equal(cost, found.Value, 12);
        Assert.InRange(found.Low, 0, found.Value);
        Assert.DoesNotContain(MetricEvaluator.Evaluate(s_binary with { Costs = null }, threshold, 1), m => m.Name == "Cost");
    }

    [Fact]
    public void Weights_count() => Assert.Equal((5.0 * 3) / 8, Find(s_binary with { Weights = [1, 1, 3, 0, 2, 1] }, "Cost", 0.5).Value, 12);

    [Fact]
    public void Two_models_are_compared_each_at_its_own_threshold()
    {
        var difference = PairedMetrics.Compare("Cost", s_binary with { Threshold = 0.15 }, s_binary, threshold: 0.5, seed: 1)!;

        Assert.Equal((2 / 6.0, 1.0), (difference.Baseline, difference.Candidate));
        Assert.Null(PairedMetrics.Compare("Cost", s_binary with { Costs = null }, s_binary with { Costs = null }, 0.5, 1));
    }

    [Fact]
    public void Intervals_cover_the_rows_whose_true_value_is_inside_ends_included()
    {
        // Of the five the third is below its interval, and the last above.
        Assert.Equal(0.6, Find(s_numbers, "Coverage").Value, 12);
        Assert.Equal((2 + 1 + 0.5 + 1 + 2) / 5, Find(s_numbers, "IntervalWidth").Value, 12);
        Assert.Equal(6 / 8.0, Find(s_numbers with { Weights = [2, 2, 1, 2, 1] }, "Coverage").Value, 12);
        Assert.DoesNotContain(MetricEvaluator.Evaluate(s_numbers with { Low = [], High = [] }, 0.5, 1), m => MetricCatalog.IsOfBuild(m.Name));
    }

    private static MetricResult Find(PredictionSet predictions, string name, double threshold = 0.5) =>
        MetricEvaluator.Evaluate(predictions, threshold, 1).Single(m => m.Name == name);
}

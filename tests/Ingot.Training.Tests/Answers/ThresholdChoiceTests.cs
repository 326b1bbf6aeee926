using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Training.Answers;

namespace Ingot.Training.Tests.Answers;

/// <summary>A threshold is chosen by what wrong decisions cost, or by what decisions must reach.</summary>
public class ThresholdChoiceTests
{
    private static readonly float[] s_probabilities = [0.9f, 0.8f, 0.8f, 0.6f, 0.5f, 0.4f, 0.3f, 0.2f, 0.1f, 0.1f];
    private static readonly float[] s_labels = [1, 1, 0, 1, 0, 1, 0, 0, 0, 0];

    [Theory]
    // Alike: no positive costs 4; from 0.9 on 3, from 0.8 on 3, from 0.6 on 2, from 0.5 on 3, from 0.4 on 2: of 0.6 and 0.4 the one that is nearer to 0.5 is taken.
    [InlineData(1, 1, 0.55f, 0.2)]
    // A miss costs five: from 0.4 on two false alarms.
    [InlineData(1, 5, 0.35f, 0.2)]
    // A false alarm costs five: from 0.9 on three misses.
    [InlineData(5, 1, 0.85f, 0.3)]
    public void By_costs_it_is_where_decisions_cost_least(double falsePositive, double falseNegative, float threshold, double cost)
    {
        var chosen = Choose(new DecisionCosts(falsePositive, falseNegative));

        Assert.Equal(threshold, chosen.Value, 1e-6);
        Assert.Equal(cost, chosen.Cost!.Value, 12);
    }

    [Fact]
    public void What_0_5_would_cost_is_said_too()
    {
        var chosen = Choose(new DecisionCosts(1, 5));

        Assert.Equal((2.0 + 5) / 10, chosen.CostAtHalf!.Value, 12);
        Assert.Equal("FalsePositive=1; FalseNegative=5", chosen.By);
        Assert.Equal(1, chosen.Recall);
        Assert.Equal(4 / 6.0, chosen.Precision, 12);
    }

    [Theory]
    // 3 of 4 are found from 0.6 on, with a precision of 3/4; all from 0.4 on with 4/6.
    [InlineData(ThresholdMetric.Recall, 0.75, 0.55f)]
    [InlineData(ThresholdMetric.Recall, 0.76, 0.35f)]
    [InlineData(ThresholdMetric.Precision, 0.75, 0.55f)]
    [InlineData(ThresholdMetric.Precision, 0.76, 0.85f)]
    [InlineData(ThresholdMetric.Precision, 0.6, 0.35f)]
    // 5 of 6 negatives are left alone from 0.6 on.
    [InlineData(ThresholdMetric.Specificity, 0.8, 0.55f)]
    [InlineData(ThresholdMetric.Specificity, 1, 0.85f)]
    public void By_a_target_it_is_the_one_whose_other_side_is_best(ThresholdMetric metric, double least, float threshold) =>
        Assert.Equal(threshold, Choose(new ThresholdTarget(metric, least)).Value, 6);

    [Fact]
    public void A_target_that_no_threshold_reaches_is_refused_with_the_best()
    {
        float[] labels = [0, 1, 0, 1, 0, 1, 0, 0, 0, 0];
        var fault = Assert.Throws<IngotException>(() => Choose(new ThresholdTarget(ThresholdMetric.Precision, 0.9), labels)).Diagnostic;

        Assert.Equal("INGOT2082", fault.Code);
        Assert.StartsWith("No threshold reaches Precision>=0.9 on the rows that it would be chosen by (validation rows): the best is Precision 0.5, from the probability", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_count()
    {
        // The negative row at 0.8 and the one at 0.5 weigh nothing, the positive one at 0.4 next to nothing.
        double[] weights = [1, 1, 0, 1, 0, 1e-3, 1, 1, 1, 1];

        Assert.Equal(0.35f, Choose(new DecisionCosts(1, 1), s_labels, weights).Value, 6);
        Assert.Equal(0.5f, Choose(new DecisionCosts(1, 1), [1, 1, 0, 1, 0, 0, 0, 0, 0, 0], weights).Value, 6);
    }

    [Fact]
    public void It_divides_the_rows_in_32_bits_as_the_file_does()
    {
        var next = MathF.BitIncrement(0.5f);

        Assert.Equal(next, (float)Choose(new DecisionCosts(1, 1), [1, 0], null, [next, 0.5f]).Value);
    }

    [Fact]
    public void Decisions_that_are_the_same_for_every_row_and_few_rows_are_told()
    {
        var (diagnostics, precise) = (new DiagnosticList(), new DiagnosticList());
        var none = Choose(new DecisionCosts(1000, 1), [0, 1, 0, 0, 0, 0, 0, 0, 0, 0], null, s_probabilities, diagnostics);
        _ = Choose(new ThresholdTarget(ThresholdMetric.Precision, 0.5), s_labels, null, s_probabilities, precise);
        var certain = Choose(new DecisionCosts(1000, 1), [0, 1], null, [1, 0.2f], diagnostics);

        Assert.Equal(0.95f, none.Value, 6);
        Assert.True(double.IsNaN(none.Precision));
        Assert.True(certain.Value > 1);
        Assert.Contains("6 rows of 10 (validation rows) are predicted positive", precise.Items[1].Message, StringComparison.Ordinal);
        Assert.Equal(4, diagnostics.Items.Count);
        Assert.All(diagnostics.Items, d => Assert.Equal("INGOT2083", d.Code));
        Assert.Contains("every one of 10 rows (validation rows) is predicted 'no'", diagnostics.Items[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0f, "are all of the class 'no'")]
    [InlineData(1f, "are all of the class 'yes'")]
    public void Rows_of_one_class_choose_nothing(float label, string said)
    {
        var fault = Assert.Throws<IngotException>(() => Choose(new DecisionCosts(1, 1), Array.ConvertAll(s_labels, _ => label))).Diagnostic;

        Assert.Equal("INGOT2082", fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    private static ThresholdReport Choose(object by, float[]? labels = null, double[]? weights = null, float[]? probabilities = null, DiagnosticList? diagnostics = null)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, rows: 10);
        (data.ThresholdCosts, data.ThresholdTarget) = (by as DecisionCosts, by as ThresholdTarget);
        (labels, probabilities) = (labels ?? s_labels, probabilities ?? s_probabilities);
        return new ThresholdChoice(data.Spec("LightGbm"), data.Schema, labels, weights)
            .Choose([.. Enumerable.Range(0, labels.Length)], probabilities, HeldOutScores.Validation, diagnostics ?? new DiagnosticList());
    }
}

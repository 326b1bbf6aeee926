using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Scoring;
using Ingot.Training.Answers;

namespace Ingot.Training.Tests.Answers;

/// <summary>Predicted numbers have intervals that cover what the project asks for, by split conformal prediction.</summary>
public class IntervalTests
{
    [Theory]
    // The ceil((9 + 1) 0.9)-th of 9 errors is the ninth; of 19 at 0.9 the eighteenth; of 19 at 0.5 the tenth; of 99 at 0.99 the 99th.
    [InlineData(9, 0.9, 9)]
    [InlineData(19, 0.9, 18)]
    [InlineData(19, 0.5, 10)]
    [InlineData(99, 0.99, 99)]
    [InlineData(1000, 0.8, 801)]
    public void The_half_width_is_the_error_of_the_rank_that_guarantees_the_coverage(int rows, double coverage, double error) =>
        Assert.Equal(error, Fit(coverage, [.. Enumerable.Range(1, rows).Select(i => (double)i)]).HalfWidth);

    [Fact]
    public void Ties_are_one_error() => Assert.Equal(2, Fit(0.9, [1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 7]).HalfWidth);

    [Theory]
    [InlineData(8, 0.9, "9")]
    [InlineData(98, 0.99, "99")]
    [InlineData(0, 0.5, "1")]
    public void Too_few_rows_are_refused_with_how_many_it_takes(int rows, double coverage, string needed)
    {
        var fault = Assert.Throws<IngotException>(() => Fit(coverage, [.. Enumerable.Range(1, rows).Select(i => (double)i)])).Diagnostic;

        Assert.Equal("INGOT2084", fault.Code);
        Assert.Contains($"so few say nothing of so rare an error; {needed} of even weight would", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_count_as_rows_and_rows_without_weight_not_at_all()
    {
        double[] errors = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 100];

        // 2 for each of ten: as twice as many rows, and the new one counts twice too.
        Assert.Equal(10, Fit(0.9, errors, [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0]).HalfWidth);

        // The heaviest one weighs half of all: 0.5 * (20 + 10) is reached with it only.
        Assert.Equal(10, Fit(0.5, errors, [1, 1, 1, 1, 1, 1, 1, 1, 2, 10, 0]).HalfWidth);
        Assert.Equal(6, Fit(0.5, errors, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]).HalfWidth);
    }

    [Theory]
    [InlineData("LightGbm", RefitMode.False, 0, null)]
    [InlineData("LightGbm", RefitMode.Auto, 0, null)]
    [InlineData("FastTree", RefitMode.Auto, 3, null)]
    [InlineData("LinearRegression", RefitMode.Auto, 0, null)]
    [InlineData("LightGbm", RefitMode.False, 0, "Poisson")]
    public void The_file_has_intervals_that_cover_20000_new_rows(string trainer, RefitMode refit, int folds, string? objective)
    {
        // Rows of the same kind that the model has not seen, with missing values and with plans that it does not know.
        using var drawn = TrainingCase.Of(ModelTask.Regression, rows: 23_000);
        using var plans = drawn.Replaced(CalibratedModelTests.Unseen((StringColumn)drawn.Table["plan"], from: 3000));
        using var all = plans.Replaced(new NumberColumn("label", Array.ConvertAll(((NumberColumn)plans.Table["label"]).Values, v => Math.Max(v, 0))));
        int[] known = [.. Enumerable.Range(0, 3000)], unknown = [.. Enumerable.Range(3000, 20_000)];
        using var data = TrainingCase.With(ModelTask.Regression, [.. all.Table.Columns.Select(c => c.Take(known))]);
        (data.Refit, data.Folds, data.PredictionInterval) = (refit, folds, 0.9);
        (string, string)[] parameters = trainer == "LinearRegression" ? [] : [("Iterations", "40"), ("Leaves", "8"), .. objective is null ? Array.Empty<(string, string)>() : [("Objective", objective)]];
        var report = data.Train(trainer, parameters: parameters).Interval!;

        var rows = new Table([.. all.Table.Columns.Select(c => c.Take(unknown))]);
        using var scorer = new OnnxScorer(data.Path, 2);
        var (score, low, high) = (scorer.Score(rows, data.Schema), scorer.Read(rows, data.Schema, OutputNames.PredictionLow), scorer.Read(rows, data.Schema, OutputNames.PredictionHigh));
        var truth = ((NumberColumn)rows["label"]).Values;
        Assert.Equal("0.9", scorer.Metadata[ModelAnswer.IntervalKey]);
        Assert.All(Enumerable.Range(0, rows.Rows), r =>
        {
            Assert.Equal(Math.Max(score[r] - report.HalfWidth, objective is null ? double.NegativeInfinity : 0), low[r], 1e-4);
            Assert.Equal(score[r] + report.HalfWidth, high[r], 1e-4);
        });

        // Coverage is promised of rows of the same kind: a plan that the model does not know is none.
        var plan = (StringColumn)rows["plan"];
        Assert.InRange(Enumerable.Range(0, rows.Rows).Where(r => plan[r] != "plan 東京").Average(r => truth[r] >= low[r] && truth[r] <= high[r] ? 1.0 : 0), 0.85, 0.95);
        Assert.Equal(refit == RefitMode.False ? 300 : 3000, report.Rows);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.MulticlassClassification)]
    public void Classes_have_no_intervals(ModelTask task)
    {
        using var data = TrainingCase.Of(task, rows: 60);
        data.PredictionInterval = 0.9;
        var fault = Assert.Throws<IngotException>(() => data.Train("LightGbm")).Diagnostic;

        Assert.Equal("INGOT2084", fault.Code);
        Assert.Contains($"the task is {task}: intervals are of predicted numbers", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_feature_that_has_the_name_of_an_output_is_told()
    {
        using var data = TrainingCase.With(ModelTask.Regression, new NumberColumn("prediction_low", [1, 2, 3, 4]), new NumberColumn("label", [1, 2, 3, 4]));
        data.PredictionInterval = 0.9;

        Assert.Contains("a feature is called 'prediction_low'", Assert.Throws<IngotException>(() => data.Train("Constant")).Message, StringComparison.Ordinal);
    }

    private static IntervalReport Fit(double coverage, double[] errors, double[]? weights = null)
    {
        using var data = TrainingCase.Of(ModelTask.Regression, rows: 10);
        data.PredictionInterval = coverage;

        // On both sides of the prediction, in no order.
        var said = errors.Select((e, i) => 50 + (i % 2 == 0 ? e : -e)).Reverse().ToArray();
        return new ConformalFit(data.Spec("LightGbm"), weights?.Reverse().ToArray()).Fit(
            new HeldOutScores([.. Enumerable.Range(0, errors.Length)], said, HeldOutScores.Validation), [.. said.Select(_ => 50.0)], data.Diagnostics);
    }
}

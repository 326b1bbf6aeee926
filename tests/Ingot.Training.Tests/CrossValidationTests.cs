using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests;

/// <summary>Estimates by folds: of every metric, without a row of a fold in what predicts it, with the interval that the folds give.</summary>
public class CrossValidationTests
{
    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification, "AUC")]
    [InlineData("FastTree", ModelTask.MulticlassClassification, "Accuracy")]
    [InlineData("LinearRegression", ModelTask.Regression, "R2")]
    public void Every_metric_has_a_mean_and_an_interval_and_the_folds_choose_the_iterations(string trainer, ModelTask task, string metric)
    {
        using var data = TrainingCase.Of(task, rows: 400);
        data.Folds = 4;
        var outcome = data.Run(trainer, parameters: trainer == "LinearRegression" ? [] : [("Iterations", "20"), ("Leaves", "6")]);
        var folds = outcome.Folds!;

        Assert.Equal([100, 100, 100, 100], folds.Folds.Select(f => f.Test.Rows));
        Assert.Equal(1 / 3.0, folds.TestPerTraining, 1e-12);
        var estimate = folds.Metrics.Single(m => m.Name == metric);
        Assert.Equal(estimate.Mean, estimate.Values.Average(), 1e-12);
        Assert.InRange(estimate.Mean, 0.6, 1);
        Assert.InRange(estimate.Mean, estimate.Low, estimate.High);
        Assert.True(estimate.StandardError > 0);
        if (trainer == "LinearRegression")
        {
            Assert.Equal((0, "trainer"), (folds.Iterations, outcome.Report.Refit!.Iterations));
            return;
        }

        Assert.Equal((folds.Iterations, "mean of 4 folds"), (outcome.Report.Iterations, outcome.Report.Refit!.Iterations));
        Assert.InRange(folds.Iterations, folds.Folds.Min(f => f.Iterations), folds.Folds.Max(f => f.Iterations));
        var hash = data.Hash;
        Assert.Equal(folds.Metrics.Select(m => m.Mean), data.Run(trainer, threads: 2, parameters: [("Iterations", "20"), ("Leaves", "6")]).Folds!.Metrics.Select(m => m.Mean));
        Assert.Equal(hash, data.Hash);
    }

    [Fact]
    public void What_only_the_groups_tell_is_worth_nothing_on_new_groups()
    {
        // The label is the group's own number, which nothing tells but the group itself: a feature that is the same in all of its rows.
        var random = new Random(5);
        var groups = Enumerable.Range(0, 600).Select(i => i % 60).ToArray();
        var label = Enumerable.Range(0, 60).Select(_ => random.NextDouble()).ToArray();
        using var data = TrainingCase.With(
            ModelTask.Regression,
            new NumberColumn("x", Array.ConvertAll(groups, g => g * 7 % 60.0)),
            new StringColumn("who", groups, [.. Enumerable.Range(0, 60).Select(g => $"g{g}")]),
            new NumberColumn("label", Array.ConvertAll(groups, g => label[g])));
        data.Folds = 5;
        double R2() => data.Run("LightGbm", parameters: [("MinDataInLeaf", "1"), ("Iterations", "40")]).Folds!.Metrics.Single(m => m.Name == "R2").Mean;

        var byGroup = R2();
        data.Split = SplitKind.Random;
        Assert.True(R2() > 0.95 && byGroup < 0.3, $"{byGroup} by group");
    }

    [Fact]
    public void Each_time_is_predicted_from_what_was_before_it_and_the_report_says_from_when()
    {
        using var data = Days(120);
        (data.Split, data.SplitGap, data.Folds) = (SplitKind.Time, TimeSpan.FromDays(7), 3);
        var outcome = data.Run("Constant");

        Assert.Equal(
            [("2025-01-01T00:00:00", "2025-01-23T00:00:00", "2025-01-31T00:00:00", "2025-03-01T00:00:00"), ("2025-01-01T00:00:00", "2025-02-22T00:00:00", "2025-03-02T00:00:00", "2025-03-31T00:00:00"), ("2025-01-01T00:00:00", "2025-03-24T00:00:00", "2025-04-01T00:00:00", "2025-04-30T00:00:00")],
            outcome.Folds!.Folds.Select(f => (f.Training.From, f.Training.To, f.Test.From, f.Test.To)));
        var split = outcome.Report.Split!;
        Assert.Equal(("Time", "at", "7 d", 101, 12, 7), (split.Kind, split.Column, split.Gap, split.Training.Rows, split.Validation.Rows, split.LeftOut));
        Assert.Equal(("2025-04-19T00:00:00", "2025-04-30T00:00:00"), (split.Validation.From, split.Validation.To));
        Assert.Equal(120, outcome.Report.Refit!.Rows);

        var side = (StringColumn)outcome.Rows!.Columns[0];
        var fold = (NumberColumn)outcome.Rows.Columns[1];
        Assert.Equal(["training", "left out", "validation"], new[] { 0, 105, 119 }.Select(r => side[r]));
        Assert.Equal([double.NaN, 1, 2, 3], new[] { 0, 30, 60, 119 }.Select(r => fold.Values[r]));
        Assert.DoesNotContain(data.Diagnostics.Items, d => d.Code.StartsWith("INGOT204", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_folds_the_validation_rows_choose_and_there_is_no_column_of_folds()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, rows: 300);
        var outcome = data.Run("LightGbm", parameters: [("Iterations", "10")]);
        Assert.Null(outcome.Folds);
        Assert.Equal("side", Assert.Single(outcome.Rows!.Columns).Name);
        Assert.Equal(("Random", "the default", 270, 30), (outcome.Report.Split!.Kind, outcome.Report.Split.Why, outcome.Report.Split.Training.Rows, outcome.Report.Split.Validation.Rows));
        Assert.Equal("validation rows", outcome.Report.Refit!.Iterations);
    }

    [Fact]
    public void Few_groups_rows_without_one_and_classes_that_are_on_one_side_only_are_told()
    {
        int[] groups = [.. Enumerable.Range(0, 200).Select(i => i == 3 ? -1 : i % 4)];
        int[] label = [.. Enumerable.Range(0, 200).Select(i => i % 4 == 2 ? 2 : i % 3 == 0 ? 1 : 0)];
        using var data = TrainingCase.With(
            ModelTask.MulticlassClassification,
            new NumberColumn("x", [.. Enumerable.Range(0, 200).Select(i => i % 11 / 3.0)]),
            new StringColumn("who", groups, ["a", "b", "c", "d"]),
            new StringColumn("label", label, ["no", "yes", "other"]));
        data.Folds = 4;
        data.Run("LogisticRegression");

        Assert.StartsWith("1 of 200 training rows has no group 'who': each is taken for a group of its own", Message("INGOT2046"), StringComparison.Ordinal);
        Assert.StartsWith("The training rows are of 5 groups of 'who', of which ", Message("INGOT2047"), StringComparison.Ordinal);
        Assert.Contains("no row of class 'other'", Message("INGOT2048"), StringComparison.Ordinal);

        string Message(string code) => Assert.Single(data.Diagnostics.Items, d => d.Code == code && d.Severity == DiagnosticSeverity.Warning).Message;
    }

    [Theory]
    [InlineData(SplitKind.Group, 1, 0, 0, "are of one group of 'who'")]
    [InlineData(SplitKind.Group, 3, 5, 0, "ModelFolds is 5, and the training rows are of 3 groups of 'who'")]
    [InlineData(SplitKind.Time, 1, 0, 0, "all are of the same time")]
    [InlineData(SplitKind.Time, 40, 0, 90, "no row is older than the newest tenth of them by ModelSplitGap (90 d)")]
    [InlineData(SplitKind.Time, 40, 8, 12, "do not give so many folds one after the other by 'at' with rows before each and a gap of 12 d")]
    [InlineData(SplitKind.Random, 40, 50, 0, "ModelFolds is 50, and there are 40 training rows")]
    public void What_cannot_be_divided_as_asked_is_an_error(SplitKind kind, int different, int folds, int gapDays, string said)
    {
        var parts = Enumerable.Range(0, 40).Select(i => i % different).ToArray();
        TableColumn by = kind == SplitKind.Time
            ? new DateColumn("at", Array.ConvertAll(parts, p => DateColumn.Microseconds(new DateTime(2025, 1, 1).AddDays(p))))
            : new StringColumn("who", parts, [.. Enumerable.Range(0, 40).Select(p => $"g{p}")]);
        using var data = TrainingCase.With(
            ModelTask.Regression, by, new NumberColumn("x", [.. Enumerable.Range(0, 40).Select(i => i / 3.0)]), new NumberColumn("label", [.. Enumerable.Range(0, 40).Select(i => i % 7.0)]));
        (data.Split, data.Folds, data.SplitGap) = (kind, folds, TimeSpan.FromDays(gapDays));

        var fault = Assert.Throws<IngotException>(() => data.Run("LinearRegression")).Diagnostic;
        Assert.Equal("INGOT2045", fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_to_learn_from_of_one_class_are_an_error()
    {
        // The newest tenth has all of the second class.
        using var data = TrainingCase.With(
            ModelTask.BinaryClassification,
            new DateColumn("at", [.. Enumerable.Range(0, 100).Select(i => (long)i)]),
            new NumberColumn("x", [.. Enumerable.Range(0, 100).Select(i => i % 7.0)]),
            new StringColumn("label", [.. Enumerable.Range(0, 100).Select(i => i >= 92 ? 1 : 0)], ["no", "yes"]));
        data.Split = SplitKind.Time;
        Assert.Contains("are of class 'no'", Assert.Throws<IngotException>(() => data.Run("LightGbm")).Diagnostic.Message, StringComparison.Ordinal);
    }

    private static TrainingCase Days(int rows)
    {
        var random = new Random(2);
        double[] x = [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())];
        return TrainingCase.With(
            ModelTask.Regression,
            new DateColumn("at", [.. Enumerable.Range(0, rows).Select(i => DateColumn.Microseconds(new DateTime(2025, 1, 1).AddDays(i)))]),
            new NumberColumn("x", x),
            new NumberColumn("label", Array.ConvertAll(x, v => (3 * v) + (random.NextDouble() * 0.1))));
    }
}

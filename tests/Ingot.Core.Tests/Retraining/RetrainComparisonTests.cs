using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Retraining;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Retraining;

public class RetrainComparisonTests
{
    private static readonly float[] Before = [3.1f, 2.0f, 4.4f, 5.2f, 1.9f, 6.0f, 2.7f, 3.3f];
    private static readonly float[] Now = [2.6f, 2.1f, 3.9f, 4.1f, 1.5f, 5.2f, 2.9f, 2.8f];

    /// <summary>scipy 1.10.1: ttest_rel(before, now, alternative='greater') of the absolute errors, and t.interval(0.95, 7, mean, sem) of their differences.</summary>
    [Fact]
    public void Better_is_what_a_paired_test_proves()
    {
        var found = RetrainComparison.Of(Metric("MAE"), Rows(Before, Now))!;

        Assert.Equal((8, 3.575, 3.1375), (found.Rows, Math.Round(found.Production, 6), Math.Round(found.Candidate, 6)));
        Assert.Equal(0.4375, found.Improvement, 6);
        Assert.Equal(0.0801770184456485, found.Low, 6);
        Assert.Equal(0.7948229815543517, found.High, 6);
        Assert.Equal(0.011571857246742917, found.PValue, 6);
        Assert.True(found.IsBetter);
    }

    [Fact]
    public void Worse_is_not_better_and_the_same_is_neither()
    {
        var worse = RetrainComparison.Of(Metric("MAE"), Rows(Now, Before))!;
        Assert.Equal(-0.4375, worse.Improvement, 6);
        Assert.False(worse.IsBetter);

        var same = RetrainComparison.Of(Metric("RMSE"), Rows(Now, Now))!;
        Assert.Equal((0, 1, false), (same.Improvement, same.PValue, same.IsBetter));
        Assert.False(double.IsNegative(same.Low));
    }

    [Fact]
    public void What_is_undefined_on_the_rows_is_not_compared() => Assert.Null(RetrainComparison.Of(Metric("R2"), Rows(Before[..1], Now[..1])));

    private static MetricDefinition Metric(string name) => MetricCatalog.Find(name, ModelTask.Regression)!;

    // The label is 0 everywhere: a prediction is its own error.
    private static PairedPredictions Rows(float[] before, float[] now)
    {
        var answers = new PredictionSet
        {
            Task = ModelTask.Regression,
            Classes = [],
            Rows = now.Length,
            RowNumbers = [.. Enumerable.Range(0, now.Length).Select(i => (long)i)],
            LabelCodes = [],
            LabelValues = new double[now.Length],
            Scores = now,
        };
        return new PairedPredictions
        {
            Candidate = answers,
            Baseline = answers with { Scores = before },
            Slices = new Dictionary<string, int[]>(),
            ReferenceRows = now.Length,
            Threshold = 0.5,
            Seed = 1,
        };
    }
}

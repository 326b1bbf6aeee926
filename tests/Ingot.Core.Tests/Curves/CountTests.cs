using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Curves;

/// <summary>Expected values: scikit-learn 1.2.1 (confusion_matrix), NumPy 1.24.2 (histogram) and SciPy 1.10.1 (norm.ppf, t.interval).</summary>
public class CountTests
{
    private static readonly PredictionSet Binary = new()
    {
        Task = ModelTask.BinaryClassification,
        Classes = ["No", "Yes"],
        Rows = 12,
        RowNumbers = [.. Enumerable.Range(0, 12).Select(i => (long)i)],
        LabelCodes = [1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0],
        Scores = [.9f, .8f, .8f, .7f, .6f, .55f, .5f, .5f, .5f, .4f, .2f, .1f],
    };

    [Fact]
    public void The_confusion_matrix_is_that_of_scikit_learn()
    {
        Assert.Equal([[2, 4], [1, 5]], ConfusionMatrix.Of(Binary, 0.5).Counts);
        Assert.Equal([[2, 5], [0.5, 7.5]], ConfusionMatrix.Of(Binary with { Weights = [1, 2, 1, 0.5, 1, 3, 1, 1, 2, 1, 0.5, 1] }, 0.5).Counts);
    }

    [Fact]
    public void Several_classes_go_by_the_most_probable_one()
    {
        int[] predicted = [0, 2, 2, 1, 1, 0, 2];
        var predictions = new PredictionSet
        {
            Task = ModelTask.MulticlassClassification,
            Classes = ["a", "b", "c"],
            Rows = 7,
            RowNumbers = [0, 1, 2, 3, 4, 5, 6],
            LabelCodes = [0, 1, 2, 2, 1, 0, 2],
            Scores = [.. predicted.SelectMany(p => Enumerable.Range(0, 3).Select(c => c == p ? 0.6f : 0.2f))],
        };

        var matrix = ConfusionMatrix.Of(predictions, double.NaN);

        Assert.Equal([[2, 0, 0], [0, 1, 1], [0, 1, 2]], matrix.Counts);
        Assert.Equal(3, matrix.RowsOf(2));
        var best = ClassScores.OfMostProbable(predictions);
        Assert.Equal([true, false, true, false, true, true, true], best.Positive);
        Assert.All(best.Scores, s => Assert.Equal(0.6f, s));
        Assert.Equal([false, true, false, false, true, false, false], ClassScores.Of(predictions, 1).Positive);
    }

    [Fact]
    public void Rows_without_score_label_or_weight_are_left_out()
    {
        var awkward = Binary with
        {
            Scores = [float.NaN, .. Binary.Scores[1..]],
            LabelCodes = [.. Binary.LabelCodes[..11], -1],
            Weights = [1, 1, 0, .. Enumerable.Repeat(1.0, 9)],
        };

        Assert.Equal(9, ClassScores.Of(awkward, 1).Rows);
        Assert.Equal(9, ConfusionMatrix.Of(awkward, 0.5).Counts.Sum(r => r.Sum()));
    }

    [Fact]
    public void A_histogram_is_that_of_numpy()
    {
        double[] values = [-1, -0.2, 0, 0.1, 0.25, 0.5, 0.75, 0.99, 1, 1.5];

        var ones = Histogram.Of(values, [.. Enumerable.Repeat(1.0, 10)], 0, 1, 4);
        var weighted = Histogram.Of(values, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0, 1, 4);

        Assert.Equal([2, 1, 1, 3], ones.Counts);
        Assert.Equal((2.0, 1.0, 0.25), (ones.Below, ones.Above, ones.Width));
        Assert.Equal([7, 5, 6, 24], weighted.Counts);
        Assert.Equal([0, 0, 0, 0], Histogram.Of([], [], 0, 1, 4).Counts);
    }

    [Fact]
    public void Residual_quantiles_stand_at_normal_quantiles()
    {
        var residuals = new Residuals([0, 0, 0, 0, 0], [3, -1, 0, 2, 1], [1, 1, 1, 1, 1]);

        var points = ResidualQuantiles.Of(residuals);

        Assert.Equal([-1, 0, 1, 2, 3], points.Select(p => p.Y));
        Assert.All(
            points.Zip([-1.2815515655446004, -0.5244005127080409, 0, 0.5244005127080407, 1.2815515655446004]),
            p => Assert.Equal(p.Second, p.First.X, 9));
    }

    [Fact]
    public void Many_residuals_are_thinned_but_for_their_tails()
    {
        int[] n = [.. Enumerable.Range(0, 20_000)];
        var residuals = new Residuals(new double[20_000], Array.ConvertAll(n, i => (double)i), [.. Enumerable.Repeat(1.0, 20_000)]);

        var points = ResidualQuantiles.Of(residuals, 100);

        Assert.InRange(points.Count, 90, 100);
        Assert.Equal((0.0, 19_999.0), (points[0].Y, points[^1].Y));
        Assert.All(points.Zip(points.Skip(1)), p => Assert.True(p.First.X < p.Second.X));
        Assert.InRange(points[1].Y, 1, 20);
    }

    [Fact]
    public void Bands_hold_as_many_rows_each_and_never_part_a_predicted_value()
    {
        int[] n = [.. Enumerable.Range(0, 1_003)];
        var ones = Enumerable.Repeat(1.0, 1_003).ToArray();

        var even = ResidualBands.Of(new Residuals(Array.ConvertAll(n[..1_000], i => (double)i), Array.ConvertAll(n[..1_000], i => (i % 10) - 4.5), ones[..1_000]));
        var distinct = ResidualBands.Of(new Residuals(Array.ConvertAll(n, i => (double)i), new double[1_003], ones));
        var tied = ResidualBands.Of(new Residuals(Array.ConvertAll(n, i => (double)(i / 400)), new double[1_003], ones));

        Assert.Equal(20, distinct.Count);
        Assert.All(distinct, b => Assert.InRange(b.Rows, 50, 51));
        Assert.Equal(1_003, distinct.Sum(b => b.Rows));
        Assert.All(even, b => Assert.Equal((50, 0.0, -4.5, 3.5), (b.Rows, b.Mean.Value, b.Low, b.High)));
        Assert.Equal([400, 400, 203], tied.Select(b => b.Rows));
        Assert.Equal([0, 1, 2], tied.Select(b => b.Predicted));
        Assert.Empty(ResidualBands.Of(new Residuals([], [], [])));
    }

    [Fact]
    public void Repeats_have_students_interval()
    {
        var interval = Interval.OfRepeats([0.01, 0.03, 0.02, 0.05, 0.015]);

        Assert.Equal(0.025, interval.Value, 12);
        Assert.Equal(0.007071067811865476, interval.StandardError, 12);
        Assert.Equal(0.00536756838522439, interval.Low, 9);
        Assert.Equal(0.04463243161477561, interval.High, 9);
        Assert.True(double.IsNaN(Interval.OfRepeats([1]).Low));
    }

    [Fact]
    public void A_sample_of_rows_is_the_same_for_its_seed_and_has_no_row_twice()
    {
        var sample = RowSample.Of(1_000, 100, 3);

        Assert.Equal(sample, RowSample.Of(1_000, 100, 3));
        Assert.NotEqual(sample, RowSample.Of(1_000, 100, 4));
        Assert.Equal(100, sample.Distinct().Count());
        Assert.Equal(sample.Order(), sample);
        Assert.InRange(sample.Average(), 400, 600);
        Assert.Equal([0, 1, 2], RowSample.Of(3, 100, 3));
        Assert.Equal(Enumerable.Range(0, 50), RowSample.Permutation(50, 1).Order());
    }
}

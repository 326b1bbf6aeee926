using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Core.Tests.Estimation;

/// <summary>
/// Direct loss estimation of a model that predicts 10 + x where the truth is that and noise whose deviation is 0.2 + x. The learner of the tests knows only
/// that the loss grows with x, and errs in how much.
/// </summary>
public class LossEstimatorTests
{
    private static readonly LossKind[] Kinds = [LossKind.Absolute, LossKind.Squared, LossKind.Relative];

    [Fact]
    public void Intervals_hold_the_realised_metric_as_often_as_they_say()
    {
        const int Replications = 100;
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var r = 0; r < Replications; r++)
        {
            // Difficult rows are more frequent in the chunk than they were in the reference.
            var (reference, chunk) = (Draw(2000, (ulong)r + 1), Draw(400, (ulong)r + 100_001, atLeast: 0.5));
            var estimates = LossEstimator.Fit(reference.Rows, Unseen(reference, r)).Estimate(chunk.Rows, Learned(chunk));
            var realised = MetricEvaluator.Evaluate(chunk.Rows, 0, 1);
            foreach (var estimate in estimates)
            {
                var value = realised.Single(m => m.Name == estimate.Name).Value;
                held[estimate.Name] = held.GetValueOrDefault(estimate.Name) + (estimate.Low <= value && value <= estimate.High ? 1 : 0);
            }
        }

        Assert.Equal(["MAE", "MAPE", "RMSE"], held.Keys.Order(StringComparer.Ordinal));
        Assert.All(held, m => Assert.True(m.Value is >= 88, $"{m.Key}: {m.Value} of {Replications}"));
    }

    [Fact]
    public void On_the_reference_it_is_right_on_average()
    {
        var reference = Draw(2000, 1);
        var unseen = Unseen(reference, 1);
        var estimates = LossEstimator.Fit(reference.Rows, unseen).Estimate(reference.Rows, unseen);

        Assert.All(estimates, e => Assert.Equal(1, e.Value / MetricEvaluator.Evaluate(reference.Rows, 0, 1).Single(m => m.Name == e.Name).Value, 2));
    }

    [Fact]
    public void An_expected_loss_beyond_all_of_the_reference_is_taken_as_the_greatest()
    {
        var (reference, chunk) = (Draw(2000, 1), Draw(200, 2));
        var estimator = LossEstimator.Fit(reference.Rows, Unseen(reference, 1));
        double Mae(double expected) => estimator.Estimate(chunk.Rows, new Dictionary<LossKind, double[]> { [LossKind.Absolute] = [.. Enumerable.Repeat(expected, 200)] }).Single().Value;

        Assert.Equal(Mae(100), Mae(1e9), 12);
        Assert.InRange(Mae(100), 0.5, 1.5);
    }

    [Fact]
    public void True_values_near_zero_leave_MAPE_out()
    {
        var reference = Draw(500, 1);
        var near = reference.Rows with { LabelValues = [.. reference.Rows.LabelValues.Select((y, i) => i == 7 ? 1e-12 : y)] };
        var estimator = LossEstimator.Fit(near, Learned(reference));

        Assert.True(estimator.FewRowsMakeRelativeError);
        Assert.Equal(["RMSE", "MAE"], estimator.Estimate(near, Learned(reference)).Select(e => e.Name));
        Assert.False(LossEstimator.Fit(reference.Rows, Learned(reference)).FewRowsMakeRelativeError);
    }

    [Fact]
    public void Rows_without_an_expected_loss_or_a_score_are_left_out()
    {
        var (reference, chunk) = (Draw(500, 1), Draw(200, 2));
        var estimator = LossEstimator.Fit(reference.Rows, Unseen(reference, 1));
        var learned = Learned(chunk);
        var broken = chunk.Rows with { Scores = [.. chunk.Rows.Scores.Select((s, i) => i == 3 ? float.NaN : s)] };
        learned[LossKind.Absolute][5] = double.NaN;

        Assert.Equal(198, estimator.Estimate(broken, learned).Single(m => m.Name == "MAE").Rows);
        Assert.All(estimator.Estimate(chunk.Rows, learned, []), m => Assert.True(double.IsNaN(m.Value) && m.Rows == 0));
    }

    [Fact]
    public void One_row_of_reference_has_no_error_to_tell()
    {
        var (reference, chunk) = (Draw(1, 1), Draw(50, 2));
        var estimate = LossEstimator.Fit(reference.Rows, Learned(reference)).Estimate(chunk.Rows, Learned(chunk)).Single(m => m.Name == "MAE");

        Assert.True(double.IsFinite(estimate.Value) && double.IsNaN(estimate.StandardError));
    }

    [Fact]
    public void Folds_estimate_each_row_by_what_has_not_seen_it()
    {
        var reference = Draw(100, 1);
        var rows = reference.Rows with { LabelValues = [.. reference.Rows.LabelValues.Select((y, i) => i == 9 ? double.NaN : y)] };
        var learner = new RememberingLearner();
        var estimates = LossFolds.Estimate(learner, reference.Features, rows, LossKind.Absolute, 1);

        Assert.Equal(LossFolds.Count, learner.Learned.Count);
        Assert.True(double.IsNaN(estimates[9]));
        Assert.Equal(99, estimates.Count(e => e == 1));
        Assert.DoesNotContain(learner.Learned, xs => xs.Contains(((NumberColumn)reference.Features["x"]).Values[9]));
    }

    [Fact]
    public void Classes_have_no_loss_of_their_own_and_no_losses_fit_nothing()
    {
        var reference = Draw(5, 1);

        Assert.Throws<ArgumentException>(() => LossEstimator.Fit(reference.Rows with { Task = ModelTask.BinaryClassification }, Learned(reference)));
        Assert.Throws<ArgumentException>(() => LossEstimator.Fit(reference.Rows with { LabelValues = [.. Enumerable.Repeat(double.NaN, 5)] }, Learned(reference)));
    }

    private static Dictionary<LossKind, double[]> Unseen((Table Features, PredictionSet Rows) rows, int seed) =>
        Kinds.ToDictionary(k => k, k => LossFolds.Estimate(new LineLearner(), rows.Features, rows.Rows, k, seed));

    private static Dictionary<LossKind, double[]> Learned((Table Features, PredictionSet Rows) rows) =>
        Kinds.ToDictionary(k => k, _ => ((NumberColumn)rows.Features["x"]).Values.ToArray());

    private static (Table Features, PredictionSet Rows) Draw(int n, ulong seed, double atLeast = 0)
    {
        var random = new SplitMix64(seed * 7919);
        double Uniform() => ((random.Next() >> 11) + 0.5) / (1UL << 53);
        var x = Enumerable.Range(0, n).Select(_ => atLeast + ((1 - atLeast) * Uniform())).ToArray();
        var rows = new PredictionSet
        {
            Task = ModelTask.Regression,
            Rows = n,
            RowNumbers = new long[n],
            Scores = Array.ConvertAll(x, v => (float)(10 + v)),
            LabelValues = Array.ConvertAll(x, v => 10 + v + ((0.2 + v) * 2 * (Uniform() + Uniform() + Uniform() - 1.5))),
        };
        return (new Table([new NumberColumn("x", x)]), rows);
    }

    /// <summary>Says x itself, whatever it has learned from: a right order of the rows, and a wrong amount.</summary>
    private sealed class LineLearner : ILossLearner
    {
        public ILossModel Learn(Table features, float[] predictions, double[] losses, double[] weights, int seed) => new LineModel();
    }

    private sealed class LineModel : ILossModel
    {
        public double[] Estimate(Table features, float[] predictions) => [.. ((NumberColumn)features["x"]).Values];
    }

    /// <summary>Says 1 of a row that it has not learned from, and 0 of others.</summary>
    private sealed class RememberingLearner : ILossLearner
    {
        public List<HashSet<double>> Learned { get; } = [];

        public ILossModel Learn(Table features, float[] predictions, double[] losses, double[] weights, int seed)
        {
            Learned.Add([.. ((NumberColumn)features["x"]).Values]);
            return new RememberingModel(Learned[^1]);
        }
    }

    private sealed class RememberingModel(HashSet<double> seen) : ILossModel
    {
        public double[] Estimate(Table features, float[] predictions) => [.. ((NumberColumn)features["x"]).Values.Select(v => seen.Contains(v) ? 0.0 : 1)];
    }
}

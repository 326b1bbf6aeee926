using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Monitor;
using Ingot.Training;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>
/// Direct loss estimation of a model that predicts 10 + x, where the truth is that and normal noise whose deviation is 0.2 + 2 x for rows of the kind "hard"
/// and 0.2 for others.
/// </summary>
public class TreeLossLearnerTests
{
    private static readonly LossKind[] Kinds = [LossKind.Absolute, LossKind.Squared];

    [Theory]
    [InlineData(null, 4)]
    [InlineData(TrainerSpec.NoLibrary, 1)]
    public void Shifted_rows_are_estimated_where_the_reference_is_wrong(string? library, int seeds)
    {
        var learner = new TreeLossLearner(new TableLearner(1, library));
        var held = new Dictionary<string, int> { ["MAE"] = 0, ["RMSE"] = 0 };
        for (var seed = 1; seed <= seeds; seed++)
        {
            // Half of the reference is hard, and nine tenths of the chunk.
            var (reference, chunk) = (Draw(2000, (ulong)seed, 0.5), Draw(1000, (ulong)seed + 100, 0.9));
            var estimates = Estimate(learner, reference, chunk, seed);
            var (then, now) = (MetricEvaluator.Evaluate(reference.Rows, 0, 1), MetricEvaluator.Evaluate(chunk.Rows, 0, 1));
            foreach (var estimate in estimates)
            {
                var (plain, realised) = (then.Single(m => m.Name == estimate.Name).Value, now.Single(m => m.Name == estimate.Name).Value);
                Assert.False(estimate.Low <= plain && plain <= estimate.High, $"{estimate.Name} of the reference, {plain}, is in {estimate.Low} to {estimate.High}");
                Assert.True(Math.Abs(estimate.Value - realised) < Math.Abs(plain - realised) / 3, $"{estimate.Name}: {estimate.Value} for {realised}");
                held[estimate.Name] += estimate.Low <= realised && realised <= estimate.High ? 1 : 0;
            }
        }

        Assert.All(held, m => Assert.True(m.Value >= Math.Max(1, seeds - 1), $"{m.Key}: {m.Value} of {seeds}"));
    }

    [Fact]
    public void Where_errors_are_the_same_everywhere_the_estimate_is_that_of_the_reference()
    {
        var (reference, chunk) = (Draw(1000, 1, 0), Draw(500, 2, 0));
        var mae = Estimate(new TreeLossLearner(new TableLearner(1)), reference, chunk, 1).Single(e => e.Name == "MAE");

        Assert.InRange(MetricEvaluator.Evaluate(reference.Rows, 0, 1).Single(m => m.Name == "MAE").Value, mae.Low, mae.High);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TrainerSpec.NoLibrary)]
    public void The_same_seed_gives_the_same_estimates_for_any_number_of_threads(string? library)
    {
        var (reference, chunk) = (Draw(500, 1, 0.5), Draw(5000, 2, 0.5));
        double[] Estimates(int threads, int seed) => Learn(new TreeLossLearner(new TableLearner(threads, library)), reference, LossKind.Squared, seed)
            .Estimate(chunk.Features, chunk.Rows.Scores);

        Assert.Equal(Estimates(1, 1), Estimates(2, 1));
        Assert.NotEqual(Estimates(1, 1), Estimates(1, 2));
    }

    [Fact]
    public void Rows_with_what_the_reference_never_had_are_estimated_all_the_same()
    {
        var reference = Draw(500, 1, 0.5);
        var model = Learn(new TreeLossLearner(new TableLearner(1)), reference, LossKind.Absolute, 1);
        var strange = new Table(
        [
            new StringColumn("kind", [0, 1, -1], ["hard", "unheard of"]),
            new NumberColumn("prediction", [double.NaN, double.PositiveInfinity, 1e300]),
            new NumberColumn("more than it was told", [1, 2, 3]),
            new BooleanColumn("flag", [-1, 0, 1]),
            new DateColumn("date", [DateColumn.Missing, 0, long.MaxValue]),
        ]);

        Assert.All(model.Estimate(strange, [float.NaN, float.PositiveInfinity, 0]), e => Assert.True(double.IsFinite(e)));
        Assert.Empty(model.Estimate(strange.Take([]), []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(12)]
    public void A_few_rows_are_enough_for_an_estimate(int rows)
    {
        var reference = Draw(rows, 1, 0.5);
        var estimates = Learn(new TreeLossLearner(new TableLearner(1)), reference, LossKind.Absolute, 1).Estimate(reference.Features, reference.Rows.Scores);

        Assert.Equal(rows, estimates.Length);
        Assert.All(estimates, e => Assert.True(double.IsFinite(e)));
    }

    private static IReadOnlyList<EstimatedMetric> Estimate(
        ILossLearner learner, (Table Features, PredictionSet Rows) reference, (Table Features, PredictionSet Rows) chunk, int seed) => LossEstimator
        .Fit(reference.Rows, Kinds.ToDictionary(k => k, k => LossFolds.Estimate(learner, reference.Features, reference.Rows, k, seed)))
        .Estimate(chunk.Rows, Kinds.ToDictionary(k => k, k => Learn(learner, reference, k, seed).Estimate(chunk.Features, chunk.Rows.Scores)));

    private static ILossModel Learn(ILossLearner learner, (Table Features, PredictionSet Rows) reference, LossKind kind, int seed) => learner.Learn(
        reference.Features, reference.Rows.Scores, LossFolds.Losses(reference.Rows, kind), [.. Enumerable.Repeat(1.0, reference.Rows.Rows)], seed);

    private static (Table Features, PredictionSet Rows) Draw(int rows, ulong seed, double hard)
    {
        var samples = new Samples(seed);
        var x = Enumerable.Range(0, rows).Select(_ => samples.Uniform()).ToArray();
        var isHard = Enumerable.Range(0, rows).Select(_ => samples.Uniform() < hard).ToArray();
        var set = new PredictionSet
        {
            Task = ModelTask.Regression,
            Rows = rows,
            RowNumbers = new long[rows],
            Scores = Array.ConvertAll(x, v => (float)(10 + v)),
            LabelValues = [.. x.Select((v, i) => 10 + v + ((0.2 + (isHard[i] ? 2 * v : 0)) * samples.Normal()))],
        };

        // A feature has the name that the prediction would have, and some say nothing.
        return (new Table(
        [
            new NumberColumn("prediction", samples.Normals(rows)),
            new StringColumn("kind", Array.ConvertAll(isHard, h => h ? 1 : 0), ["easy", "hard"]),
            new BooleanColumn("flag", [.. Enumerable.Range(0, rows).Select(i => (sbyte)((i % 3) - 1))]),
            new DateColumn("date", [.. Enumerable.Range(0, rows).Select(i => i * 86_400_000_000L)]),
        ]), set);
    }
}

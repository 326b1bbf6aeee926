using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;

namespace Ingot.Training.Tests.Answers;

/// <summary>Intervals between predicted quantiles, by conformalized quantile regression.</summary>
public class QuantileIntervalTests
{
    [Theory]
    [InlineData(RefitMode.False, 0, null)]
    [InlineData(RefitMode.Auto, 0, null)]
    [InlineData(RefitMode.Auto, 3, "Poisson")]
    public void They_cover_20000_new_rows_and_are_wide_where_errors_are_great(RefitMode refit, int folds, string? objective)
    {
        var (rows, unseen) = (Noisy(3000, 1), Noisy(20_000, 2));
        using var data = TrainingCase.With(ModelTask.Regression, rows);
        (data.Refit, data.Folds, data.PredictionInterval, data.IntervalMethod) = (refit, folds, 0.9, IntervalMethod.Quantiles);
        (string, string)[] parameters = [("Iterations", "60"), ("Leaves", "8"), .. objective is null ? Array.Empty<(string, string)>() : [("Objective", objective)]];

        var report = data.Train("LightGbm", parameters: parameters);

        var table = new Table(unseen);
        using var scorer = new OnnxScorer(data.Path, 2);
        var (score, low, high) = (scorer.Score(table, data.Schema), scorer.Read(table, data.Schema, OutputNames.PredictionLow), scorer.Read(table, data.Schema, OutputNames.PredictionHigh));
        var (truth, x) = (((NumberColumn)table["label"]).Values, ((NumberColumn)table["x"]).Values);
        var all = Enumerable.Range(0, table.Rows).ToList();
        double Covered(IEnumerable<int> some) => some.Average(r => truth[r] >= low[r] && truth[r] <= high[r] ? 1.0 : 0);
        Assert.All(all, r => Assert.True(low[r] <= score[r] && score[r] <= high[r]));
        Assert.InRange(Covered(all), 0.88, 0.93);

        // As wide for each row they would cover nearly all where there is little noise, and far fewer where there is much.
        Assert.InRange(Covered(all.Where(r => x[r] < 3)), 0.84, 0.99);
        Assert.InRange(Covered(all.Where(r => x[r] > 7)), 0.84, 0.96);
        Assert.InRange(all.Where(r => x[r] > 7).Average(r => high[r] - low[r]) / all.Where(r => x[r] < 3).Average(r => high[r] - low[r]), 2.5, 20);
        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.Equal([0.05, 0.95], report.Interval!.Quantiles!.Select(q => Math.Round(q, 12)));
        Assert.Equal((2, refit == RefitMode.False ? 300 : 3000), (report.Interval.Iterations!.Count, report.Interval.Rows));
        Assert.Empty(data.Diagnostics.Items);
    }

    [Fact]
    public void The_ends_are_LightGbms_own_quantiles_moved_by_the_error_of_the_rank_that_guarantees_the_coverage()
    {
        using var data = TrainingCase.With(ModelTask.Regression, Noisy(3000, 1));
        (data.Refit, data.PredictionInterval, data.IntervalMethod) = (RefitMode.False, 0.9, IntervalMethod.Quantiles);
        (string, string)[] parameters = [("Iterations", "60"), ("Leaves", "8")];
        var outcome = data.Run("LightGbm", parameters: parameters);
        using var scorer = new OnnxScorer(data.Path, 2);
        var (low, high) = (scorer.Read(data.Table, data.Schema, OutputNames.PredictionLow), scorer.Read(data.Table, data.Schema, OutputNames.PredictionHigh));
        var score = data.Score();

        // The same quantiles, each as a model of its own.
        data.PredictionInterval = null;
        float[] Quantile(string share)
        {
            data.Train("LightGbm", parameters: [.. parameters, ("Objective", "Quantile"), ("Alpha", share)]);
            return data.Score();
        }

        var (lower, upper) = (Quantile("0.05"), Quantile("0.95"));
        var truth = ((NumberColumn)data.Table["label"]).Values;
        double[] errors = [.. Held(outcome).Select(r => Math.Max(lower[r] - truth[r], truth[r] - upper[r])).Order()];
        var moved = errors[(int)Math.Ceiling((errors.Length + 1) * 0.9) - 1];
        Assert.Equal(moved, outcome.Report.Interval!.HalfWidth, 1e-4);
        Assert.All(Enumerable.Range(0, data.Table.Rows), r =>
        {
            Assert.Equal(Math.Min(lower[r] - moved, score[r]), low[r], 1e-3);
            Assert.Equal(Math.Max(upper[r] + moved, score[r]), high[r], 1e-3);
        });
    }

    [Fact]
    public void Reasons_are_those_of_the_prediction()
    {
        using var data = TrainingCase.With(ModelTask.Regression, Noisy(1000, 1));
        (string, string)[] parameters = [("Iterations", "10"), ("Leaves", "4"), ("EarlyStopping", "0")];
        data.Train("LightGbm", parameters: parameters);
        var plain = ExactExplanation.Of(File.ReadAllBytes(data.Path))!;

        (data.PredictionInterval, data.IntervalMethod) = (0.9, IntervalMethod.Quantiles);
        data.Train("LightGbm", parameters: parameters);
        var exact = ExactExplanation.Of(File.ReadAllBytes(data.Path))!;

        Assert.Equal(plain.Base, exact.Base);
        Assert.Equal(plain.CostOfRow, exact.CostOfRow);
    }

    [Theory]
    [InlineData("FastTree", false, "the trainer is FastTree")]
    [InlineData("LightGbm", true, "column 'x' has the metadata Monotone")]
    public void What_cannot_have_them_is_refused(string trainer, bool isMonotone, string why)
    {
        using var data = TrainingCase.With(ModelTask.Regression, Noisy(100, 1));
        (data.PredictionInterval, data.IntervalMethod) = (0.9, IntervalMethod.Quantiles);
        data.Columns = isMonotone ? [new ColumnSpec("x", MissingValues.Auto, null, null, null, 1, new SourceLocation("Test.csproj", 7))] : [];

        var fault = Assert.Throws<IngotException>(() => data.Train(trainer)).Diagnostic;

        Assert.Equal("INGOT2084", fault.Code);
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
    }

    private static int[] Held(TrainingOutcome outcome)
    {
        var side = (StringColumn)outcome.Rows!.Columns[0];
        return [.. Enumerable.Range(0, side.Rows).Where(r => side[r] == "validation")];
    }

    /// <summary>A curve with noise that grows with x, above 0.</summary>
    private static TableColumn[] Noisy(int rows, int seed)
    {
        var random = new Random(seed);
        var (x, kind, label) = (new double[rows], new int[rows], new double[rows]);
        for (var row = 0; row < rows; row++)
        {
            x[row] = random.NextDouble() * 10;
            kind[row] = random.Next(3);
            label[row] = 50 + (5 * Math.Sin(x[row])) + kind[row] + ((0.5 + x[row]) * (random.NextDouble() - 0.5) * 2);
        }

        return [new NumberColumn("x", x), new StringColumn("kind", kind, ["a", "b", "c"]), new NumberColumn("label", label)];
    }
}

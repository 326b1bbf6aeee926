using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests;

/// <summary>Orders of the rows of queries, learned by the trainers that can.</summary>
public class RankingTests
{
    private static readonly (string, string) Few = ("Iterations", "40");

    [Theory]
    [InlineData("LightGbm", false)]
    [InlineData("LightGbm", true)]
    [InlineData("LightGbm", false, "Objective", "XeNDCG")]
    [InlineData("FastTree", false)]
    [InlineData("FastTree", true)]
    public void Order_is_learned_and_the_file_says_what_the_learner_says(string trainer, bool wide, params string[] more)
    {
        // 20,000 rows with missing values, of FastTree and doubles fewer, which it takes long for; those of a query do not follow each other.
        using var data = Queries(wide && trainer == "FastTree" ? 500 : 2500, wide);
        var report = data.Train(trainer, parameters: [Few, .. more.Chunk(2).Select(p => (p[0], p[1]))]);

        Assert.Equal("NDCG", report.ValidationMetric);
        Assert.InRange(report.ValidationValue, 0.9, 1);
        Assert.InRange(report.ParityDifference, 0, 1e-5);
        Assert.Equal("Group", report.Split!.Kind);
        Assert.True(report.Refit!.Done);
        Assert.Empty(data.Diagnostics.Items);
        Assert.InRange(Ndcg(data, data.Score()), 0.9, 1);
        Assert.InRange(Ndcg(data, new float[data.Table.Rows]), 0.5, 0.75);

        // What was never seen is scored as what is missing.
        float[] With(int code) => data.Score(new Table([.. data.Table.Columns.Select(c => c is StringColumn s ? new StringColumn(s.Name, Array.ConvertAll(s.Codes, _ => code), ["never seen"]) : c)]));
        Assert.Equal(With(-1), With(0));
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void It_is_the_same_model_whatever_the_threads(string trainer)
    {
        using var data = Queries(300, wide: false);
        data.Train(trainer, 1, parameters: [Few]);
        var hash = data.Hash;
        data.Train(trainer, 2, parameters: [Few]);
        Assert.Equal(hash, data.Hash);
    }

    [Fact]
    public void Weights_and_folds_by_query()
    {
        using var data = Queries(200, wide: false, weighted: true);
        data.Folds = 3;
        var outcome = data.Run("LightGbm", parameters: [Few]);
        var ndcg = outcome.Folds!.Metrics.Single(m => m.Name == "NDCG");
        Assert.Equal(3, ndcg.Values.Count);
        Assert.All(ndcg.Values, v => Assert.InRange(v, 0.85, 1));
        Assert.Equal(200, outcome.Folds.Folds.Sum(f => f.Test.Groups));
    }

    [Fact]
    public void Constant_says_the_same_of_every_row()
    {
        using var data = Queries(50, wide: false);
        data.Train("Constant");
        Assert.Single(data.Score().Distinct());
    }

    [Theory]
    [InlineData("LogisticRegression", "INGOT2001", "Choose one of LightGbm, FastTree, Constant")]
    [InlineData("LinearRegression", "INGOT2001", "Choose one of LightGbm, FastTree, Constant")]
    [InlineData("LightGbm", "INGOT2001", "expected LambdaRank or XeNDCG", "Objective", "L2")]
    [InlineData("LightGbm", "INGOT2001", "has no parameter 'Alpha' for Ranking", "Alpha", "0.5")]
    [InlineData("FastTree", "INGOT2001", "has no parameter 'ClassWeights' for Ranking", "ClassWeights", "Balanced")]
    public void What_does_not_fit_is_an_error(string trainer, string code, string said, params string[] metadata)
    {
        using var data = Queries(20, wide: false);
        var fault = Assert.Throws<IngotException>(() => data.Train(trainer, parameters: [.. metadata.Chunk(2).Select(p => (p[0], p[1]))])).Diagnostic;
        Assert.Equal(code, fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_queries_or_orders_there_is_nothing_to_learn()
    {
        using var data = Queries(40, wide: false);
        data.Split = SplitKind.Random;
        Assert.Contains("ModelSplit is Random, and the task is Ranking", Fault(data, "INGOT1046"), StringComparison.Ordinal);

        data.Split = null;
        data.Change("who", c => c with { Role = ColumnRole.Ignored });
        Assert.Contains("no column has the role Group", Fault(data, "INGOT1051"), StringComparison.Ordinal);

        using var irrelevant = TrainingCase.With(
            ModelTask.Ranking, new NumberColumn("x", [1, 2, 3, 4, 5, 6]), new NumberColumn("who", [1, 1, 2, 2, 3, 3]), new NumberColumn("label", [0, 0, 0, 0, 0, 0]));
        Assert.Contains("have no order", Fault(irrelevant, "INGOT2070"), StringComparison.Ordinal);

        var many = Enumerable.Range(0, 10_010).Select(i => (double)i).ToArray();
        using var large = TrainingCase.With(
            ModelTask.Ranking, new NumberColumn("x", many), new NumberColumn("who", Array.ConvertAll(many, i => i < 10_001 ? 0.0 : Math.Floor(i / 3))), new NumberColumn("label", Array.ConvertAll(many, i => i % 3)));
        Assert.Contains("the greatest 10,001", Fault(large, "INGOT2072"), StringComparison.Ordinal);

        using var one = TrainingCase.With(ModelTask.Ranking, new NumberColumn("x", [1, 2, 3]), new NumberColumn("who", [1, 1, 1]), new NumberColumn("label", [0, 1, 2]));
        var said = Fault(one, "INGOT2045");
        Assert.Contains("of one group of 'who'", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Random", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_order_is_told_and_queries_that_time_divides()
    {
        // The features tell nothing within a query.
        using var data = TrainingCase.With(
            ModelTask.Ranking,
            new NumberColumn("x", [.. Enumerable.Range(0, 400).Select(i => (double)(i / 4))]),
            new NumberColumn("who", [.. Enumerable.Range(0, 400).Select(i => (double)(i / 4))]),
            new NumberColumn("label", [.. Enumerable.Range(0, 400).Select(i => (double)(i % 4 == 1 ? 1 : 0))]));
        data.Train("FastTree", parameters: [Few]);
        Assert.Contains(data.Diagnostics.Items, d => d.Code == "INGOT2007" && d.Message.Contains("in no better order than chance", StringComparison.Ordinal));

        using var times = Queries(60, wide: false, timed: true);
        times.Split = SplitKind.Time;
        times.Train("LightGbm", parameters: [Few]);
        Assert.Contains(times.Diagnostics.Items, d => d.Code == "INGOT2071");
    }

    private static string Fault(TrainingCase data, string code)
    {
        var fault = Assert.Throws<IngotException>(() => data.Train("LightGbm", parameters: [Few])).Diagnostic;
        Assert.Equal(code, fault.Code);
        return fault.Message;
    }

    private static double Ndcg(TrainingCase data, float[] scores)
    {
        var labels = TrainingLabels.Of(data.Schema, data.Table);
        return Enumerable.Range(0, labels.Length).GroupBy(r => ((NumberColumn)data.Table["who"]).Values[r]).Select(q => q.ToArray())
            .Where(q => q.Any(r => labels[r] > 0))
            .Average(q => QueryOrder.Of(Array.ConvertAll(q, r => (double)scores[r]), Array.ConvertAll(q, r => (double)labels[r])).Ndcg);
    }

    /// <summary>Queries of eight rows, dealt out in turn, so that no two rows of one stand together; a grade hangs on where a row is among those of its query, not on its value.</summary>
    private static TrainingCase Queries(int queries, bool wide, bool weighted = false, bool timed = false)
    {
        const int of = 8;
        var random = new Random(11);
        var rows = queries * of;
        var (x, plan, who, label, shift) = (new double[rows], new int[rows], new double[rows], new double[rows], new double[queries]);
        for (var query = 0; query < queries; query++)
        {
            shift[query] = random.NextDouble() * 4;
        }

        for (var row = 0; row < rows; row++)
        {
            var (query, worth) = (row % queries, random.NextDouble());
            (who[row], plan[row]) = (query, random.Next(-1, 5));
            x[row] = random.NextDouble() < 0.05 ? double.NaN : worth + (0.1 * shift[query]);
            label[row] = Math.Clamp(Math.Floor((5 * worth) + (0.2 * plan[row]) - 1.5), 0, 4);
        }

        List<TableColumn> columns =
        [
            new NumberColumn("x", wide ? Array.ConvertAll(x, v => 1_700_000_000_000 + Math.Round(v * 1000)) : x),
            new StringColumn("plan", plan, [.. Enumerable.Range(0, 5).Select(i => $"plan {i}")]),
            new NumberColumn("who", who),
            new NumberColumn("label", label),
        ];
        if (weighted)
        {
            columns.Add(new NumberColumn("weight", Array.ConvertAll(who, q => 1 + (q % 3))));
        }

        if (timed)
        {
            columns.Add(new DateColumn("at", [.. Enumerable.Range(0, rows).Select(r => (long)(r / (2 * queries)))]));
        }

        return wide ? TrainingCase.Wide(ModelTask.Ranking, [.. columns]) : TrainingCase.With(ModelTask.Ranking, [.. columns]);
    }
}

using Ingot.Core.Drift;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Pipeline.Monitor;
using Ingot.Training;

namespace Ingot.Pipeline.Tests.Monitor;

public class TwoSampleClassifierTests
{
    private static readonly string[] Correlated = ["a", "b", "c"];

    [Fact]
    public void Without_drift_the_interval_holds_one_half()
    {
        const int Seeds = 25;
        var (held, sum) = (0, 0.0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var samples = new Samples((ulong)seed);
            var finding = Find(samples.Independent(200, 3), samples.Independent(200, 3), new TwoSampleOptions { Seed = seed, Folds = 2 });
            held += finding.Low <= 0.5 && 0.5 <= finding.High ? 1 : 0;
            sum += finding.Effect;
            Assert.NotEqual(DriftOutcome.Drifted, finding.Outcome);
        }

        Assert.InRange(held, 21, Seeds);
        Assert.InRange(sum / Seeds, 0.48, 0.52);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TrainerSpec.NoLibrary)]
    public void A_correlation_that_turned_round_is_found_where_no_column_alone_has_changed(string? library)
    {
        var samples = new Samples(1);
        var (reference, current) = (samples.Correlated(500, 0.8), samples.Correlated(500, -0.8));
        var scores = TwoSampleClassifier.Score(new TableLearner(1, library), reference, current, Correlated);
        var finding = scores.Find("all columns");

        Assert.Equal(DriftOutcome.Drifted, finding.Outcome);
        Assert.True(finding.Effect > 0.8, $"{finding.Effect}");
        Assert.Equal(["a", "b"], scores.Columns.Take(2).Select(c => c.Column).Order(StringComparer.Ordinal));
        Assert.True(scores.Columns.Take(2).Sum(c => c.Share) > 0.8);
        Assert.Equal(1, scores.Columns.Sum(c => c.Share), 9);
        Assert.Equal(library is null ? "LightGbm" : "FastTree", scores.Learner);
        foreach (var column in Correlated)
        {
            var alone = Find(new Table([reference[column]]), new Table([current[column]]));
            Assert.NotEqual(DriftOutcome.Drifted, alone.Outcome);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Rows_that_are_copies_of_the_reference_are_as_likely_one_as_the_other(int copies)
    {
        var reference = new Samples(5).Independent(400, 3);
        var current = reference.Take([.. Enumerable.Range(0, 400 * copies).Select(r => r % 400)]);

        var finding = Find(reference, current);

        Assert.InRange(finding.Effect, 0.5 - 1e-9, 0.5 + 1e-9);
        Assert.Equal(DriftOutcome.Stable, finding.Outcome);
    }

    [Fact]
    public void Few_different_rows_can_be_learned_from_all_the_same()
    {
        static Table Rows(int rows, int ones) => new([new NumberColumn("x", [.. Enumerable.Range(0, rows).Select(r => r % 10 < ones ? 1.0 : 0.0)])]);

        Assert.Equal(DriftOutcome.Drifted, Find(Rows(2000, 2), Rows(2000, 7)).Outcome);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TrainerSpec.NoLibrary)]
    public void The_same_seed_gives_the_same_scores_for_any_number_of_threads(string? library)
    {
        var samples = new Samples(3);
        var (reference, current) = (samples.Correlated(300, 0.3), samples.Correlated(350, -0.3));
        var options = new TwoSampleOptions { Rows = 200, Folds = 2, Columns = 1 };
        var one = TwoSampleClassifier.Score(new TableLearner(1, library), reference, current, Correlated, options);
        var two = TwoSampleClassifier.Score(new TableLearner(2, library), reference, current, Correlated, options);
        var other = TwoSampleClassifier.Score(new TableLearner(1, library), reference, current, Correlated, options with { Seed = 2 });

        Assert.Equal((200, 200), (one.Reference.Length, one.Current.Length));
        Assert.Equal(one.Reference, two.Reference);
        Assert.Equal(one.Current, two.Current);
        Assert.Equal(Assert.Single(one.Columns), Assert.Single(two.Columns));
        Assert.NotEqual(one.Current, other.Current);
    }

    [Theory]
    [InlineData("missing", null)]
    [InlineData("missing", TrainerSpec.NoLibrary)]
    [InlineData("text", null)]
    [InlineData("date", null)]
    [InlineData("flag", null)]
    [InlineData("infinite", null)]
    public void A_change_in_a_column_of_any_type_is_found(string column, string? library)
    {
        var (reference, current) = (Mixed(300, changed: null), Mixed(300, column));
        var features = reference.Columns.Select(c => c.Name).ToList();
        var scores = TwoSampleClassifier.Score(new TableLearner(1, library), reference, current, features, new TwoSampleOptions { Folds = 2 });

        Assert.Equal(DriftOutcome.Drifted, scores.Find("all columns").Outcome);
        Assert.Equal(column, scores.Columns[0].Column);
        Assert.DoesNotContain(scores.Columns, c => c.Column is "constant" or "empty" or "no text");
    }

    [Fact]
    public void Columns_that_say_nothing_tell_nothing()
    {
        Table Nothing(int rows) => new([new NumberColumn("constant", [.. Enumerable.Repeat(7.0, rows)]), new StringColumn("empty", [.. Enumerable.Repeat(-1, rows)], [])]);
        var finding = Find(Nothing(200), Nothing(200));

        Assert.Equal(0.5, finding.Effect);
        Assert.NotEqual(DriftOutcome.Drifted, finding.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Sides_of_next_to_no_rows_are_not_judged(int rows)
    {
        var samples = new Samples(1);
        var finding = Find(samples.Independent(200, 2), samples.Independent(rows, 2));

        Assert.Equal(DriftOutcome.NotYet, finding.Outcome);
    }

    [Fact]
    public void What_cannot_be_told_apart_is_refused()
    {
        var table = new Samples(1).Independent(20, 2);
        var learner = new TableLearner(1);

        Assert.Throws<ArgumentException>(() => TwoSampleClassifier.Score(learner, table, table, []));
        Assert.Contains("'y'", Assert.Throws<ArgumentException>(() => TwoSampleClassifier.Score(learner, table, table, ["y"])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TwoSampleClassifier.Score(learner, table, table, ["x0"], new TwoSampleOptions { Folds = 1 }));
        Assert.Contains(
            "'x0'",
            Assert.Throws<ArgumentException>(() => TwoSampleClassifier.Score(learner, table, new Table([new BooleanColumn("x0", [1])]), ["x0"])).Message,
            StringComparison.Ordinal);
    }

    private static DriftFinding Find(Table reference, Table current, TwoSampleOptions? options = null)
    {
        var scores = TwoSampleClassifier.Score(new TableLearner(1), reference, current, [.. reference.Columns.Select(c => c.Name)], options);
        return scores.Find("all columns");
    }

    /// <summary>Columns of all types; in current rows the texts are others, and of other dictionaries.</summary>
    private static Table Mixed(int rows, string? changed)
    {
        var samples = new Samples(changed is null ? 11UL : 12UL);
        bool Often(string column) => samples.Uniform() < (column == changed ? 0.7 : 0.2);
        double[] Numbers(string column, double instead) => [.. Enumerable.Range(0, rows).Select(_ => Often(column) ? instead : samples.Normal())];
        var texts = changed == "text" ? new[] { "a", "b", "new" } : ["a", "b"];
        return new Table(
        [
            new NumberColumn("missing", Numbers("missing", double.NaN)),
            new NumberColumn("infinite", Numbers("infinite", double.PositiveInfinity)),
            new NumberColumn("constant", [.. Enumerable.Repeat(3.0, rows)]),
            new NumberColumn("empty", [.. Enumerable.Repeat(double.NaN, rows)]),
            new BooleanColumn("flag", [.. Enumerable.Range(0, rows).Select(i => i % 10 == 0 ? (sbyte)-1 : Often("flag") ? (sbyte)1 : (sbyte)0)]),
            new DateColumn("date", [.. Enumerable.Range(0, rows).Select(i => i % 10 == 0 ? DateColumn.Missing : (Often("date") ? 1_700_000_000_000_000 : 1_600_000_000_000_000) + (i * 1_000_000L))]),
            new StringColumn("text", [.. Enumerable.Range(0, rows).Select(i => i % 10 == 0 ? -1 : Often("text") ? texts.Length - 1 : 0)], texts),
            new StringColumn("no text", [.. Enumerable.Repeat(-1, rows)], []),
        ]);
    }
}

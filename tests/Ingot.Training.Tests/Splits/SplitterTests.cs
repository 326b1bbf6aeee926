using Ingot.Core.Tables;
using Ingot.Training.Splits;

namespace Ingot.Training.Tests.Splits;

/// <summary>Rows are divided as scikit-learn 1.2.1 does it, whose values stand here, and the held-out part has what was asked for.</summary>
public class SplitterTests
{
    // StratifiedKFold(4).split(y, y) of these classes gives folds of 6, 6, 6 and 5 rows with so many of each.
    private static readonly int[] Classes = [2, 1, 2, 1, 1, 2, 0, 0, 2, 1, 0, 2, 0, 0, 0, 2, 0, 1, 2, 0, 0, 0, 0];

    // Eight groups of these sizes; GroupKFold(3) puts them into these folds.
    private static readonly int[] Sizes = [9, 1, 7, 4, 12, 2, 5, 3];

    private static int[] Groups => [.. Sizes.SelectMany((size, group) => Enumerable.Repeat(group, size))];

    [Fact]
    public void Classes_are_spread_over_the_folds_as_by_StratifiedKFold()
    {
        var folds = new RandomSplitter(Classes, seed: 7).Folds(All(Classes.Length), 4)!;
        Assert.Equal([[3, 1, 2], [3, 1, 2], [3, 1, 2], [2, 2, 1]], folds.Select(f => Enumerable.Range(0, 3).Select(c => f.HeldOut.Count(r => Classes[r] == c)).ToArray()));
        AssertFolds(folds, Classes.Length);
        Assert.NotEqual(folds[0].HeldOut, new RandomSplitter(Classes, seed: 8).Folds(All(Classes.Length), 4)![0].HeldOut);
        Assert.Equal(folds[0].HeldOut, new RandomSplitter(Classes, seed: 7).Folds(All(Classes.Length), 4)![0].HeldOut);
    }

    [Fact]
    public void Groups_are_put_into_folds_as_by_GroupKFold()
    {
        var folds = new GroupSplitter(Groups, seed: 7).Folds(All(43), 3)!;
        Assert.Equal([[4, 7], [0, 1, 3], [2, 5, 6]], folds.Select(f => f.HeldOut.Select(r => Groups[r]).Distinct().Order().ToArray()));
        AssertFolds(folds, 43);
        Assert.Null(new GroupSplitter(Groups, seed: 7).Folds(All(43), 9));
    }

    [Theory]
    [InlineData(13, 3, 0, "0-3 4-6, 0-6 7-9, 0-9 10-12")]
    [InlineData(13, 3, 2, "0-1 4-6, 0-4 7-9, 0-7 10-12")]
    [InlineData(20, 4, 1, "0-2 4-7, 0-6 8-11, 0-10 12-15, 0-14 16-19")]
    public void Times_are_put_into_folds_as_by_TimeSeriesSplit(int rows, int folds, int gap, string expected)
    {
        // Rows in another order than their times: the splitter goes by times.
        long[] times = [.. Enumerable.Range(0, rows).Select(r => (long)(r * 7 % rows))];
        var found = new TimeSplitter(times, gap).Folds(All(rows), folds)!;
        string Range(int[] of) => $"{of.Min(r => times[r])}-{of.Max(r => times[r])}";
        Assert.Equal(expected, string.Join(", ", found.Select(f => $"{Range(f.Training)} {Range(f.HeldOut)}")));
        Assert.All(found, f => Assert.Equal((int)(f.Training.Max(r => times[r]) + 1), f.Training.Length));
    }

    [Fact]
    public void Groups_stay_together_and_nearly_the_share_asked_for_is_held_out()
    {
        var random = new Random(3);
        int[] groups = [.. Enumerable.Range(0, 5000).Select(_ => (int)(random.NextDouble() * random.NextDouble() * 200))];
        for (var seed = 0; seed < 50; seed++)
        {
            var split = new GroupSplitter(groups, seed).HoldOut(All(5000), 0.1)!;
            Assert.Empty(split.Training.Select(r => groups[r]).Intersect(split.HeldOut.Select(r => groups[r])));
            Assert.Equal(All(5000), split.Training.Concat(split.HeldOut).Order());
            Assert.InRange(split.HeldOut.Length, 400, 1000);
        }
    }

    [Fact]
    public void A_group_that_is_too_great_is_not_held_out_and_one_is_always_left_to_learn_from()
    {
        int[] groups = [.. Enumerable.Repeat(0, 900), .. Enumerable.Range(1, 100)];
        Assert.All(Enumerable.Range(0, 20), seed => Assert.InRange(new GroupSplitter(groups, seed).HoldOut(All(1000), 0.05)!.HeldOut.Length, 50, 100));

        // Every group is greater than what was asked for: the smallest one.
        int[] two = [.. Enumerable.Repeat(0, 60), .. Enumerable.Repeat(1, 40)];
        Assert.Equal(40, new GroupSplitter(two, seed: 1).HoldOut(All(100), 0.1)!.HeldOut.Length);
        Assert.Null(new GroupSplitter(new int[100], seed: 1).HoldOut(All(100), 0.1));
    }

    [Fact]
    public void The_newest_rows_are_held_out_equal_times_stay_together_and_the_gap_is_left_out()
    {
        long[] times = [.. Enumerable.Range(0, 100).Select(r => (long)(r / 5 * 10))];
        var split = new TimeSplitter(times, gap: 20).HoldOut(All(100), 0.12)!;
        Assert.Equal((90, 190), (split.HeldOut[0], split.HeldOut.Max(r => times[r])));
        Assert.Equal([.. Enumerable.Range(80, 10)], split.LeftOut);
        Assert.Equal([.. Enumerable.Range(0, 80)], split.Training);
        Assert.Null(new TimeSplitter(times, gap: 500).HoldOut(All(100), 0.12));
        Assert.Null(new TimeSplitter(new long[10], gap: 0).HoldOut(All(10), 0.1));
        Assert.Null(new TimeSplitter(new long[10], gap: 0).Folds(All(10), 2));
    }

    [Fact]
    public void Rows_without_a_time_are_learned_from_and_without_a_group_are_groups_of_their_own()
    {
        long[] times = [.. Enumerable.Range(0, 50).Select(r => r % 10 == 0 ? DateColumn.Missing : r)];
        var splitter = new TimeSplitter(times, gap: 3);
        var split = splitter.HoldOut(All(50), 0.2)!;
        Assert.Equal(5, split.Training.Count(r => r % 10 == 0));
        Assert.All(splitter.Folds(All(50), 3)!, f => Assert.Equal(5, f.Training.Count(r => r % 10 == 0)));

        var (groups, without) = RowGroups.Of(new StringColumn("who", [0, -1, 0, 1, -1], ["a", "b"]));
        Assert.Equal([0, 1, 0, 2, 3], groups);
        Assert.Equal(2, without);
        Assert.Equal([0, 1, 0, 2], RowGroups.Of(new NumberColumn("who", [5, double.NaN, 5, double.NaN])).Groups);
    }

    [Fact]
    public void Random_rows_held_out_of_a_part_are_the_same_share_of_every_class()
    {
        int[] classes = [.. Enumerable.Range(0, 1000).Select(r => r % 10 == 0 ? 1 : 0)];
        int[] part = [.. All(1000).Where(r => r % 3 != 0)];
        var split = new RandomSplitter(classes, seed: 2).HoldOut(part, 0.1)!;
        Assert.Equal(part, split.Training.Concat(split.HeldOut).Order());
        Assert.Equal((60, 7), (split.HeldOut.Count(r => classes[r] == 0), split.HeldOut.Count(r => classes[r] == 1)));
        Assert.Null(new RandomSplitter([0], seed: 2).HoldOut([0], 0.1));
    }

    private static int[] All(int rows) => [.. Enumerable.Range(0, rows)];

    private static void AssertFolds(IReadOnlyList<RowSplit> folds, int rows)
    {
        Assert.Equal(All(rows), folds.SelectMany(f => f.HeldOut).Order());
        Assert.All(folds, f => Assert.Equal(All(rows), f.Training.Concat(f.HeldOut).Order()));
    }
}

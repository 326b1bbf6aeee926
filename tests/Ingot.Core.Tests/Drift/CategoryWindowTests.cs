using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

public class CategoryWindowTests
{
    [Fact]
    public void Missing_unseen_and_rare_categories_are_counted_apart()
    {
        var reference = CategoryReference.Of(["a", "a", "a", "b", "b", "c", "d", null], limit: 2);
        var window = new CategoryWindow(reference);
        window.Add(["a", "c", "d", "d", "x", "x", "y", null, null]);

        Assert.Equal(["a", "b"], reference.Categories);
        Assert.Equal(2, reference.Other);
        Assert.Equal(4, reference.DistinctValues);
        Assert.Equal(7, reference.Rows);
        Assert.Equal(1, reference.Missing);
        Assert.Equal([1, 0], window.Counts.ToArray());
        Assert.Equal(3, window.Other);
        Assert.Equal(3, window.Unseen.Rows);
        Assert.Equal([KeyValuePair.Create("x", 2L), KeyValuePair.Create("y", 1L)], window.Unseen.Kept);
        Assert.Equal(7, window.Rows);
        Assert.Equal(2, window.Missing);

        var finding = DriftDetector.Find("c", window, new DriftOptions { MinimumRows = 1 });
        Assert.Equal(["a", "b", null, null], finding.Bins.Select(b => b.Category));
        Assert.Equal([DriftBinKind.Category, DriftBinKind.Category, DriftBinKind.Other, DriftBinKind.Unseen], finding.Bins.Select(b => b.Kind));
        Assert.Equal([3, 2, 2, 0], finding.Bins.Select(b => b.ReferenceRows));
        Assert.Equal([1, 0, 3, 3], finding.Bins.Select(b => b.CurrentRows));
        Assert.Equal("Counted together: 2 of 4 categories, the rarest, with 2 rows of the reference.", finding.Notes[0]);
        Assert.Equal("Not in the reference: 3 rows, with 'x' (2), 'y' (1).", finding.Notes[1]);
    }

    [Fact]
    public void Merged_parts_in_any_order_are_the_whole_even_with_more_unseen_categories_than_are_kept()
    {
        var reference = CategoryReference.Of(["a", "b", null]);
        string?[] values = [.. Enumerable.Range(0, 3000).Select(i => i % 11 == 0 ? null : i % 7 == 0 ? "a" : $"new {i * i % 1009}")];
        var whole = new CategoryWindow(reference);
        whole.Add(values);
        var merged = new CategoryWindow(reference);
        foreach (var part in RowSample.Permutation(values.Length, 3).Select(i => values[i]).Chunk(191))
        {
            var window = new CategoryWindow(reference);
            window.Add(part);
            merged.Merge(window);
        }

        Assert.True(whole.Unseen.More);
        Assert.Equal(UnseenCategories.Limit, whole.Unseen.Kept.Count);
        Assert.Equal(whole.Unseen.Kept, merged.Unseen.Kept);
        Assert.All(whole.Unseen.Kept, k => Assert.Equal(values.Count(v => v == k.Key), k.Value));
        var options = new DriftOptions { MinimumRows = 1 };
        Assert.Equal(JsonFormat.Write(DriftDetector.Find("c", whole, options)), JsonFormat.Write(DriftDetector.Find("c", merged, options)));
        Assert.Throws<ArgumentException>(() => whole.Merge(Categories(["a"])));
    }

    [Fact]
    public void Booleans_are_two_categories()
    {
        var window = new CategoryWindow(CategoryReference.OfBooleans([true, false, false, null]));
        window.AddBooleans([true, null, null]);

        Assert.Equal(["false", "true"], window.Reference.Categories);
        Assert.Equal([0, 1], window.Counts.ToArray());
        Assert.Equal(1, window.Reference.Missing);
        Assert.Equal(2, window.Missing);
    }

    [Fact]
    public void Empty_samples_and_single_rows_have_an_answer_or_none()
    {
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Category) && m != DriftMeasureCatalog.Missing))
        {
            foreach (var (reference, current) in new (string?[], string?[])[] { ([], ["a"]), (["a"], []), ([null], [null]), ([], []) })
            {
                var finding = DriftDetector.Find("c", Categories(reference, current), new DriftOptions { Measure = measure, MinimumRows = 0 });
                Assert.Equal(DriftOutcome.Unclear, finding.Outcome);
                Assert.True(double.IsNaN(finding.PValue));
            }

            var one = DriftDetector.Find("c", Categories(["a"], "b"), new DriftOptions { Measure = measure, MinimumRows = 0 });
            Assert.Equal(DriftOutcome.Unclear, one.Outcome);
            Assert.True(one.Low <= one.Effect && one.Effect <= one.High);
        }
    }
}

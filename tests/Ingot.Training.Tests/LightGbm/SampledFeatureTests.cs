using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.LightGbm;

/// <summary>What LightGBM finds the bins of a feature from.</summary>
public class SampledFeatureTests
{
    [Fact]
    public void Values_that_are_not_zero_are_kept_with_their_rows_however_many_come_at_once()
    {
        const int rows = 10_000;
        double Value(int row) => (row % 4) switch { 0 => 0, 1 => double.NaN, 2 => 1e-36, _ => -row };
        var all = new SampledFeature(rows);
        for (var start = 0; start < rows; start += 2500)
        {
            // The second of three features.
            all.Add([.. Enumerable.Range(start, 2500).SelectMany(row => new[] { 1, Value(row), 2 })], 1, 3, 2500, start);
        }

        int[] expected = [.. Enumerable.Range(0, rows).Where(row => row % 4 is 1 or 3)];
        Assert.Equal(expected.Length, all.Count);
        Assert.Equal(expected, all.Rows[..all.Count]);
        Assert.Equal(expected.Select(Value), all.Values[..all.Count]);
    }

    [Fact]
    public void There_is_never_room_for_more_than_all_rows()
    {
        var full = new SampledFeature(1500);
        full.Add([.. Enumerable.Repeat(1.0, 1500)], 0, 1, 1500, 0);

        Assert.Equal((1500, 1500, 1500), (full.Count, full.Values.Length, full.Rows.Length));
    }
}

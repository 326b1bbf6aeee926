using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Statistics;

public class NumberSortTests
{
    public static TheoryData<string, int> Samples()
    {
        var samples = new TheoryData<string, int>();
        foreach (var kind in new[] { "normal", "whole", "constant", "few", "tiny", "every bit", "falling", "infinite" })
        {
            foreach (var count in new[] { 0, 1, 2, 1000, 8191, 8192, 100_003 })
            {
                samples.Add(kind, count);
            }
        }

        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Values_come_in_the_order_that_comparing_them_gives(string kind, int count)
    {
        var random = new Random(count);
        var values = Enumerable.Range(0, count).Select(i => kind switch
        {
            "normal" => (random.NextDouble() + random.NextDouble() - 1) * 1000,
            "whole" => random.Next(-100_000, 100_000),
            "constant" => -7.25,
            "few" => random.Next(4) * 0.1,
            "tiny" => random.Next(-5, 5) * double.Epsilon,
            "every bit" => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)) is var any && double.IsNaN(any) ? 0 : any,
            "falling" => -i,
            _ => random.Next(3) switch { 0 => double.PositiveInfinity, 1 => double.NegativeInfinity, _ => random.NextDouble() },
        }).ToArray();
        var expected = values.ToArray();
        Array.Sort(expected);
        var (before, ordered) = (values.ToArray(), values.ToArray());

        NumberSort.Sort(values);
        var order = NumberSort.Order(ordered);

        Assert.Equal(expected, values);
        Assert.Equal(expected, ordered);
        Assert.Equal(ordered, order.Select(i => before[i]));
        Assert.Equal(Enumerable.Range(0, count), order.Order());
    }

    [Fact]
    public void What_is_no_number_comes_first()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => i == 7 ? double.NaN : -i).ToArray();

        var order = NumberSort.Order(values);

        Assert.Equal([7, 9_999, 9_998], order[..3]);
        Assert.Equal(double.NaN, values[0]);
    }

    [Fact]
    public void Zeros_keep_their_signs_the_negative_ones_first()
    {
        var values = Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? -0.0 : 0.0).ToArray();

        NumberSort.Sort(values);

        Assert.All(values.Index(), v => Assert.Equal(v.Index < 3334, double.IsNegative(v.Item)));
    }
}

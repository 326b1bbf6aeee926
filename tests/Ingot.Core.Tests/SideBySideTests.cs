namespace Ingot.Core.Tests;

/// <summary>Several things at once.</summary>
public class SideBySideTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void All_are_done_before_it_comes_back(int threads)
    {
        var done = new int[5];

        SideBySide.Run(threads, [.. Enumerable.Range(0, 5).Select(Action (i) => () => done[i]++)]);

        Assert.All(done, times => Assert.Equal(1, times));
        Assert.Equal((1, "two"), SideBySide.Find(threads, () => 1, () => "two"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_failure_of_the_first_that_fails_is_thrown_as_it_is(int threads)
    {
        var e = Assert.Throws<FormatException>(() => SideBySide.Run(
            threads, () => { }, () => throw new FormatException("second"), () => throw new InvalidOperationException("third")));

        Assert.Equal("second", e.Message);
    }
}

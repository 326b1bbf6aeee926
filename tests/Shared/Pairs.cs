using Xunit;

namespace Ingot.Tests.Shared;

/// <summary>Compares two lists place by place. <c>Zip</c> alone would take no notice of what one of them lacks.</summary>
internal static class Pairs
{
    /// <summary>Checks every pair of two lists that are as long as each other, and not empty.</summary>
    public static void All<TFirst, TSecond>(IEnumerable<TFirst> first, IEnumerable<TSecond> second, Action<TFirst, TSecond> check)
    {
        var (firsts, seconds) = (first.ToList(), second.ToList());
        Assert.NotEmpty(firsts);
        Assert.Equal(firsts.Count, seconds.Count);
        Assert.All(firsts.Zip(seconds), p => check(p.First, p.Second));
    }
}

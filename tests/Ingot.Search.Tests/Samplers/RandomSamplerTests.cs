using Ingot.Search.Samplers;

namespace Ingot.Search.Tests.Samplers;

public class RandomSamplerTests
{
    [Fact]
    public void Numbers_are_uniform_and_those_by_ratio_in_their_logarithm()
    {
        var (space, _) = Functions.Conditional;
        var sampler = new RandomSampler(space, 1);

        var points = Enumerable.Range(0, 2000).Select(i => sampler.Next(i, [])!).ToList();

        Assert.InRange(points.Count(p => p["rate"] < 0.0316) / 2000.0, 0.46, 0.54);
        Assert.InRange(points.Average(p => p["leaves"]), 124, 134);
        Assert.InRange(points.Count(p => p["kind"] == 2) / 2000.0, 0.3, 0.37);
        Assert.All(points, p => Assert.Equal(p["kind"] == 1, p.ContainsKey("drop")));
    }
}

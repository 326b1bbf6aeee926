using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Samplers;

public class PortfolioSamplerTests
{
    [Fact]
    public void Known_points_come_first_and_then_choices_take_turns_with_what_is_learned()
    {
        var (space, _) = Functions.Conditional;
        IReadOnlyDictionary<string, double> first = new RandomSampler(space, 9).Next(0, [])!;
        var learning = new RandomSampler(space, 1);
        var sampler = new PortfolioSampler([first], new TurnSampler(space, "kind", learning, 1));
        var trials = new List<Trial>();
        for (var number = 0; number < 20; number++)
        {
            trials.Add(new Trial(number, sampler.Next(number, trials)!) { State = TrialState.Complete, Loss = number });
        }

        Assert.Same(first, trials[0].Point);
        Assert.Equal(learning.Next(2, trials.Take(2).ToList()), trials[2].Point);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2, 0], trials.Where(t => t.Number % 2 == 1).Select(t => (int)t.Point["kind"]));
        Assert.All(trials, t => Assert.Equal(t.Point["kind"] == 1, t.Point.ContainsKey("drop")));

        // No state: the same trials give the same point.
        Assert.Equal(trials[11].Point, sampler.Next(11, trials.Take(11).ToList()));
        Assert.Equal(trials[12].Point, new TurnSampler(space, "none", learning, 1).Next(12, trials.Take(12).ToList()));
    }
}

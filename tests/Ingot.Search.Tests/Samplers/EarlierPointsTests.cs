using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Samplers;

public sealed class EarlierPointsTests
{
    private static readonly SearchSpace Space = new(
    [
        new SearchParameter("Trainer", new ChoiceDomain(["LightGbm", "FastTree"])),
        new SearchParameter("Leaves", new NumberDomain(4, 31, isWhole: true)),
        new SearchParameter("Rate", new NumberDomain(0.01, 0.3, isLog: true)),
        new SearchParameter("Drop", new NumberDomain(0, 1)) { Conditions = [new ParameterCondition("Trainer", ["LightGbm"])] },
    ]);

    [Fact]
    public void Points_in_the_space_are_taken_once_in_their_order_and_others_are_counted()
    {
        var (points, places, outside) = EarlierPoints.Of(
            Space,
            [
                Of(("Trainer", "FastTree"), ("leaves", "31"), ("Rate", "0.1"), ("Iterations", "50")),
                Of(("Trainer", "FastTree"), ("Leaves", "32"), ("Rate", "0.1")),
                Of(("Trainer", "FastTree"), ("Leaves", "31"), ("Rate", "0.1"), ("Drop", "7")),
                Of(("Trainer", "LightGbm"), ("Leaves", "4"), ("Rate", "0.1"), ("Drop", "0.25")),
                Of(("Trainer", "Constant"), ("Leaves", "4"), ("Rate", "0.1")),
                Of(("Trainer", "FastTree"), ("Leaves", "5.5"), ("Rate", "0.1")),
                Of(("Trainer", "FastTree"), ("Leaves", "9"), ("Rate", "0.1")),
            ],
            2,
            7);

        // What does not exist with the trainer is ignored, so the third is the first again; of four that are different two are taken.
        Assert.Equal(["Trainer=FastTree, Leaves=31, Rate=0.1", "Trainer=LightGbm, Leaves=4, Rate=0.1, Drop=0.25"], points.Select(Space.Text));
        Assert.Equal([0, 3], places);
        Assert.Equal(3, outside);
    }

    [Fact]
    public void What_is_not_said_is_left_to_chance_and_the_same_each_time()
    {
        var words = new[] { Of(("Trainer", "LightGbm"), ("Leaves", "9")), Of(("Trainer", "LightGbm"), ("Leaves", "10")) };
        var (points, _, _) = EarlierPoints.Of(Space, words, 9, 7);

        Assert.All(points, p => Assert.InRange(p["Rate"], 0.01, 0.3));
        Assert.NotEqual(points[0]["Rate"], points[1]["Rate"]);
        Assert.Equal(points.Select(Space.Text), EarlierPoints.Of(Space, words, 9, 7).Points.Select(Space.Text));
        Assert.NotEqual(points.Select(Space.Text), EarlierPoints.Of(Space, words, 9, 8).Points.Select(Space.Text));
    }

    [Fact]
    public void They_are_tried_first_and_the_sampler_learns_from_them()
    {
        var (points, _, _) = EarlierPoints.Of(Space, Enumerable.Range(4, 10).Select(l => Of(("Trainer", "FastTree"), ("Leaves", $"{l}"), ("Rate", "0.1"))), 10, 7);
        var sampler = new PortfolioSampler(points, new TpeSampler(Space, 7));
        var trials = new List<Trial>();
        for (var i = 0; i < 11; i++)
        {
            var point = sampler.Next(i, trials)!;
            trials.Add(new Trial(i, point) { State = TrialState.Complete, Loss = Math.Abs(point["Leaves"] - 8) });
        }

        Assert.Equal(points, trials.Take(10).Select(t => t.Point));

        // Ten are enough: the eleventh is not the random one.
        Assert.Equal("FastTree", Space["Trainer"].Domain.Text(trials[10].Point["Trainer"]));
        Assert.Equal(Space.Text(new TpeSampler(Space, 7).Next(10, [.. trials.Take(10)])!), Space.Text(trials[10].Point));
    }

    private static Dictionary<string, string> Of(params (string Name, string Value)[] words) => words.ToDictionary(w => w.Name, w => w.Value, StringComparer.Ordinal);
}

using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Samplers;

public class TpeSamplerTests
{
    private const int Seeds = 12;
    private const int Trials = 60;

    public static TheoryData<string> Names => ["Sphere", "Branin", "Conditional"];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_finds_better_points_than_chance(string name)
    {
        var (space, loss) = Function(name);

        var tpe = Enumerable.Range(0, Seeds).Select(s => Functions.BestOf(new TpeSampler(space, s), loss, Trials)).Order().ToList();
        var random = Enumerable.Range(0, Seeds).Select(s => Functions.BestOf(new RandomSampler(space, s), loss, Trials)).Order().ToList();

        // In the median, and for most seeds.
        Assert.True(tpe[Seeds / 2] < random[Seeds / 2], $"{string.Join(' ', tpe)} / {string.Join(' ', random)}");
        Assert.True(tpe[Seeds * 3 / 4] < random[Seeds / 2], $"{string.Join(' ', tpe)} / {string.Join(' ', random)}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_points_and_another_one_others()
    {
        var (space, loss) = Functions.Conditional;

        var once = Texts(space, Functions.Search(new TpeSampler(space, 7), loss, 30));

        Assert.Equal(once, Texts(space, Functions.Search(new TpeSampler(space, 7), loss, 30)));
        Assert.NotEqual(once, Texts(space, Functions.Search(new TpeSampler(space, 8), loss, 30)));
    }

    [Fact]
    public void A_point_has_the_parameters_that_exist_there_and_no_others()
    {
        var (space, loss) = Functions.Conditional;

        var trials = Functions.Search(new TpeSampler(space, 3), loss, 60);

        Assert.All(trials, t => Assert.Equal(space.Parameters.Where(p => space.Has(p, t.Point)).Select(p => p.Name), space.Parameters.Select(p => p.Name).Where(t.Point.ContainsKey)));
        Assert.All(trials, t => Assert.All(t.Point, p => Assert.NotNull(space[p.Key].Domain.Read(space[p.Key].Domain.Text(p.Value)))));
        Assert.Contains(trials, t => t.Point.ContainsKey("drop"));
    }

    [Fact]
    public void No_point_is_tried_twice_and_a_space_ends()
    {
        var space = new SearchSpace([new SearchParameter("a", new ChoiceDomain(["u", "v", "w"])), new SearchParameter("n", new NumberDomain(1, 7, isWhole: true))]);

        var trials = Functions.Search(new TpeSampler(space, 1), p => p["a"] + p["n"], 100);

        Assert.Equal(21, trials.Count);
        Assert.Equal(21, Texts(space, trials).Distinct().Count());
    }

    [Fact]
    public void Several_at_once_do_not_try_the_same_region()
    {
        // All that is known says that the best is at 0: what is running there is held against it.
        var space = new SearchSpace([new SearchParameter("x", new NumberDomain(0, 1))]);
        var known = Enumerable.Range(0, 20).Select(i => Samples.Complete(i, i / 20.0, ("x", i / 20.0))).ToList();
        IReadOnlyList<Trial> running = [.. Enumerable.Range(20, 10).Select(i => new Trial(i, Samples.Point(("x", 0.001 * (i - 19)))))];

        double Mean(IReadOnlyList<Trial> trials) => Enumerable.Range(0, 30).Average(s => new TpeSampler(space, s).Next(100, trials)!["x"]);

        Assert.True(Mean([.. known, .. running]) > Mean(known) + 0.02, $"{Mean([.. known, .. running])} / {Mean(known)}");
    }

    [Fact]
    public void Failed_trials_are_avoided()
    {
        var (space, loss) = Functions.Sphere;

        var trials = Functions.Search(new TpeSampler(space, 5), p => p["x1"] < 0 ? double.NaN : loss(p), 60);

        Assert.InRange(trials.Take(20).Count(t => t.State == TrialState.Failed), 4, 20);
        Assert.InRange(trials.Skip(40).Count(t => t.State == TrialState.Failed), 0, 4);
    }

    [Fact]
    public void What_breaks_a_limit_is_worse_than_what_does_not_however_good()
    {
        Trial[] trials =
        [
            Samples.Complete(0, 1) with { Violation = 2 },
            Samples.Complete(1, 9),
            Samples.Complete(2, 5) with { Violation = 1 },
            new Trial(3, Samples.Point()) { State = TrialState.Pruned, Loss = 2, Steps = [new TrialStep(10, 2)] },
            new Trial(4, Samples.Point()) { State = TrialState.Pruned, Loss = 3, Steps = [new TrialStep(10, 4), new TrialStep(40, 3)] },
            new Trial(5, Samples.Point()) { State = TrialState.Failed },
            new Trial(6, Samples.Point()),
            Samples.Complete(7, 8),
        ];

        string Best(int count) => string.Join(',', TpeSampler.Split(trials, count).Best.Select(t => t.Number));

        Assert.Equal(["7", "1,7", "1,4,7", "1,3,4,7", "1,2,3,4,7", "0,1,2,3,4,7"], Enumerable.Range(1, 6).Select(Best));
        Assert.Equal("0,2,5,6", string.Join(',', TpeSampler.Split(trials, 4).Others.Select(t => t.Number)));
    }

    private static (SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss) Function(string name) =>
        name switch { "Sphere" => Functions.Sphere, "Branin" => Functions.Branin, _ => Functions.Conditional };

    private static List<string> Texts(SearchSpace space, IReadOnlyList<Trial> trials) => [.. trials.Select(t => space.Text(t.Point))];
}

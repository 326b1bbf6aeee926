using Ingot.Core.Metrics;
using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests.Samplers;

/// <summary>
/// Constraints that are at odds with the loss, as a small model is with a good one: a corner of a cube away from the optimum, and two bounds beside a choice; and one that little keeps, in two places far apart:
/// the second problem of J. R. Gardner and others, "Bayesian optimization with inequality constraints", ICML 2014.
/// </summary>
public class ConstraintTests
{
    private const int Seeds = 20;
    private const int Trials = 60;

    public static TheoryData<string> Problems => ["Corner", "Chosen", "Narrow"];

    [Theory]
    [MemberData(nameof(Problems))]
    public void What_keeps_the_constraints_is_found_more_often_and_is_better_than_by_chance_and_than_where_the_sampler_does_not_know_of_them(string problem)
    {
        var (space, loss, asked) = Problem(problem);
        List<double> Best(Func<int, ISampler> sampler) => [.. Enumerable.Range(0, Seeds).Select(s => Trial.BestOf(Search(space, loss, asked, sampler(s)))?.Loss ?? double.PositiveInfinity)];

        var with = Best(s => new TpeSampler(space, s));
        var without = Best(s => new Unasked(new TpeSampler(space, s)));
        var random = Best(s => new RandomSampler(space, s));

        string Told() => $"with {string.Join(' ', with)}\nwithout {string.Join(' ', without)}\nrandom {string.Join(' ', random)}";
        int Wins(List<double> others) => with.Zip(others, (a, b) => a < b).Count(won => won);
        Assert.True(with.Count(double.IsFinite) >= Math.Max(without.Count(double.IsFinite), random.Count(double.IsFinite)), Told());
        Assert.True(Wins(random) >= Seeds * 0.7 && with.Order().ElementAt(Seeds / 2) < random.Order().ElementAt(Seeds / 2), Told());

        // Of two places far apart it stays with the one that it finds first, and the loss alone leads to the better one.
        Assert.True(problem == "Narrow" || Wins(without) >= Seeds * 0.7, Told());
    }

    [Fact]
    public void A_constraint_that_nothing_breaks_changes_no_point()
    {
        var (space, loss, _) = Problem("Narrow");

        var asked = Search(space, loss, p => 0, new TpeSampler(space, 3));

        Assert.Equal(Search(space, loss, p => -1, new TpeSampler(space, 3)).Select(t => space.Text(t.Point)), asked.Select(t => space.Text(t.Point)));
    }

    [Fact]
    public void Where_what_is_asked_is_not_known_the_point_is_avoided()
    {
        var (space, loss, _) = Problem("Narrow");

        var trials = Search(space, loss, p => p["x"] > 3 ? double.NaN : 0, new TpeSampler(space, 5));

        Assert.InRange(trials.Take(20).Count(t => double.IsNaN(t.Violation)), 4, 20);
        Assert.InRange(trials.TakeLast(20).Count(t => double.IsNaN(t.Violation)), 0, 6);
    }

    private static IReadOnlyList<Trial> Search(
        SearchSpace space, Func<IReadOnlyDictionary<string, double>, double> loss, Func<IReadOnlyDictionary<string, double>, double> violation, ISampler sampler)
    {
        var run = new SearchRun(new SearchPlan(sampler, Trials), new MemoryJournal());
        _ = run.Run([], r => new TrialMeasure([loss(r.Trial.Point)]) { Violation = violation(r.Trial.Point) }, () => false, CancellationToken.None);
        return run.Trials;
    }

    private static (SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss, Func<IReadOnlyDictionary<string, double>, double> Violation) Problem(string name)
    {
        var square = new SearchSpace([new SearchParameter("x", new NumberDomain(0, 6)), new SearchParameter("y", new NumberDomain(0, 6))]);
        TrialConstraint most(double bound) => new("c", IsLeast: false, bound, MetricUnit.None, string.Empty);
        return name switch
        {
            // A thirtieth of the cube keeps it.
            "Corner" => (Functions.Sphere.Space, Functions.Sphere.Loss, p => most(-9).Excess(p.Values.Sum())),

            // A fiftieth of the square.
            "Narrow" => (square, p => Math.Sin(p["x"]) + p["y"], p => most(-0.95).Excess(Math.Sin(p["x"]) * Math.Sin(p["y"]))),

            // As of a model that must be small and good enough: the unconstrained optimum is neither.
            _ => (
                Functions.Conditional.Space,
                Functions.Conditional.Loss,
                p => most(30).Excess(p["leaves"]) + new TrialConstraint("c", IsLeast: true, 0.1, MetricUnit.None, string.Empty).Excess(p["rate"])),
        };
    }

    // As if nothing were asked: what breaks a constraint looks as good as it is without.
    private sealed class Unasked(ISampler sampler) : ISampler
    {
        public IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials) => sampler.Next(number, [.. trials.Select(t => t with { Violation = 0 })]);
    }
}

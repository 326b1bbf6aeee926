using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests;

/// <summary>Functions to search, with the least value of each known.</summary>
internal static class Functions
{
    /// <summary>The sphere in three dimensions.</summary>
    public static (SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss) Sphere { get; } =
        (Cube(3, -5, 5), p => p.Values.Sum(v => (v - 1) * (v - 1)));

    /// <summary>Branin's function.</summary>
    public static (SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss) Branin { get; } = (Samples.Plane, p =>
    {
        var (x, y) = (p["x"], p["y"]);
        var square = y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6;
        return (square * square) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;
    });

    /// <summary>A learner with a rate and a size, of two kinds, one of which has a parameter of its own.</summary>
    public static (SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss) Conditional { get; } = (
        new SearchSpace(
        [
            new SearchParameter("kind", new ChoiceDomain(["a", "b", "c"])),
            new SearchParameter("rate", new NumberDomain(0.001, 1, isLog: true)),
            new SearchParameter("leaves", new NumberDomain(2, 256, isWhole: true)),
            new SearchParameter("drop", new NumberDomain(0, 1)) { Conditions = [new ParameterCondition("kind", ["b"])] },
        ]),
        p => Math.Abs(Math.Log10(p["rate"]) + 1.5) + (Math.Abs(p["leaves"] - 60) / 100) + (p["kind"] == 1 ? Math.Abs(p["drop"] - 0.3) : 0.5 + p["kind"]));

    /// <summary>Searches, and says what the best trial is worth.</summary>
    public static double BestOf(ISampler sampler, Func<IReadOnlyDictionary<string, double>, double> loss, int trials) => Search(sampler, loss, trials).Min(t => t.Loss);

    /// <summary>Searches.</summary>
    public static IReadOnlyList<Trial> Search(ISampler sampler, Func<IReadOnlyDictionary<string, double>, double> loss, int trials, int parallel = 1)
    {
        var run = new SearchRun(new SearchPlan(sampler, trials) { Parallel = parallel }, new NoJournal());
        _ = run.Run([], request => new TrialMeasure([loss(request.Trial.Point)]), () => false, CancellationToken.None);
        return run.Trials;
    }

    private static SearchSpace Cube(int dimensions, double low, double high) =>
        new([.. Enumerable.Range(1, dimensions).Select(i => new SearchParameter($"x{i}", new NumberDomain(low, high)))]);

    private sealed class NoJournal : ITrialJournal
    {
        public void Add(Trial trial)
        {
        }
    }
}

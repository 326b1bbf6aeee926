using Ingot.Search.Spaces;
using Ingot.Search.Trials;

namespace Ingot.Search.Tests;

/// <summary>Spaces, points and trials.</summary>
internal static class Samples
{
    public static SearchSpace Plane { get; } = new([new SearchParameter("x", new NumberDomain(-5, 10)), new SearchParameter("y", new NumberDomain(0, 15))]);

    public static SearchSpace Conditional { get; } = new(
    [
        new SearchParameter("kind", new ChoiceDomain(["a", "b"])),
        new SearchParameter("x", new NumberDomain(0, 1)),
        new SearchParameter("depth", new NumberDomain(1, 8, isWhole: true)) { Conditions = [new ParameterCondition("kind", ["b"])] },
        new SearchParameter("mode", new ChoiceDomain(["slow", "fast"])) { Conditions = [new ParameterCondition("kind", ["b"])] },
        new SearchParameter("rate", new NumberDomain(0.01, 1, isLog: true)) { Conditions = [new ParameterCondition("mode", ["fast"])] },
    ]);

    public static Dictionary<string, double> Point(params (string Name, double Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);

    public static Trial Complete(int number, double loss, params (string Name, double Value)[] values) =>
        new(number, Point(values)) { State = TrialState.Complete, Loss = loss };
}

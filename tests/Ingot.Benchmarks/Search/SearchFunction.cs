using Ingot.Search.Spaces;

namespace Ingot.Benchmarks.Search;

/// <summary>A function that a search makes small, with its least value known to be <paramref name="Least"/>.</summary>
internal sealed record SearchFunction(string Name, SearchSpace Space, Func<IReadOnlyDictionary<string, double>, double> Loss, double Least)
{
    /// <summary>Eight of the field's standard functions, one with a parameter that exists only with others, one with categories.</summary>
    public static IReadOnlyList<SearchFunction> All { get; } =
    [
        Of("sphere", 5, -5, 5, x => x.Sum(v => (v - 1) * (v - 1)), 0),
        new("branin", new SearchSpace([new SearchParameter("x1", new NumberDomain(-5, 10)), new SearchParameter("x2", new NumberDomain(0, 15))]), p => Branin(p["x1"], p["x2"]), 0.397887),
        Of("hartmann6", 6, 0, 1, Hartmann, -3.32237),
        Of("ackley", 5, -32, 32, x => (-20 * Math.Exp(-0.2 * Math.Sqrt(x.Average(v => v * v)))) - Math.Exp(x.Average(v => Math.Cos(2 * Math.PI * v))) + 20 + Math.E, 0),
        Of("rosenbrock", 3, -2, 2, x => Enumerable.Range(0, x.Length - 1).Sum(i => (100 * Square(x[i + 1] - (x[i] * x[i]))) + Square(1 - x[i])), 0),
        Of("levy", 5, -10, 10, Levy, 0),
        Of("rastrigin", 3, -5.12, 5.12, x => (10 * x.Length) + x.Sum(v => (v * v) - (10 * Math.Cos(2 * Math.PI * v))), 0),
        Of("styblinski", 4, -5, 5, x => x.Sum(v => (v * v * v * v) - (16 * v * v) + (5 * v)) / 2, -39.16617 * 4),
        new(
            "conditional",
            new SearchSpace(
            [
                new SearchParameter("kind", new ChoiceDomain(["a", "b", "c"])),
                new SearchParameter("rate", new NumberDomain(0.001, 1, isLog: true)),
                new SearchParameter("leaves", new NumberDomain(2, 256, isWhole: true)),
                new SearchParameter("drop", new NumberDomain(0, 1)) { Conditions = [new ParameterCondition("kind", ["b"])] },
                new SearchParameter("depth", new NumberDomain(1, 12, isWhole: true)) { Conditions = [new ParameterCondition("kind", ["a", "b"])] },
            ]),
            p => Math.Abs(Math.Log10(p["rate"]) + 1.5) + (Math.Abs(p["leaves"] - 60) / 100)
                + (p["kind"] == 1 ? Math.Abs(p["drop"] - 0.3) + (Math.Abs(p["depth"] - 5) / 10) : p["kind"] == 0 ? 0.4 + (Math.Abs(p["depth"] - 9) / 10) : 1),
            0),
        new(
            "categories",
            new SearchSpace(
            [
                .. Enumerable.Range(0, 3).Select(i => new SearchParameter($"c{i}", new ChoiceDomain(["p", "q", "r", "s", "t"]))),
                new SearchParameter("x", new NumberDomain(-3, 3)),
                new SearchParameter("y", new NumberDomain(-3, 3)),
            ]),
            p => Square(p["c0"] - 3) + Square(p["c1"] - 1) + (p["c2"] == 2 ? 0 : 1) + Square(p["x"] - (p["c0"] / 4)) + Square(p["y"]),
            0),
    ];

    private static SearchFunction Of(string name, int dimensions, double low, double high, Func<double[], double> loss, double least)
    {
        string[] names = [.. Enumerable.Range(1, dimensions).Select(i => FormattableString.Invariant($"x{i}"))];
        return new SearchFunction(name, new SearchSpace([.. names.Select(n => new SearchParameter(n, new NumberDomain(low, high)))]), p => loss([.. names.Select(n => p[n])]), least);
    }

    private static double Square(double v) => v * v;

    private static double Branin(double x, double y) =>
        Square(y - (5.1 / (4 * Math.PI * Math.PI) * x * x) + (5 / Math.PI * x) - 6) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10;

    private static double Levy(double[] x)
    {
        double[] w = [.. x.Select(v => 1 + ((v - 1) / 4))];
        return Square(Math.Sin(Math.PI * w[0])) + w[..^1].Sum(v => Square(v - 1) * (1 + (10 * Square(Math.Sin((Math.PI * v) + 1))))) + (Square(w[^1] - 1) * (1 + Square(Math.Sin(2 * Math.PI * w[^1]))));
    }

    private static double Hartmann(double[] x)
    {
        double[] alpha = [1, 1.2, 3, 3.2];
        double[][] a = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];
        double[][] p = [[1312, 1696, 5569, 124, 8283, 5886], [2329, 4135, 8307, 3736, 1004, 9991], [2348, 1451, 3522, 2883, 3047, 6650], [4047, 8828, 8732, 5743, 1091, 381]];
        return -Enumerable.Range(0, 4).Sum(i => alpha[i] * Math.Exp(-Enumerable.Range(0, 6).Sum(j => a[i][j] * Square(x[j] - (p[i][j] * 1e-4)))));
    }
}

using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Ingot.Benchmarks.Drift;

/// <summary>A simulated column in which nothing changes.</summary>
/// <param name="name">What it is called.</param>
/// <param name="number">Draws a number; null: it is of categories.</param>
/// <param name="shares">The shares of the categories; null: it is of numbers.</param>
internal sealed class QuietColumn(string name, Func<SplitMix64, double>? number, double[]? shares)
{
    private readonly string[] _names = [.. (shares ?? []).Select((_, i) => FormattableString.Invariant($"c{i}"))];
    private readonly double[] _until = Sums(shares ?? []);

    /// <summary>A table of 20 columns as tables are: numbers of many shapes, some with few values or missing ones, categories and truth values.</summary>
    public static IReadOnlyList<QuietColumn> Table { get; } =
    [
        Numbers("normal", r => Normal.InvCDF(0, 1, Uniform(r))),
        Numbers("normal 2", r => Normal.InvCDF(40, 12, Uniform(r))),
        Numbers("uniform", Uniform),
        Numbers("exponential", r => -Math.Log(Uniform(r))),
        Numbers("lognormal", r => Math.Exp(Normal.InvCDF(3, 1.2, Uniform(r)))),
        Numbers("two peaks", r => Normal.InvCDF(Uniform(r) < 0.3 ? -3 : 2, 1, Uniform(r))),
        Numbers("mostly 0", r => Uniform(r) < 0.8 ? 0 : -Math.Log(Uniform(r)) * 20),
        Numbers("whole", r => Math.Floor(-Math.Log(Uniform(r)) * 6)),
        Numbers("1 to 5", r => 1 + Math.Floor(Uniform(r) * 5)),
        Numbers("a tenth missing", r => Uniform(r) < 0.1 ? double.NaN : Normal.InvCDF(0, 1, Uniform(r))),
        Numbers("dates", r => 1.7e15 + Math.Floor(Uniform(r) * 365) * 8.64e10),
        Categories("two, even", [0.5, 0.5]),
        Categories("two, 9 to 1", [0.9, 0.1]),
        Categories("two, rare", [0.99, 0.01]),
        Categories("three", [0.6, 0.25, 0.15]),
        Categories("five", [0.4, 0.3, 0.15, 0.1, 0.05]),
        Categories("ten", [0.25, 0.2, 0.15, 0.12, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01]),
        Categories("ten, even", [.. Enumerable.Repeat(0.1, 10)]),
        Categories("fifty", Zipf(50)),
        Categories("three hundred", Zipf(300)),
    ];

    /// <summary>What it is called.</summary>
    public string Name => name;

    /// <summary>Whether it is of numbers.</summary>
    public bool IsNumber => number is not null;

    /// <summary>Draws a reference and windows, and gives what judges them by some options.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="referenceRows">Rows of the reference.</param>
    /// <param name="windows">How many windows of each size.</param>
    /// <param name="rows">Rows of the windows: each has the rows of the one before, and more.</param>
    /// <param name="judge">Is handed the number of a window, its rows, what judges it, and what the reference varies by for a measure.</param>
    public void Draw(SplitMix64 random, int referenceRows, int windows, int[] rows, Action<int, int, Func<DriftOptions, DriftFinding>, Func<DriftMeasure, DriftOptions, ReferenceVariation>> judge)
    {
        if (number is not null)
        {
            var reference = NumberReference.Of(Enumerable.Range(0, referenceRows).Select(_ => number(random)).ToArray());
            for (var w = 0; w < windows; w++)
            {
                var window = new NumberWindow(reference);
                foreach (var (size, more) in Sizes(rows))
                {
                    window.Add(Enumerable.Range(0, more).Select(_ => number(random)).ToArray());
                    judge(w, size, o => DriftDetector.Find(name, window, o), (m, o) => ReferenceVariation.Of(reference, m, size, o));
                }
            }
        }
        else
        {
            var reference = CategoryReference.Of(Enumerable.Range(0, referenceRows).Select(_ => Category(random)));
            for (var w = 0; w < windows; w++)
            {
                var window = new CategoryWindow(reference);
                foreach (var (size, more) in Sizes(rows))
                {
                    for (var row = 0; row < more; row++)
                    {
                        window.Add(Category(random), 1);
                    }

                    judge(w, size, o => DriftDetector.Find(name, window, o), (m, o) => ReferenceVariation.Of(reference, m, size, o));
                }
            }
        }
    }

    private static IEnumerable<(int Size, int More)> Sizes(int[] rows) => rows.Order().Select((r, i) => (r, i == 0 ? r : r - rows.Order().ElementAt(i - 1)));

    private static QuietColumn Numbers(string name, Func<SplitMix64, double> draw) => new(name, draw, null);

    private static QuietColumn Categories(string name, double[] shares) => new(name, null, shares);

    private static double[] Zipf(int count)
    {
        var sum = Enumerable.Range(1, count).Sum(i => 1.0 / i);
        return [.. Enumerable.Range(1, count).Select(i => 1.0 / i / sum)];
    }

    private static double[] Sums(double[] shares)
    {
        var sum = 0.0;
        return [.. shares.Select(s => sum += s)];
    }

    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) * (1.0 / (1L << 53));

    private string Category(SplitMix64 random)
    {
        var at = Array.BinarySearch(_until, Uniform(random));
        return _names[Math.Min(at < 0 ? ~at : at, _names.Length - 1)];
    }
}

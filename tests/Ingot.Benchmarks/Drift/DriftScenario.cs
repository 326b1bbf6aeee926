using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Ingot.Benchmarks.Drift;

/// <summary>A simulated column whose true drift is known: what its reference and its windows are drawn from.</summary>
/// <param name="Name">What it is called in the tables.</param>
internal abstract record DriftScenario(string Name)
{
    /// <summary>The measures of such a column.</summary>
    public abstract IEnumerable<DriftMeasure> Measures { get; }

    /// <summary>A finding on a new reference and a new window, and the true value of the measure.</summary>
    /// <param name="measure">The measure.</param>
    /// <param name="strength">How much the window differs; 0 not at all.</param>
    /// <param name="referenceRows">Rows of the reference.</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="seed">Of both.</param>
    public abstract (DriftFinding Finding, double Truth) Draw(DriftMeasure measure, double strength, int referenceRows, int rows, ulong seed);

    /// <summary>The true value for shares of cells.</summary>
    protected static double OfShares(DriftMeasure measure, double[] p, double[] q, double partOfReference) => measure.Name switch
    {
        "PSI" => p.Zip(q, (a, b) => (b - a) * Math.Log(b / a)).Sum(),
        "JensenShannon" => Math.Sqrt(p.Zip(q, (a, b) => ((a * Math.Log(2 * a / (a + b))) + (b * Math.Log(2 * b / (a + b)))) / 2).Sum() / Math.Log(2)),
        "ChiSquared" => Math.Sqrt(p.Zip(q, (a, b) => (b - a) * (b - a) / ((partOfReference * a) + ((1 - partOfReference) * b))).Sum()),
        _ => p.Zip(q, (a, b) => Math.Abs(b - a)).Max(),
    };

    /// <summary>Above 0 and below 1.</summary>
    protected static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) * (1.0 / (1L << 53));

    /// <summary>Numbers of a normal distribution; the window's is shifted by so many standard deviations.</summary>
    public static DriftScenario Numbers { get; } = new ShiftedNumbers();

    /// <summary>Ten categories, of which two rare ones (2 and 1 %) and a frequent one change.</summary>
    public static DriftScenario Categories { get; } = new ChangedCategories(
        "ten categories", [0.25, 0.2, 0.15, 0.12, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01], [-1, 0, 0, 0.5, 0, 0, 0, 0, 0.3, 0.2],
        [DriftMeasureCatalog.PopulationStability, DriftMeasureCatalog.JensenShannon, DriftMeasureCatalog.ChiSquared, DriftMeasureCatalog.LInfinity]);

    /// <summary>Two categories.</summary>
    public static DriftScenario Booleans { get; } = new ChangedCategories(
        "two categories", [0.7, 0.3], [-1, 1], [DriftMeasureCatalog.TwoProportions, DriftMeasureCatalog.JensenShannon]);

    private sealed record ShiftedNumbers() : DriftScenario("numbers")
    {
        public override IEnumerable<DriftMeasure> Measures { get; } =
            DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number) && m != DriftMeasureCatalog.Missing);

        public override (DriftFinding Finding, double Truth) Draw(DriftMeasure measure, double strength, int referenceRows, int rows, ulong seed)
        {
            var random = new SplitMix64(seed);
            var reference = NumberReference.Of(Draw(random, 0, referenceRows));
            var window = new NumberWindow(reference);
            window.Add(Draw(random, strength, rows));
            var finding = DriftDetector.Find("x", window, new DriftOptions { Measure = measure, Seed = seed, MinimumRows = 1 });
            return (finding, measure.Name switch
            {
                // The unit is the reference's own standard deviation.
                "Wasserstein" => strength / reference.StandardDeviation,
                "KS" => (2 * Normal.CDF(0, 1, strength / 2)) - 1,
                _ => OfShares(measure, Shares(finding, 0), Shares(finding, strength), (double)referenceRows / (referenceRows + rows)),
            });
        }

        private static double[] Draw(SplitMix64 random, double mean, int rows) =>
            [.. Enumerable.Range(0, rows).Select(_ => mean + Normal.InvCDF(0, 1, Uniform(random)))];

        // The true shares of the very bins that this reference has.
        private static double[] Shares(DriftFinding finding, double mean) =>
            [.. finding.Bins.Select(b => Normal.CDF(mean, 1, b.High ?? double.PositiveInfinity) - Normal.CDF(mean, 1, b.Low ?? double.NegativeInfinity))];
    }

    private sealed record ChangedCategories(string Name, double[] Shares, double[] Direction, IEnumerable<DriftMeasure> OfThem) : DriftScenario(Name)
    {
        public override IEnumerable<DriftMeasure> Measures => OfThem;

        public override (DriftFinding Finding, double Truth) Draw(DriftMeasure measure, double strength, int referenceRows, int rows, ulong seed)
        {
            var random = new SplitMix64(seed);
            double[] changed = [.. Shares.Zip(Direction, (s, d) => s + (strength * d))];
            var window = new CategoryWindow(CategoryReference.Of(Draw(random, Shares, referenceRows)));
            window.Add([.. Draw(random, changed, rows)]);
            var finding = DriftDetector.Find("c", window, new DriftOptions { Measure = measure, Seed = seed, MinimumRows = 1 });
            return (finding, OfShares(measure, Shares, changed, (double)referenceRows / (referenceRows + rows)));
        }

        private static IEnumerable<string> Draw(SplitMix64 random, double[] shares, int rows)
        {
            for (var i = 0; i < rows; i++)
            {
                var at = Uniform(random);
                var category = 0;
                while (category < shares.Length - 1 && at >= shares[category])
                {
                    at -= shares[category++];
                }

                yield return ((char)('a' + category)).ToString();
            }
        }
    }
}

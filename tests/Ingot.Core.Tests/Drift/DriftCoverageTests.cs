using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

/// <summary>
/// Intervals hold the true value as often as they say, quiet windows raise no alarm, and great changes are found. The benchmark <c>drift</c> has
/// the exact figures; here 60 windows of fixed seeds find what is grossly wrong. With a true coverage of 93 % (the least that is claimed) fewer than 49 of 60
/// intervals hold the value in 8 cases of 10,000; with a true rate of 2.5 % more than 7 false alarms come in 1.
/// </summary>
public class DriftCoverageTests
{
    private const int Windows = 60;
    private const int LeastCovered = 49;
    private const int MostFalseAlarms = 7;
    private const int ReferenceRows = 1000;
    private const int WindowRows = 300;

    public static TheoryData<string> Measures => [.. DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number) && m != DriftMeasureCatalog.Missing).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Measures))]
    public void Of_numbers(string name)
    {
        var measure = DriftMeasureCatalog.Find(name)!;
        foreach (var shift in new[] { 0, 0.3, 1.5 })
        {
            var (covered, drifted) = (0, 0);
            for (ulong seed = 1; seed <= Windows; seed++)
            {
                var random = new SplitMix64(seed * 1_000_003);
                var window = Window(Normals(random, 0, ReferenceRows), Normals(random, shift, WindowRows));
                var finding = DriftDetector.Find("x", window, new DriftOptions { Measure = measure, Resamples = 200, Seed = seed });
                double[] p = [.. finding.Bins.Select(b => Share(b, 0))], q = [.. finding.Bins.Select(b => Share(b, shift))];
                var truth = name switch
                {
                    "Wasserstein" => shift / window.Reference.StandardDeviation,
                    "KS" => (2 * Normal.CDF(0, 1, shift / 2)) - 1,
                    _ => OfShares(name, p, q),
                };
                covered += finding.Low <= truth && truth <= finding.High ? 1 : 0;
                drifted += finding.Outcome == DriftOutcome.Drifted ? 1 : 0;
            }

            Assert.True(covered >= LeastCovered, $"{name}, shifted by {shift}: {covered} of {Windows} intervals hold the true value.");
            Assert.True(shift > 0 || drifted <= MostFalseAlarms, $"{name}: {drifted} of {Windows} quiet windows are alarms.");
            Assert.True(shift < 1 || drifted == Windows, $"{name}: {drifted} of {Windows} windows with a great change are found.");
        }
    }

    [Theory]
    [InlineData("PSI")]
    [InlineData("JensenShannon")]
    [InlineData("ChiSquared")]
    [InlineData("LInfinity")]
    [InlineData("TwoProportions")]
    public void Of_categories(string name)
    {
        var measure = DriftMeasureCatalog.Find(name)!;
        foreach (var changed in new[] { 0.3, 0.4, 0.9 })
        {
            // Two categories for the measure that has only two, else four.
            double[] p = measure.MostDistinctValues == 2 ? [0.7, 0.3] : [0.35, 0.35, 0.2, 0.1];
            double[] q = measure.MostDistinctValues == 2 ? [1 - changed, changed] : [(1 - changed) / 2, (1 - changed) / 2, changed * 2 / 3, changed / 3];
            var truth = OfShares(name, p, q);
            var (covered, drifted) = (0, 0);
            for (ulong seed = 1; seed <= Windows; seed++)
            {
                var random = new SplitMix64(seed * 1_000_003);
                var finding = DriftDetector.Find("c", Counts(Draw(random, p, ReferenceRows), Draw(random, q, WindowRows)), new DriftOptions { Measure = measure });
                covered += finding.Low <= truth && truth <= finding.High ? 1 : 0;
                drifted += finding.Outcome == DriftOutcome.Drifted ? 1 : 0;
            }

            Assert.True(covered >= LeastCovered, $"{name}, {changed}: {covered} of {Windows} intervals hold the true value.");
            Assert.True(changed > 0.3 || drifted <= MostFalseAlarms, $"{name}: {drifted} of {Windows} quiet windows are alarms.");
            Assert.True(changed < 0.9 || drifted == Windows, $"{name}: {drifted} of {Windows} windows with a great change are found.");
        }
    }

    [Fact]
    public void What_chance_adds_is_taken_off()
    {
        // Of 100 rows the observed values are far above 0 without any change; the effects are near it.
        var (observed, effects) = (new List<double>(), new List<double>());
        for (ulong seed = 1; seed <= Windows; seed++)
        {
            var random = new SplitMix64(seed * 1_000_003);
            var finding = DriftDetector.Find("x", Window(Normals(random, 0, ReferenceRows), Normals(random, 0, 100)),
                new DriftOptions { Measure = DriftMeasureCatalog.PopulationStability });
            observed.Add(finding.Observed);
            effects.Add(finding.Effect);
        }

        Assert.InRange(observed.Average(), 0.07, 0.13);
        Assert.InRange(effects.Average(), 0, 0.04);
        Assert.InRange(effects.Order().ElementAt(Windows / 2), 0, 0.02);
    }

    private static double OfShares(string name, double[] p, double[] q)
    {
        const double part = (double)ReferenceRows / (ReferenceRows + WindowRows);
        return name switch
        {
            "PSI" => p.Zip(q, (a, b) => (b - a) * Math.Log(b / a)).Sum(),
            "JensenShannon" => Math.Sqrt(Math.Max(0, p.Zip(q, (a, b) => ((a * Math.Log2(2 * a / (a + b))) + (b * Math.Log2(2 * b / (a + b)))) / 2).Sum())),
            "ChiSquared" => Math.Sqrt(p.Zip(q, (a, b) => (b - a) * (b - a) / ((part * a) + ((1 - part) * b))).Sum()),
            _ => p.Zip(q, (a, b) => Math.Abs(b - a)).Max(),
        };
    }

    private static double Share(DriftBin bin, double mean) =>
        Normal.CDF(mean, 1, bin.High ?? double.PositiveInfinity) - Normal.CDF(mean, 1, bin.Low ?? double.NegativeInfinity);

    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) * (1.0 / (1L << 53));

    private static double[] Normals(SplitMix64 random, double mean, int rows) =>
        [.. Enumerable.Range(0, rows).Select(_ => mean + Normal.InvCDF(0, 1, Uniform(random)))];

    private static long[] Draw(SplitMix64 random, double[] shares, int rows)
    {
        var counts = new long[shares.Length];
        for (var i = 0; i < rows; i++)
        {
            var at = Uniform(random);
            var category = 0;
            while (category < shares.Length - 1 && at >= shares[category])
            {
                at -= shares[category++];
            }

            counts[category]++;
        }

        return counts;
    }
}

using Ingot.Core.Drift;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

/// <summary>
/// Each measure beside independent values: SciPy 1.10.1 and NumPy 1.24.2 on the same samples, as each test says; PSI and L-infinity by hand (NumPy
/// arithmetic of their definitions).
/// </summary>
public class DriftMeasureTests
{
    private static readonly DriftOptions Any = new() { MinimumRows = 1 };

    // ks_2samp(a, b, method="exact"); scipy.special.kolmogorov(sqrt(nm / (n + m)) d)
    [Theory]
    [InlineData(0.16666666666666666, 0.0073526060801564945, 0.007731839832219334, false)]
    [InlineData(0.09333333333333334, 0.341957679475744, 0.3483804915496271, true)]
    public void KS_is_SciPys(double distance, double exact, double limit, bool tied)
    {
        var finding = DriftDetector.Find("x", tied ? Window(TiedReference, TiedCurrent) : Window(Reference, Current), Of(DriftMeasureCatalog.KolmogorovSmirnov));

        Assert.Equal(distance, finding.Observed, 14);
        Assert.Equal(exact, finding.PValue, 12);
        Assert.Equal(limit, KolmogorovSmirnov.LimitPValue(300, 150, distance), 12);
    }

    [Fact]
    public void KS_of_few_rows_is_exact()
    {
        Assert.Equal(0.5, Ks([1, 2, 3], [10]).PValue, 14);
        var finding = Ks([.. Enumerable.Range(0, 8).Select(i => 0.1 * i)], [.. Enumerable.Range(0, 5).Select(i => (0.1 * i) + 0.35)]);
        Assert.Equal(0.5, finding.Observed, 14);
        Assert.Equal(0.3162393162393163, finding.PValue, 14);
        finding = Ks([.. Enumerable.Range(0, 40).Select(i => (double)i)], [.. Enumerable.Range(0, 40).Select(i => i + 25.5)]);
        Assert.Equal(0.65, finding.Observed, 14);
        Assert.InRange(finding.PValue / 2.8056764729484566e-08, 1 - 1e-10, 1 + 1e-10);
    }

    [Fact]
    public void Infinities_are_values_for_KS_and_no_values_for_Wasserstein()
    {
        double[] reference = [double.NegativeInfinity, 1, 2, 3, double.PositiveInfinity];
        double[] current = [1.5, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, 4];

        var finding = Ks(reference, current);
        Assert.Equal(0.6, finding.Observed, 14);
        Assert.Equal(0.35714285714285715, finding.PValue, 14);
        Assert.Contains("Infinite: 2 rows of the reference and 3 of the window", Assert.Single(finding.Notes), StringComparison.Ordinal);

        // wasserstein_distance([1, 2, 3], [1.5, 4]) / std([1, 2, 3]) = 0.75 / 0.816...
        var wasserstein = DriftDetector.Find("x", Window([.. reference, .. new double[] { 5, 6, 7 }], current), Of(DriftMeasureCatalog.Wasserstein));
        Assert.True(double.IsFinite(wasserstein.Observed));
    }

    // wasserstein_distance(a, b) / std(a)
    [Fact]
    public void Wasserstein_is_SciPys_over_the_standard_deviation()
    {
        Assert.Equal(0.2538718281636566, Wasserstein(Reference, Current).Observed, 8);
        Assert.Equal(0.1590362950125648, Wasserstein(TiedReference, TiedCurrent).Observed, 8);
    }

    [Fact]
    public void Wasserstein_reaches_beyond_the_reference()
    {
        Assert.Equal(327.8773954118903, Wasserstein(Reference, [.. Current.Select(x => x + 1000)]).Observed, 6);
        Assert.Equal(0.9933108403693812, Wasserstein(Reference, [3.14]).Observed, 8);
    }

    [Fact]
    public void Wasserstein_of_few_distinct_values_beside_many_is_refined_between_them()
    {
        double[] two = [.. Enumerable.Repeat(0.0, 500), .. Enumerable.Repeat(1.0, 500)];
        var window = Window(two, [.. Enumerable.Range(0, 10_001).Select(i => i / 10_000.0)]);

        var (distance, error) = WassersteinDistance.Of(window);
        Assert.InRange(distance, (0.4999500049995 / 2) - 1e-5, (0.4999500049995 / 2) + 1e-5);
        Assert.InRange(error, 0, 1e-5);
    }

    // p = a / sum(a), q = b / sum(b): chi2_contingency([a, b], correction=False), jensenshannon(p, q, base=2)
    [Fact]
    public void Measures_of_categories_are_SciPys()
    {
        var window = Counts([500, 300, 150, 50], [180, 140, 100, 60, 20]);

        var chi = DriftDetector.Find("c", window, Of(DriftMeasureCatalog.ChiSquared));
        Assert.Equal(0.4964041823952184, chi.Observed, 12);
        Assert.InRange(chi.PValue / 6.133412735054894e-17, 1 - 1e-9, 1 + 1e-9);
        Assert.Equal(0.20445581460775897, DriftDetector.Find("c", window, Of(DriftMeasureCatalog.JensenShannon)).Observed, 12);
        Assert.Equal(0.30030751388933585, DriftDetector.Find("c", window, Of(DriftMeasureCatalog.PopulationStability)).Observed, 12);
        Assert.Equal(0.14, DriftDetector.Find("c", window, Of(DriftMeasureCatalog.LInfinity)).Observed, 12);
    }

    [Fact]
    public void Bins_are_the_deciles_of_the_reference_and_the_measures_are_of_them()
    {
        var finding = DriftDetector.Find("x", Window(Reference, Current), Of(DriftMeasureCatalog.PopulationStability));

        Assert.Equal([null, 0.81, 1.85, 2.78, 4.02, 5.08, 6.31, 7.29, 8.13, 9.29], finding.Bins.Select(b => b.Low));
        Assert.Equal([0.81, 1.85, 2.78, 4.02, 5.08, 6.31, 7.29, 8.13, 9.29, null], finding.Bins.Select(b => b.High));
        Assert.All(finding.Bins, b => Assert.Equal(30, b.ReferenceRows));
        Assert.Equal([11, 12, 11, 23, 11, 14, 13, 9, 10, 36], finding.Bins.Select(b => b.CurrentRows));
        Assert.Equal(0.19851648636407349, finding.Observed, 12);
        Assert.Equal(0.193018212006729, DriftDetector.Find("x", Window(Reference, Current), Of(DriftMeasureCatalog.JensenShannon)).Observed, 12);
        Assert.Equal(0.13999999999999999, DriftDetector.Find("x", Window(Reference, Current), Of(DriftMeasureCatalog.LInfinity)).Observed, 12);
        Assert.Equal(0.009278995658961836, DriftDetector.Find("x", Window(Reference, Current), Of(DriftMeasureCatalog.ChiSquared)).PValue, 12);
    }

    // proportions_ztest([300, 180], [1000, 500])
    [Fact]
    public void Two_categories_have_the_z_test()
    {
        var finding = DriftDetector.Find("c", Counts([700, 300], [320, 180]), Of(DriftMeasureCatalog.TwoProportions));

        Assert.Equal(0.06, finding.Observed, 14);
        Assert.Equal(0.01885724376849538, finding.PValue, 12);
        Assert.InRange(finding.Low, 0.005, 0.02);
        Assert.InRange(finding.High, 0.1, 0.12);
    }

    // As the shares of two categories above: 300 of 1,000 and 180 of 500 rows without a value.
    [Fact]
    public void Missing_values_have_a_measure_of_their_own()
    {
        double[] reference = [.. Enumerable.Range(0, 1000).Select(i => i < 300 ? double.NaN : i)];
        double[] current = [.. Enumerable.Range(0, 500).Select(i => i < 180 ? double.NaN : 2 * i)];
        foreach (var finding in new[]
        {
            DriftDetector.Find("x", Window(reference, current), new DriftOptions { Measure = DriftMeasureCatalog.Missing, ThresholdMode = DriftThresholdMode.Both, Chunks = 5 }),
            DriftDetector.Find(
                "x",
                Categories(reference.Select(v => double.IsNaN(v) ? null : "a"), [.. current.Select(v => double.IsNaN(v) ? null : "b")]),
                new DriftOptions { Measure = DriftMeasureCatalog.Missing, ThresholdMode = DriftThresholdMode.Both, Chunks = 5 }),
        })
        {
            Assert.Equal(0.06, finding.Observed, 14);
            Assert.Equal(0.01885724376849538, finding.PValue, 12);
            Assert.Equal((1000, 500), (finding.ReferenceRows, finding.CurrentRows));
            Assert.Equal([DriftBinKind.Present, DriftBinKind.Missing], finding.Bins.Select(b => b.Kind));
            Assert.Equal([320, 180], finding.Bins.Select(b => b.CurrentRows));
            Assert.True(finding.Threshold.Reference!.Limit > 0);
        }

        var all = DriftDetector.Find("x", Window(reference, [.. Enumerable.Repeat(double.NaN, 500)]), new DriftOptions { Measure = DriftMeasureCatalog.Missing });
        Assert.Equal((0.7, DriftOutcome.Drifted), (Math.Round(all.Observed, 12), all.Outcome));
    }

    [Fact]
    public void What_is_in_every_row_of_both_sides_has_not_drifted()
    {
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Category)))
        {
            var finding = DriftDetector.Find("c", Counts([500], [200]), Of(measure));
            Assert.Equal(0, finding.Effect);
            Assert.Equal(1, finding.PValue);
            Assert.Equal(DriftOutcome.Stable, finding.Outcome);
        }
    }

    [Fact]
    public void Another_value_in_every_row_is_as_far_as_can_be()
    {
        var window = Counts([500, 0], [0, 200]);

        Assert.Equal(1, DriftDetector.Find("c", window, Of(DriftMeasureCatalog.JensenShannon)).Observed, 12);
        Assert.Equal(1, DriftDetector.Find("c", window, Of(DriftMeasureCatalog.LInfinity)).Observed, 12);
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Category) && m != DriftMeasureCatalog.Missing))
        {
            Assert.Equal(DriftOutcome.Drifted, DriftDetector.Find("c", window, Of(measure)).Outcome);
        }
    }

    [Fact]
    public void Every_interval_holds_its_effect_and_the_effect_is_below_what_is_observed()
    {
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number)))
        {
            foreach (var current in new[] { Current, TiedCurrent, Reference, [.. Reference.Take(100)], [3.0], [.. Current.Select(x => x * 7)] })
            {
                var finding = DriftDetector.Find("x", Window(Reference, current), Of(measure));
                Assert.InRange(finding.Effect, finding.Low, finding.High);
                Assert.InRange(finding.Effect, 0, finding.Observed + 1e-12);
                Assert.InRange(finding.PValue, 0, 1);
            }
        }
    }

    private static DriftFinding Ks(double[] reference, double[] current) =>
        DriftDetector.Find("x", Window(reference, current), Of(DriftMeasureCatalog.KolmogorovSmirnov));

    private static DriftFinding Wasserstein(double[] reference, double[] current) =>
        DriftDetector.Find("x", Window(reference, current), Of(DriftMeasureCatalog.Wasserstein));

    private static DriftOptions Of(DriftMeasure measure) => Any with { Measure = measure };
}

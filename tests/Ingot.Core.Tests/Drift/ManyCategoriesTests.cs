using Ingot.Core.Drift;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Drift;

/// <summary>Columns of many categories, most of which a small window has never or once.</summary>
public class ManyCategoriesTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(50, 200)]
    [InlineData(300, 200)]
    [InlineData(300, 1000)]
    public void A_window_that_lacks_rare_categories_by_chance_has_not_drifted(int categories, int rows)
    {
        var (below, drifted) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var window = Draw((ulong)seed, categories, rows, unseen: 0);
            drifted += DriftDetector.Find("c", window).Outcome == DriftOutcome.Drifted ? 1 : 0;
            below += DriftDetector.Find("c", window, new DriftOptions { Measure = DriftMeasureCatalog.ChiSquared }).PValue < 0.05 ? 1 : 0;
        }

        // Of 60 at a rate of 5 %, more than 9 come once in 1,700.
        Assert.InRange(below, 0, 9);
        Assert.InRange(drifted, 0, 1);
    }

    [Fact]
    public void A_fifth_of_rows_in_new_categories_has()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            Assert.Equal(DriftOutcome.Drifted, DriftDetector.Find("c", Draw((ulong)seed, 300, 1000, unseen: 0.2)).Outcome);
        }
    }

    [Fact]
    public void What_a_great_window_has_lost_stands_alone()
    {
        var reference = CategoryReference.Of(Enumerable.Range(0, 1000).Select(i => i % 10 < 5 ? "a" : i % 10 < 8 ? "b" : "gone"));
        var window = new CategoryWindow(reference);
        window.Add("a", 6_250_000);
        window.Add("b", 3_750_000);

        var finding = DriftDetector.Find("c", window, new DriftOptions { Measure = DriftMeasureCatalog.LInfinity });

        Assert.Equal(0.2, finding.Observed, 3);
        Assert.Equal(DriftOutcome.Drifted, finding.Outcome);
    }

    // By Zipf's law: the second is half as frequent as the first, the third a third.
    private static CategoryWindow Draw(ulong seed, int categories, int rows, double unseen)
    {
        var random = new SplitMix64(seed);
        double Uniform() => (random.Next() >> 11) * (1.0 / (1L << 53));
        var sum = Enumerable.Range(1, categories).Sum(i => 1.0 / i);
        string Category()
        {
            var (left, i) = (Uniform() * sum, 1);
            while (i < categories && left > 1.0 / i)
            {
                left -= 1.0 / i;
                i++;
            }

            return FormattableString.Invariant($"c{i}");
        }

        var window = new CategoryWindow(CategoryReference.Of(Enumerable.Range(0, 10_000).Select(_ => Category())));
        for (var row = 0; row < rows; row++)
        {
            window.Add(Uniform() < unseen ? FormattableString.Invariant($"new{random.Next() % 50}") : Category());
        }

        return window;
    }
}

using Ingot.Core.Drift;
using Ingot.Core.Statistics;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

public class ReferenceVariationTests
{
    [Fact]
    public void The_limit_is_the_mean_and_three_standard_deviations()
    {
        // Mean 2, standard deviation 1 (over n - 1).
        var variation = ReferenceVariation.Of([1, 2, 3], 500, "3 weeks");

        Assert.Equal(5, variation.Limit, 12);
        Assert.Equal((2, 3, 3, 500), (variation.Mean, variation.Greatest, variation.Chunks, variation.ChunkRows));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReferenceVariation.Of([1], 500, "one week"));
    }

    [Fact]
    public void Random_chunks_have_the_rows_of_the_window_and_at_most_half_of_the_reference()
    {
        var options = new DriftOptions { Chunks = 5 };

        Assert.Equal(50, ReferenceVariation.Of(NumberReference.Of(Reference), DriftMeasureCatalog.KolmogorovSmirnov, 50, options).ChunkRows);
        Assert.Equal(150, ReferenceVariation.Of(NumberReference.Of(Reference), DriftMeasureCatalog.KolmogorovSmirnov, 10_000, options).ChunkRows);
        var categories = CategoryReference.Of(Enumerable.Range(0, 300).Select(i => $"{i % 7}"), limit: 3);
        Assert.Equal(50, ReferenceVariation.Of(categories, DriftMeasureCatalog.JensenShannon, 50, options).ChunkRows);
    }

    [Fact]
    public void Fewer_rows_vary_more_and_every_measure_has_a_limit()
    {
        var options = new DriftOptions { Chunks = 10 };
        var random = new SplitMix64(5);
        var reference = NumberReference.Of([.. Enumerable.Range(0, 2000).Select(_ => (double)random.Below(1_000_000))]);
        foreach (var measure in DriftMeasureCatalog.All.Where(m => m.Kinds.Contains(DriftColumnKind.Number) && m != DriftMeasureCatalog.Missing))
        {
            var few = ReferenceVariation.Of(reference, measure, 100, options);
            var many = ReferenceVariation.Of(reference, measure, 1000, options);
            Assert.True(few.Limit > many.Limit && many.Limit > 0, measure.Name);
        }
    }

    [Theory]
    [InlineData(DriftThresholdMode.Fixed, 0.1)]
    [InlineData(DriftThresholdMode.Reference, 0.3)]
    [InlineData(DriftThresholdMode.Both, 0.3)]
    public void A_threshold_says_where_it_is_from(DriftThresholdMode mode, double expected)
    {
        var variation = ReferenceVariation.Of([0.3, 0.3], 100, "2 weeks");
        var finding = DriftDetector.Find("x", Window(Reference, Current), new DriftOptions { ThresholdMode = mode, Variation = variation });

        Assert.Equal(expected, finding.Threshold.Value, 12);
        Assert.Equal(mode, finding.Threshold.Mode);
        Assert.Equal(mode == DriftThresholdMode.Fixed ? null : variation, finding.Threshold.Reference);
        Assert.Equal(mode == DriftThresholdMode.Reference ? null : 0.1, finding.Threshold.Fixed);
        if (mode == DriftThresholdMode.Both)
        {
            Assert.Equal(0.5, DriftDetector.Find("x", Window(Reference, Current), new DriftOptions { ThresholdMode = mode, Variation = variation, Threshold = 0.5 }).Threshold.Value);
        }
    }
}

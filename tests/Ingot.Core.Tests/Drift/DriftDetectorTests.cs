using Ingot.Core.Drift;
using static Ingot.Core.Tests.Drift.Samples;

namespace Ingot.Core.Tests.Drift;

public class DriftDetectorTests
{
    [Theory]
    [InlineData(DriftColumnKind.Number, 1000, 6, "KS")]
    [InlineData(DriftColumnKind.Number, 1000, 5, "ChiSquared")]
    [InlineData(DriftColumnKind.Number, 1000, 2, "ChiSquared")]
    [InlineData(DriftColumnKind.Category, 1000, 3, "ChiSquared")]
    [InlineData(DriftColumnKind.Category, 1000, 2, "TwoProportions")]
    [InlineData(DriftColumnKind.Number, 1001, 6, "Wasserstein")]
    [InlineData(DriftColumnKind.Number, 1001, 5, "JensenShannon")]
    [InlineData(DriftColumnKind.Category, 1001, 2, "JensenShannon")]
    [InlineData(DriftColumnKind.Category, 1001, 300, "JensenShannon")]
    public void The_choice_is_the_one_that_Evidently_documents(DriftColumnKind kind, long rows, int distinct, string measure) =>
        Assert.Equal(measure, DriftChoice.For(kind, rows, distinct).Name);

    [Theory]
    [InlineData(0.11, 0.2, DriftOutcome.Drifted)]
    [InlineData(0.1, 0.2, DriftOutcome.Unclear)]
    [InlineData(0.05, 0.1, DriftOutcome.Stable)]
    [InlineData(double.NaN, double.NaN, DriftOutcome.Unclear)]
    public void Only_an_interval_on_one_side_of_the_threshold_is_a_verdict(double low, double high, DriftOutcome expected) =>
        Assert.Equal(expected, DriftDetector.Conclude(low, high, 0.1));

    [Fact]
    public void Many_rows_make_no_trifle_an_alarm()
    {
        // 0.31 instead of 0.30 of 100,000 rows and 10,000,000: no doubt that it is another share, and none that it hardly matters.
        var finding = DriftDetector.Find("c", Counts([70_000, 30_000], [6_900_000, 3_100_000]), new DriftOptions { Measure = DriftMeasureCatalog.TwoProportions });

        Assert.True(finding.PValue < 1e-10);
        Assert.Equal(DriftOutcome.Stable, finding.Outcome);
        Assert.InRange(finding.Effect, 0.0099, 0.0101);
    }

    [Fact]
    public void Too_few_rows_are_not_yet_a_verdict()
    {
        var finding = DriftDetector.Find("x", Window(Reference, [.. Current.Take(99).Select(x => x + 1000)]));

        Assert.Equal(DriftOutcome.NotYet, finding.Outcome);
        Assert.Equal("Judged from 100 rows with a value on: the reference has 300, the window 99.", finding.Notes[0]);
        Assert.True(finding.Low > 0.5);
        Assert.Equal(DriftOutcome.Drifted, DriftDetector.Find("x", Window(Reference, [.. Current.Take(100).Select(x => x + 1000)])).Outcome);
        Assert.Equal(DriftOutcome.NotYet, DriftDetector.Find("x", Window([.. Reference.Take(99)], Current)).Outcome);
    }

    [Fact]
    public void A_measure_that_the_column_cannot_have_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() => DriftDetector.Find("c", Counts([1], [1]), new DriftOptions { Measure = DriftMeasureCatalog.Wasserstein }));
        Assert.StartsWith("c: Wasserstein is no measure of columns of categories.", e.Message, StringComparison.Ordinal);
        e = Assert.Throws<ArgumentException>(() => DriftDetector.Find("c", Counts([1, 1, 1], [1]), new DriftOptions { Measure = DriftMeasureCatalog.TwoProportions }));
        Assert.StartsWith("c: TwoProportions measures at most 2 distinct values, and the reference has 3.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_is_read_as_it_was_written()
    {
        var options = new DriftOptions { ThresholdMode = DriftThresholdMode.Both, Chunks = 5 };
        foreach (var finding in new[]
        {
            DriftDetector.Find("x", Window(Reference, Current), options),
            DriftDetector.Find("c", Counts([500, 300, 150, 50], [180, 140, 100, 60, 20]), options),
        })
        {
            var json = JsonFormat.Write(finding);
            var read = JsonFormat.Parse<DriftFinding>(System.Text.Encoding.UTF8.GetBytes(json), "finding.json");
            Assert.Equal(json, JsonFormat.Write(read));
            Assert.Equal(finding.Bins, read.Bins);
            Assert.NotNull(read.Threshold.Reference);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_one_others()
    {
        string Json(ulong seed) => JsonFormat.Write(DriftDetector.Find("x", Window(Reference, Current), new DriftOptions
        {
            Measure = DriftMeasureCatalog.Wasserstein,
            ThresholdMode = DriftThresholdMode.Reference,
            Chunks = 5,
            Seed = seed,
        }));

        Assert.Equal(Json(1), Json(1));
        Assert.NotEqual(Json(1), Json(2));
    }

    [Fact]
    public void P_values_are_corrected_for_those_that_have_one()
    {
        var findings = new[] { 0.01, double.NaN, 0.04, 0.03 }
            .Select(p => DriftDetector.Find("x", Window(Reference, Current)) with { PValue = p, CorrectedPValue = p }).ToArray();

        Assert.Equal([0.03, double.NaN, 0.06, 0.06], DriftFindings.Correct(findings, DriftCorrection.Holm).Select(f => Math.Round(f.CorrectedPValue, 12)));
        Assert.Equal([0.03, double.NaN, 0.04, 0.04], DriftFindings.Correct(findings, DriftCorrection.BenjaminiHochberg).Select(f => Math.Round(f.CorrectedPValue, 12)));
        Assert.Equal([0.01, double.NaN, 0.04, 0.03], DriftFindings.Correct(findings, DriftCorrection.None).Select(f => f.CorrectedPValue));
    }

    [Fact]
    public void A_measure_is_found_by_its_name_in_any_case()
    {
        Assert.All(DriftMeasureCatalog.All, m => Assert.Same(m, DriftMeasureCatalog.Find(m.Name.ToUpperInvariant())));
        Assert.Null(DriftMeasureCatalog.Find("Hellinger"));
    }
}

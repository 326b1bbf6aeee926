using Ingot.Core.Estimation;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Estimation;

/// <summary>
/// The documentation of NannyML publishes what its confidence-based estimator says of the AUC in two months of its own data set, after the
/// California housing data; realised values by scikit-learn 1.2.1, <c>roc_auc_score</c>, on the same file.
/// </summary>
public class PublishedEstimateTests
{
    private static readonly PredictionSet Reference = CaliforniaHousing.Of(CaliforniaHousing.ReferenceMonths).Rows;
    private static readonly ConfidenceEstimator Estimator = ConfidenceEstimator.Fit(Reference, CaliforniaHousing.Threshold, 1);

    [Fact]
    public void Its_scores_need_calibration()
    {
        var calibrator = Assert.Single(Estimator.Calibrators);

        Assert.Equal((5832, 0), (Estimator.ReferenceRows, Estimator.UnusableReferenceRows));
        Assert.Equal(CalibrationDecision.Calibrated, calibrator.Decision);
        Assert.Equal(0.0942, calibrator.RawError, 4);
        Assert.InRange(calibrator.CalibratedError, 0, 0.02);
    }

    /// <summary>March and April of 2022 are published; the other months are those of docs/statistics.md, computed apart with scikit-learn and NumPy.</summary>
    [Theory]
    [InlineData("2021-06", 0.859318, 0.884175)]
    [InlineData("2021-07", 0.750976, 0.760062)]
    [InlineData("2021-08", 0.709284, 0.704325)]
    [InlineData("2021-09", 0.664344, 0.669772)]
    [InlineData("2021-10", 0.824291, 0.833500)]
    [InlineData("2021-11", 0.870254, 0.731549)]
    [InlineData("2021-12", 0.898273, 0.933917)]
    [InlineData("2022-01", 0.851573, 0.869353)]
    [InlineData("2022-02", 0.911054, 0.933453)]
    [InlineData("2022-03", 0.829077, 0.704867)]
    [InlineData("2022-04", 0.910661, 0.975394)]
    [InlineData("2022-05", 0.939883, 0.950922)]
    public void The_AUC_is_what_is_published(string month, double estimated, double realised)
    {
        var rows = CaliforniaHousing.Of([month]).Rows;
        var metric = ChunkPerformance.Of(rows, r => Estimator.Estimate(rows, r).Metrics, [], CaliforniaHousing.Threshold, 1).Metrics.Single(m => m.Name == "AUC");

        Assert.Equal(estimated, metric.Estimated!.Value, 6);
        Assert.Equal(realised, metric.Realised!.Value, 6);
    }

    /// <summary>
    /// The published sampling error is the deviation of the placements of the reference's rarer class by the root of how many of it a chunk has: one of the two
    /// parts of DeLong's variance. It orders tied scores as NumPy's sort happened to, which is what differs in the sixth decimal; ours is of all parts.
    /// </summary>
    [Theory]
    [InlineData(744, 0.007781)]
    [InlineData(720, 0.007910)]
    public void The_published_sampling_error_is_one_part_of_DeLongs(int rows, double published)
    {
        double[] scores = [.. Reference.Scores.Select(s => (double)s)];
        bool[] positive = [.. Reference.LabelCodes.Select(c => c == 1)];
        var influence = DeLong.Influence(scores, positive, [.. scores.Select(_ => 1.0)]).Rows;
        var scale = Math.Sqrt((double)Reference.Rows / rows);
        double Part(bool ofPositive) => scale * Math.Sqrt(influence.Where((_, i) => positive[i] == ofPositive).Sum(d => d * d));

        Assert.InRange(Part(ofPositive: false) - published, -1.5e-5, 1.5e-5);
        Assert.InRange(Part(ofPositive: true), 0.006, 0.008);
    }
}

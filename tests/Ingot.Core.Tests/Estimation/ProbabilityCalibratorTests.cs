using Ingot.Core.Estimation;
using Ingot.Core.Statistics;

namespace Ingot.Core.Tests.Estimation;

/// <summary>When scores are calibrated, and what of them.</summary>
public class ProbabilityCalibratorTests
{
    [Fact]
    public void Scores_that_say_too_little_are_calibrated()
    {
        var (scores, positive) = Draw(4000, p => 0.5 + ((p - 0.5) / 3));
        var calibrator = ProbabilityCalibrator.Fit(scores, positive, Ones(4000), 1);

        Assert.Equal(CalibrationDecision.Calibrated, calibrator.Decision);
        Assert.True(calibrator.CalibratedError < calibrator.RawError / 3, $"{calibrator.RawError} {calibrator.CalibratedError}");
        Assert.All([0.1, 0.3, 0.5, 0.7, 0.9], p => Assert.InRange(calibrator.Calibrate(0.5 + ((p - 0.5) / 3)), p - 0.08, p + 0.08));
    }

    [Fact]
    public void Scores_that_are_right_stay_as_they_are_in_most_samples()
    {
        // Isotonic regression has only noise to add. By chance it may look a little better.
        var decisions = Enumerable.Range(1, 20).Select(seed =>
        {
            var (scores, positive) = Draw(1000, p => p, (ulong)seed);
            return ProbabilityCalibrator.Fit(scores, positive, Ones(1000), seed).Decision;
        });

        Assert.InRange(decisions.Count(d => d == CalibrationDecision.Raw), 12, 20);
    }

    [Fact]
    public void Raw_scores_pass_unchanged()
    {
        var (scores, positive) = Draw(30, p => p);
        var calibrator = ProbabilityCalibrator.Fit(scores, [.. positive.Select((_, i) => i < 9)], Ones(30), 1);

        Assert.Equal(CalibrationDecision.TooFewRows, calibrator.Decision);
        Assert.False(calibrator.Calibrates);
        Assert.Equal(0.123, calibrator.Calibrate(0.123));
        Assert.Equal(1, calibrator.Calibrate(1.5));
    }

    [Fact]
    public void Scores_of_one_class_are_not_calibrated_to_certainty()
    {
        var calibrator = ProbabilityCalibrator.Fit([.. Enumerable.Range(0, 500).Select(i => i / 500.0)], new bool[500], Ones(500), 1);

        Assert.Equal(CalibrationDecision.TooFewRows, calibrator.Decision);
        Assert.Equal(0.5, calibrator.Calibrate(0.5));
    }

    [Fact]
    public void Scores_that_are_no_probabilities_are_calibrated_whatever_they_are()
    {
        var (scores, positive) = Draw(500, p => Math.Log(p / (1 - p)));
        var calibrator = ProbabilityCalibrator.Fit(scores, positive, Ones(500), 1);

        Assert.Equal(CalibrationDecision.NoProbabilities, calibrator.Decision);
        Assert.InRange(calibrator.Calibrate(double.MaxValue), 0.8, 1);
        Assert.InRange(calibrator.Calibrate(double.MinValue), 0, 0.2);
    }

    [Fact]
    public void No_row_at_all_is_no_calibration() =>
        Assert.Equal((CalibrationDecision.TooFewRows, 0.25), ProbabilityCalibrator.Fit([], [], [], 1) is var c ? (c.Decision, c.Calibrate(0.25)) : default);

    [Fact]
    public void A_weight_of_two_is_the_row_twice_and_of_none_no_row()
    {
        var (scores, positive) = Draw(300, p => p * p);
        var weights = Enumerable.Range(0, 300).Select(i => (double)(i % 3)).ToArray();
        var rows = Enumerable.Range(0, 300).SelectMany(i => Enumerable.Repeat(i, i % 3)).ToArray();

        var weighted = ProbabilityCalibrator.Fit(scores, positive, weights, 1).Regression;
        var repeated = ProbabilityCalibrator.Fit([.. rows.Select(i => scores[i])], [.. rows.Select(i => positive[i])], Ones(rows.Length), 1).Regression;

        Assert.Equal(repeated.Blocks.Count, weighted.Blocks.Count);
        Assert.All(repeated.Blocks.Zip(weighted.Blocks), b => Assert.Equal(b.First.Value, b.Second.Value, 12));
    }

    private static (double[] Scores, bool[] Positive) Draw(int n, Func<double, double> score, ulong seed = 7)
    {
        var random = new SplitMix64(seed);
        double Uniform() => ((random.Next() >> 11) + 0.5) / (1UL << 53);
        var p = Enumerable.Range(0, n).Select(_ => Uniform()).ToArray();
        return ([.. p.Select(score)], [.. p.Select(x => Uniform() < x)]);
    }

    private static double[] Ones(int n) => [.. Enumerable.Repeat(1.0, n)];
}

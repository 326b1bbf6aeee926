using Ingot.Core.Metrics;
using Ingot.Core.Statistics;

namespace Ingot.Core.Estimation;

/// <summary>
/// Makes probabilities of the scores of one class, by isotonic regression on labelled reference rows (B. Zadrozny, C. Elkan,
/// "Transforming classifier scores into accurate multiclass probability estimates", KDD 2002). Only where that helps: each
/// reference row is calibrated by what was fitted without its tenth of the rows, and unless the metric <c>ECE</c> of these is lower than that of
/// the scores themselves, the scores stay as they are (the documentation of NannyML, "Estimation of performance of the monitored
/// model", 2023, has such a check). A score beyond those of the reference is taken as the nearest of them.
/// </summary>
public sealed class ProbabilityCalibrator
{
    /// <summary>Rows of the rarer class from which on scores are calibrated.</summary>
    public const int FewestRowsOfClass = 10;

    private const int Folds = 10;

    private ProbabilityCalibrator(CalibrationDecision decision, double rawError, double calibratedError, IsotonicRegression regression, (double Low, double High) range) =>
        (Decision, RawError, CalibratedError, Regression, Lowest, Highest) = (decision, rawError, calibratedError, regression, range.Low, range.High);

    /// <summary>What was decided.</summary>
    public CalibrationDecision Decision { get; }

    /// <summary>The <c>ECE</c> of the scores on the reference; NaN where it was not needed for the decision.</summary>
    public double RawError { get; }

    /// <summary>The <c>ECE</c> of the calibrated scores, each by a calibration that has not seen its row; NaN where it was not needed.</summary>
    public double CalibratedError { get; }

    /// <summary>
    /// The regression of all reference rows. Scores that are taken as they are have it too: it tells how exactly the reference could
    /// have shown that they are wrong.
    /// </summary>
    public IsotonicRegression Regression { get; }

    /// <summary>The least score of the reference; NaN without rows.</summary>
    public double Lowest { get; }

    /// <summary>The greatest score of the reference; NaN without rows.</summary>
    public double Highest { get; }

    /// <summary>Whether the regression makes the probabilities.</summary>
    public bool Calibrates => Decision is CalibrationDecision.Calibrated or CalibrationDecision.NoProbabilities;

    /// <summary>Fits and decides.</summary>
    /// <param name="scores">A finite score a row; greater means more likely of the class.</param>
    /// <param name="positive">Whether the row is of the class.</param>
    /// <param name="weights">How much it counts.</param>
    /// <param name="seed">Of the assignment to folds.</param>
    public static ProbabilityCalibrator Fit(double[] scores, bool[] positive, double[] weights, int seed)
    {
        var counted = Enumerable.Range(0, scores.Length).Where(i => weights[i] > 0).ToArray();
        return FitCounted(
            Array.ConvertAll(counted, i => scores[i]), Array.ConvertAll(counted, i => positive[i]), Array.ConvertAll(counted, i => weights[i]), seed).Calibrator;
    }

    /// <summary>The same of rows that all have a weight, with the probability of each by a calibration that has not seen it; those are the scores where they are not calibrated.</summary>
    internal static (ProbabilityCalibrator Calibrator, double[] Unseen) FitCounted(double[] scores, bool[] positive, double[] weights, int seed)
    {
        var regression = IsotonicRegression.Fit(scores, Array.ConvertAll(positive, p => p ? 1.0 : 0), weights);
        var range = scores.Length == 0 ? (double.NaN, double.NaN) : (scores.Min(), scores.Max());
        var positives = positive.Count(p => p);
        if (Math.Min(positives, positive.Length - positives) < FewestRowsOfClass)
        {
            return (new ProbabilityCalibrator(CalibrationDecision.TooFewRows, double.NaN, double.NaN, regression, range), Array.ConvertAll(scores, s => Math.Clamp(s, 0, 1)));
        }

        var unseen = WithoutOwnFold(scores, positive, weights, seed);
        if (range is not ( >= 0, <= 1))
        {
            return (new ProbabilityCalibrator(CalibrationDecision.NoProbabilities, double.NaN, double.NaN, regression, range), unseen);
        }

        var raw = new CalibrationError(scores, positive).Measure(weights);
        var calibrated = new CalibrationError(unseen, positive).Measure(weights);
        return calibrated < raw
            ? (new ProbabilityCalibrator(CalibrationDecision.Calibrated, raw, calibrated, regression, range), unseen)
            : (new ProbabilityCalibrator(CalibrationDecision.Raw, raw, calibrated, regression, range), scores);
    }

    /// <summary>The probability that a score stands for: 0 to 1; NaN for NaN.</summary>
    public double Calibrate(double score) => Calibrates ? Regression.At(score) : Math.Clamp(score, 0, 1);

    /// <summary>
    /// The variance of what the reference rows of a block say of their probability: that of a share, taken half a success and half
    /// a failure more (H. Jeffreys), since a block of nothing but successes is not certain.
    /// </summary>
    internal static double Variance(IsotonicBlock block)
    {
        var share = ((block.Value * block.EffectiveRows) + 0.5) / (block.EffectiveRows + 1);
        return share * (1 - share) / block.EffectiveRows;
    }

    private static double[] WithoutOwnFold(double[] scores, bool[] positive, double[] weights, int seed)
    {
        var folds = AssignFolds(positive, seed);
        var calibrated = new double[scores.Length];
        for (var fold = 0; fold < Folds; fold++)
        {
            var others = Enumerable.Range(0, scores.Length).Where(i => folds[i] != fold).ToArray();
            var regression = IsotonicRegression.Fit(
                Array.ConvertAll(others, i => scores[i]), Array.ConvertAll(others, i => positive[i] ? 1.0 : 0), Array.ConvertAll(others, i => weights[i]));
            for (var i = 0; i < scores.Length; i++)
            {
                calibrated[i] = folds[i] == fold ? regression.At(scores[i]) : calibrated[i];
            }
        }

        return calibrated;
    }

    /// <summary>Each class is shuffled by itself and dealt out, so that every fold has its part of both.</summary>
    private static int[] AssignFolds(bool[] positive, int seed)
    {
        var random = new SplitMix64((uint)seed);
        var folds = new int[positive.Length];
        foreach (var ofClass in (bool[])[false, true])
        {
            var rows = Enumerable.Range(0, positive.Length).Where(i => positive[i] == ofClass).ToArray();
            for (var i = rows.Length - 1; i > 0; i--)
            {
                var other = random.Below(i + 1);
                (rows[i], rows[other]) = (rows[other], rows[i]);
            }

            for (var i = 0; i < rows.Length; i++)
            {
                folds[rows[i]] = i % Folds;
            }
        }

        return folds;
    }
}

using Ingot.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace Ingot.Core.Drift;

/// <summary>
/// Drift of all columns together: how well a classifier tells rows of the window from rows of the reference, by its AUC on rows that it was not
/// trained on. 0.5 is no drift. (S. Rabanser, S. Günnemann, Z. C. Lipton, "Failing loudly: an empirical study of methods for detecting dataset
/// shift", NeurIPS 2019; D. Lopez-Paz, M. Oquab, "Revisiting classifier two-sample tests", ICLR 2017.) The classifier is trained elsewhere.
/// </summary>
public static class DomainClassifier
{
    /// <summary>The name of the measure.</summary>
    public const string Measure = "DomainClassifier";

    /// <summary>The threshold when none is given: of 100 pairs of a row of each side 55 are told apart. A choice of ours, somewhat above the 50 of chance.</summary>
    public const double Threshold = 0.55;

    // A part that by chance looks like another one is told by what was learned from that one, and the other way round: without drift the errors of K parts
    // correlate by 1 / (K - 1), and the variance of their mean is twice that of independent ones, for any K. That is so of classifiers that add up what
    // each row says; others come near it.
    private const double VarianceOfParts = 2;

    // What three standard deviations of chance are above 0.5, as for chunks of the reference.
    private const double Multiple = 3;

    /// <summary>The finding.</summary>
    /// <param name="name">What stands for the column in the finding.</param>
    /// <param name="referenceScores">Out-of-fold scores of the reference's rows; greater means more like the window.</param>
    /// <param name="currentScores">Out-of-fold scores of the window's rows.</param>
    /// <param name="options">
    /// Threshold, its mode, confidence and least rows. A threshold that is not fixed is what an AUC of so many rows has by chance: 0.5 plus
    /// three standard deviations of H. B. Mann and D. R. Whitney (1947).
    /// </param>
    /// <param name="folds">
    /// In how many parts the rows were, each scored by what was learned from the others; 1: all were scored by one classifier that has learned from none of
    /// them. Parts that learned from each other make interval and test wider, by the root of 2. Default 1.
    /// </param>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public static DriftFinding Find(
        string name, ReadOnlySpan<double> referenceScores, ReadOnlySpan<double> currentScores, DriftOptions? options = null, int folds = 1)
    {
        options ??= new DriftOptions();
        int n = referenceScores.Length, m = currentScores.Length;
        double[] scores = [.. referenceScores, .. currentScores];
        if (scores.AsSpan().Contains(double.NaN))
        {
            throw new ArgumentException("Every row needs a score; one is not a number.", nameof(currentScores));
        }

        var isCurrent = new bool[n + m];
        Array.Fill(isCurrent, true, n, m);
        var weights = new double[n + m];
        Array.Fill(weights, 1);
        var tooFew = Math.Min(n, m) < options.MinimumRows;
        var auc = DeLong.Auc(scores, isCurrent, weights);
        var widening = folds > 1 ? Math.Sqrt(VarianceOfParts) : 1;
        var z = widening * -Normal.InvCDF(0, 1, (1 - options.Confidence) / 2);
        var (low, high) = (Math.Max(0, auc.Value - (z * auc.StandardError)), Math.Min(1, auc.Value + (z * auc.StandardError)));
        var deviation = widening * NullDeviation(scores, n, m);
        var pValue = deviation > 0 ? Normal.CDF(0, 1, -(auc.Value - 0.5) / deviation) : double.IsNaN(auc.Value) ? double.NaN : 1;
        var variation = new ReferenceVariation(
            0.5 + (Multiple * deviation), 0.5, deviation, 0.5 + (Multiple * deviation), 0, m, "distribution without a change");
        var reference = NumberReference.Of(referenceScores);
        var window = new NumberWindow(reference);
        window.Add(currentScores);
        return new DriftFinding
        {
            Column = name,
            Measure = Measure,
            Unit = "AUC",
            Outcome = tooFew ? DriftOutcome.NotYet : DriftDetector.Conclude(low, high, Limit().Value),
            Effect = auc.Value,
            Low = low,
            High = high,
            Confidence = options.Confidence,
            Observed = auc.Value,
            PValue = pValue,
            CorrectedPValue = pValue,
            Threshold = Limit(),
            ReferenceRows = n,
            CurrentRows = m,
            ReferenceMissing = 0,
            CurrentMissing = 0,
            Method = "DeLong's interval, test of Mann and Whitney",
            Notes = [],
            Bins = new NumberComparison(window).Bins(),
        };

        DriftThreshold Limit() =>
            DriftThreshold.Of(tooFew ? DriftThresholdMode.Fixed : options.ThresholdMode, options.Threshold ?? Threshold, variation);
    }

    // The standard deviation of an AUC of unrelated scores; ties make it less.
    private static double NullDeviation(double[] scores, double n, double m)
    {
        var sorted = scores.Order().ToArray();
        double tied = 0, all = n + m;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double t = end - start;
            tied += (t * t * t) - t;
            start = end;
        }

        return Math.Sqrt((all + 1) / (12 * n * m) * Math.Max(0, 1 - (tied / ((all * all * all) - all))));
    }
}

namespace Ingot.Core.Metrics;

/// <summary>
/// Rows of two classes from the highest score to the lowest: sorted once, then measured with many weightings in one pass
/// each. AUPRC is scikit-learn's average precision; ECE has 15 bins of equal width (C. Guo et al., "On calibration of
/// modern neural networks", ICML 2017).
/// </summary>
internal sealed class RankedScores
{
    /// <summary>Number of statistics: AUPRC, ECE, F1, MCC.</summary>
    public const int Statistics = 4;

    /// <summary>Which of them is ECE.</summary>
    public const int CalibrationError = 1;

    private const int CalibrationBins = 15;

    private readonly int[] _order;
    private readonly double[] _positive;
    private readonly double[] _residuals;
    private readonly byte[] _bins;
    private readonly bool[] _endsTie;
    private readonly int _predictedPositive;

    public RankedScores(double[] scores, bool[] positive, double threshold)
    {
        var n = scores.Length;
        _order = [.. Enumerable.Range(0, n)];
        var keys = Array.ConvertAll(scores, s => -s);
        Array.Sort(keys, _order);
        _positive = Array.ConvertAll(_order, r => positive[r] ? 1.0 : 0.0);
        _residuals = Array.ConvertAll(_order, r => scores[r] - (positive[r] ? 1 : 0));
        // Bins are open on the left: (0, 1/15], …; 0 belongs to the first.
        _bins = Array.ConvertAll(
            keys, k => (byte)Math.Clamp(Math.Ceiling(-k * CalibrationBins) - 1, 0, CalibrationBins - 1));
        _endsTie = new bool[n];
        for (var i = 0; i < n; i++)
        {
            _endsTie[i] = i == n - 1 || keys[i + 1] != keys[i];
            _predictedPositive += -keys[i] >= threshold ? 1 : 0;
        }
    }

    /// <summary>Values of the rows in the order of the scores.</summary>
    public double[] Sort(double[] values) => Array.ConvertAll(_order, r => values[r]);

    /// <summary>Computes the statistics with the given weights, which are in the order of the scores.</summary>
    public void Measure(double[] weights, double[] result)
    {
        Span<double> difference = stackalloc double[CalibrationBins];
        difference.Clear();
        double all = 0, tp = 0, before = 0, area = 0, predicted = 0, hits = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            var w = weights[i];
            all += w;
            tp += w * _positive[i];
            difference[_bins[i]] += w * _residuals[i];
            if (_endsTie[i])
            {
                area += tp > before ? (tp - before) * tp / all : 0;
                before = tp;
            }

            if (i + 1 == _predictedPositive)
            {
                (predicted, hits) = (all, tp);
            }
        }

        double calibration = 0;
        foreach (var d in difference)
        {
            calibration += Math.Abs(d);
        }

        result[0] = tp > 0 ? area / tp : double.NaN;
        result[1] = calibration / all;
        result[2] = 2 * hits / (predicted + tp);
        result[3] = Matthews(hits, predicted, tp, all);
    }

    // B. W. Matthews, Biochimica et Biophysica Acta 405, 1975, by its margins, which are exactly 0 where they are empty
    // (differences of the cells would round); 0 where one is, as in scikit-learn.
    private static double Matthews(double hits, double predicted, double positives, double all)
    {
        var product = Math.Sqrt(predicted) * Math.Sqrt(all - predicted) * Math.Sqrt(positives) * Math.Sqrt(all - positives);
        return product > 0 ? ((hits * all) - (predicted * positives)) / product : all > 0 ? 0 : double.NaN;
    }
}

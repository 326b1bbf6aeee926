using Ingot.Core.Statistics;

namespace Ingot.Core.Curves;

/// <summary>The reliability diagram's numbers, in the bins of ECE.</summary>
public static class CalibrationCurve
{
    /// <summary>As many as the metric ECE has, so that it is what the diagram shows.</summary>
    public const int Bins = 15;

    /// <summary>
    /// The bins that have rows, ascending: of equal width, open on the left, as scikit-learn's <c>calibration_curve</c> with
    /// <c>strategy="uniform"</c>. The interval takes Kish's effective number of rows where they weigh differently.
    /// </summary>
    /// <param name="rows">The rows; scores from 0 to 1.</param>
    /// <param name="bins">Number of bins over 0 to 1.</param>
    public static IReadOnlyList<CalibrationBin> Of(ClassScores rows, int bins = Bins)
    {
        var sums = new (long Rows, double Weight, double Squares, double Score, double Positive)[bins];
        for (var i = 0; i < rows.Rows; i++)
        {
            var (w, s) = (rows.Weights[i], rows.Scores[i]);
            ref var sum = ref sums[Math.Clamp((int)Math.Ceiling(s * bins) - 1, 0, bins - 1)];
            sum.Rows++;
            sum.Weight += w;
            sum.Squares += w * w;
            sum.Score += w * s;
            sum.Positive += rows.Positive[i] ? w : 0;
        }

        return
        [
            .. sums.Select((s, i) => (Sum: s, Index: i)).Where(b => b.Sum.Weight > 0).Select(b => new CalibrationBin(
                (double)b.Index / bins,
                (double)(b.Index + 1) / bins,
                b.Sum.Rows,
                b.Sum.Score / b.Sum.Weight,
                Interval.Wilson(b.Sum.Positive, b.Sum.Weight, b.Sum.Weight * b.Sum.Weight / b.Sum.Squares))),
        ];
    }
}

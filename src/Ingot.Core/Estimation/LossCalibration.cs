namespace Ingot.Core.Estimation;

/// <summary>
/// How great a loss is where a learner expects so much, by isotonic regression of the reference's losses on estimates that have not
/// seen them. Estimates are grouped first, so that no single row is a block: losses have long tails.
/// </summary>
internal sealed class LossCalibration
{
    private const int RowsOfGroup = 50;
    private const int MostGroups = 50;

    private readonly IsotonicRegression _regression;

    // Of each block: the variance of a row's loss, and that of the block's own mean.
    private readonly double[] _ofRow;
    private readonly double[] _ofBlock;

    private LossCalibration(IsotonicRegression regression, double[] ofRow, double[] ofBlock) =>
        (_regression, _ofRow, _ofBlock) = (regression, ofRow, ofBlock);

    /// <summary>Fits it.</summary>
    /// <param name="estimated">What was expected of each row; finite.</param>
    /// <param name="losses">What its loss was.</param>
    /// <param name="weights">How much it counts; more than 0.</param>
    public static LossCalibration Fit(double[] estimated, double[] losses, double[] weights)
    {
        var order = Enumerable.Range(0, estimated.Length).OrderBy(i => estimated[i]).ToArray();
        var perGroup = Math.Max(RowsOfGroup, (int)Math.Ceiling((double)order.Length / MostGroups));
        var (places, values, sums, groupOf) = (new List<double>(), new List<double>(), new List<double>(), new int[order.Length]);
        for (var start = 0; start < order.Length;)
        {
            // Ties stay together, and a rest that is no group by itself joins the last one.
            var end = Math.Min(order.Length, start + perGroup);
            while (end < order.Length && (estimated[order[end]] == estimated[order[end - 1]] || order.Length - end < RowsOfGroup))
            {
                end++;
            }

            double weight = 0, place = 0, value = 0;
            foreach (var row in order.AsSpan(start, end - start))
            {
                groupOf[row] = places.Count;
                weight += weights[row];
                place += weights[row] * estimated[row];
                value += weights[row] * losses[row];
            }

            places.Add(place / weight);
            values.Add(value / weight);
            sums.Add(weight);
            start = end;
        }

        var regression = IsotonicRegression.Fit(places.ToArray(), values.ToArray(), sums.ToArray());
        var blocks = regression.Blocks.Count;
        var (squares, total, totalSquares, counts) = (new double[blocks], new double[blocks], new double[blocks], new double[blocks]);
        for (var i = 0; i < estimated.Length; i++)
        {
            var b = regression.Locate(places[groupOf[i]]).Lower;
            var d = losses[i] - regression.Blocks[b].Value;
            squares[b] += weights[i] * d * d;
            total[b] += weights[i];
            totalSquares[b] += weights[i] * weights[i];
            counts[b]++;
        }

        var ofRow = squares.Select((s, b) => counts[b] > 1 ? s / total[b] * counts[b] / (counts[b] - 1) : double.NaN).ToArray();
        return new LossCalibration(regression, ofRow, [.. ofRow.Select((v, b) => v * totalSquares[b] / (total[b] * total[b]))]);
    }

    /// <summary>The mean of the losses of rows, with the variances that the rows' own chance and the calibration give it.</summary>
    /// <param name="estimated">What is expected of each row.</param>
    /// <param name="weights">How much each counts.</param>
    public (double Mean, double OfRows, double OfCalibration) Mean(double[] estimated, double[] weights)
    {
        double total = 0, sum = 0, ofRows = 0;
        var slopes = new double[_ofBlock.Length];
        for (var i = 0; i < estimated.Length; i++)
        {
            var w = weights[i];
            var (lower, upper, share) = _regression.Locate(estimated[i]);
            total += w;
            sum += w * _regression.At(estimated[i]);
            ofRows += w * w * (((1 - share) * _ofRow[lower]) + (share * _ofRow[upper]));
            slopes[lower] += w * (1 - share);
            slopes[upper] += w * share;
        }

        var ofCalibration = slopes.Select((s, b) => s == 0 ? 0 : s * s * _ofBlock[b]).Sum();
        return (sum / total, ofRows / (total * total), ofCalibration / (total * total));
    }
}

namespace Ingot.Core.Estimation;

/// <summary>The calibrated probabilities of rows, and what is uncertain of a metric that is made of them.</summary>
internal sealed class ClassProbabilities
{
    private readonly IReadOnlyList<ProbabilityCalibrator> _calibrators;

    // Where each score lies in the regression of its column; null for a column whose regression is of no rows.
    private readonly IsotonicPlace[]?[] _places;

    // What the calibrated probabilities of a row of three or more classes summed to before they were divided by it; 0 where there was nothing to divide.
    private readonly double[] _sums;

    private ClassProbabilities(IReadOnlyList<ProbabilityCalibrator> calibrators, double[][] scores, double[][] columns, double[] sums, double beyond) =>
        (_calibrators, _places, Columns, _sums, BeyondReference) = (calibrators, [.. scores.Select((column, c) => Locate(calibrators[c].Regression, column))], columns, sums, beyond);

    /// <summary>Two classes: that of the positive one. More: one column a class; those of a row sum to 1.</summary>
    public double[][] Columns { get; }

    /// <summary>Share of rows with a score beyond those of the reference; 0 without rows.</summary>
    public double BeyondReference { get; }

    /// <summary>The probabilities of scores.</summary>
    /// <param name="calibrators">Of each column.</param>
    /// <param name="scores">A column of the model's scores for each.</param>
    public static ClassProbabilities Of(IReadOnlyList<ProbabilityCalibrator> calibrators, double[][] scores)
    {
        var columns = scores.Select((column, c) => Array.ConvertAll(column, calibrators[c].Calibrate)).ToArray();
        var beyond = Enumerable.Range(0, scores[0].Length)
            .Count(i => scores.Where((column, c) => column[i] < calibrators[c].Lowest || column[i] > calibrators[c].Highest).Any());
        return new ClassProbabilities(calibrators, scores, columns, Divide(columns, scores), scores[0].Length > 0 ? (double)beyond / scores[0].Length : 0);
    }

    /// <summary>Makes the probabilities of each row sum to 1, where there are several.</summary>
    /// <returns>What they summed to before; 0 where there was nothing to divide.</returns>
    public static double[] Divide(double[][] columns, double[][] scores)
    {
        var sums = new double[columns[0].Length];
        for (var i = 0; i < sums.Length && columns.Length > 1; i++)
        {
            sums[i] = columns.Sum(column => column[i]);
            // Where the calibration knows no class that the row could be of, the model's own probabilities are what is left.
            var raw = scores.Sum(column => Math.Clamp(column[i], 0, 1));
            for (var c = 0; c < columns.Length; c++)
            {
                columns[c][i] = sums[i] > 0 ? columns[c][i] / sums[i] : raw > 0 ? Math.Clamp(scores[c][i], 0, 1) / raw : 1.0 / columns.Length;
            }
        }

        return sums;
    }

    /// <summary>The variance of a metric by the chance of the labels: each row's class is drawn by its probabilities.</summary>
    public double VarianceOfLabels(double[]?[] slopes)
    {
        double sum = 0;
        for (var i = 0; i < Columns[0].Length; i++)
        {
            double mean = 0, square = 0;
            for (var c = 0; c < Columns.Length; c++)
            {
                var slope = slopes[c]?[i] ?? 0;
                mean += Columns[c][i] * slope;
                square += Columns[c][i] * slope * slope;
            }

            // Of two classes the other one's slope is 0.
            sum += square - (mean * mean);
        }

        return Math.Max(0, sum);
    }

    /// <summary>
    /// The variance of a metric by the calibration. What each block of a regression has of it is the sum of its rows' slopes, and the reference tells
    /// the block's share with the error of a share. The blocks themselves are taken as given.
    /// </summary>
    public double VarianceOfCalibration(double[]?[] slopes)
    {
        double variance = 0;
        for (var c = 0; c < Columns.Length; c++)
        {
            var regression = _calibrators[c].Regression;
            if (_places[c] is not { } places)
            {
                return double.NaN;
            }

            var ofBlock = new double[regression.Blocks.Count];
            for (var i = 0; i < Columns[c].Length; i++)
            {
                var slope = BeforeDivision(slopes, c, i);
                if (slope != 0)
                {
                    var (lower, upper, share) = places[i];
                    ofBlock[lower] += (1 - share) * slope;
                    ofBlock[upper] += share * slope;
                }
            }

            for (var b = 0; b < ofBlock.Length; b++)
            {
                variance += ofBlock[b] * ofBlock[b] * ProbabilityCalibrator.Variance(regression.Blocks[b]);
            }
        }

        return variance;
    }

    private static IsotonicPlace[]? Locate(IsotonicRegression regression, double[] scores) =>
        regression.Blocks.Count > 0 ? Array.ConvertAll(scores, regression.Locate) : null;

    /// <summary>The slope by what the calibrator of a class says, before the row's probabilities were made to sum to 1.</summary>
    private double BeforeDivision(double[]?[] slopes, int @class, int row)
    {
        if (Columns.Length == 1)
        {
            return slopes[0]?[row] ?? 0;
        }

        if (!(_sums[row] > 0))
        {
            return 0;
        }

        double mean = 0;
        for (var c = 0; c < Columns.Length; c++)
        {
            mean += (slopes[c]?[row] ?? 0) * Columns[c][row];
        }

        return ((slopes[@class]?[row] ?? 0) - mean) / _sums[row];
    }
}

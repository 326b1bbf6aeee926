using Ingot.Onnx.Features;

namespace Ingot.Training.Linear;

/// <summary>
/// The rows of a linear regression: features less their means, labels less theirs in units of their standard deviation, weights that sum to 1. The means are never taken off the features themselves,
/// nearly all of which are 0 of free text. Sums do not depend on the number of threads: they go over parts of the rows that depend on the rows only.
/// </summary>
internal sealed class LinearRows
{
    private const int Parts = 32;

    private readonly LabelledRows _rows;
    private readonly double[] _shares;
    private readonly ParallelOptions _parallel;

    private LinearRows(LabelledRows rows, double[] shares, int threads)
    {
        (_rows, _shares, _parallel) = (rows, shares, Limit(threads));
        Width = rows.Features.Names.Count;
        Means = Transposed(shares);
        Mean = rows.Labels.Zip(shares, (l, s) => l * s).Sum();
        var squares = rows.Labels.Zip(shares, (l, s) => s * (l - Mean) * (l - Mean)).Sum();
        Deviation = squares > 0 ? Math.Sqrt(squares) : 1;
        Labels = Array.ConvertAll(rows.Labels, l => (l - Mean) / Deviation);
    }

    /// <summary>Number of features.</summary>
    public int Width { get; }

    /// <summary>The mean of each feature.</summary>
    public double[] Means { get; }

    /// <summary>The mean of the labels.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of the labels; 1 where all are alike.</summary>
    public double Deviation { get; }

    /// <summary>The labels, with the mean 0 and the standard deviation 1.</summary>
    public double[] Labels { get; }

    /// <summary>How much each row counts of all.</summary>
    public double[] Shares => _shares;

    /// <summary>How many threads may be used.</summary>
    public int Threads => _parallel.MaxDegreeOfParallelism;

    public IFeatureRows Features => _rows.Features;

    public static LinearRows Of(LabelledRows rows, int threads)
    {
        var sum = Enumerable.Range(0, rows.Labels.Length).Sum(rows.Weight);
        return new LinearRows(rows, [.. Enumerable.Range(0, rows.Labels.Length).Select(r => sum > 0 ? rows.Weight(r) / sum : 0)], threads);
    }

    /// <summary>For each row the sum of its features, as they are, times weights.</summary>
    public static double[] Products(IFeatureRows features, double[] weights, int threads)
    {
        var products = new double[features.Count];
        var (sparse, width) = (features.Sparse, weights.Length);
        var values = sparse is null ? features.Matrix.Values : sparse.Values;
        Parallel.For(0, Parts, Limit(threads), part =>
        {
            for (var row = First(part, products.Length); row < First(part + 1, products.Length); row++)
            {
                var (from, to) = sparse is null ? (row * width, (row + 1) * width) : (sparse.Starts[row], sparse.Starts[row + 1]);
                var sum = 0.0;
                for (var i = from; i < to; i++)
                {
                    sum += values[i] * weights[sparse is null ? i - from : sparse.Columns[i]];
                }

                products[row] = sum;
            }
        });
        return products;
    }

    /// <summary>For each row the sum of its features, less their means, times weights.</summary>
    public double[] Times(double[] weights)
    {
        var offset = Means.Zip(weights, (m, w) => m * w).Sum();
        return Array.ConvertAll(Products(Features, weights, _parallel.MaxDegreeOfParallelism), p => p - offset);
    }

    /// <summary>For each feature, less its mean, the sum over rows of it times the row's number times the row's share.</summary>
    public double[] TransposedTimes(double[] numbers)
    {
        var shared = numbers.Zip(_shares, (n, s) => n * s).ToArray();
        var sum = shared.Sum();
        return [.. Transposed(shared).Zip(Means, (t, m) => t - (m * sum))];
    }

    /// <summary>The variance of each feature.</summary>
    public double[] Variances()
    {
        var squares = Transposed(_shares, square: true);
        return [.. squares.Zip(Means, (s, m) => Math.Max(0, s - (m * m)))];
    }

    private static ParallelOptions Limit(int threads) => new() { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };

    private static int First(int part, int rows) => (int)((long)rows * part / Parts);

    private double[] Transposed(double[] numbers, bool square = false)
    {
        var (sparse, width) = (Features.Sparse, Width);
        var values = sparse is null ? Features.Matrix.Values : sparse.Values;
        var parts = new double[Parts][];
        Parallel.For(0, Parts, _parallel, part =>
        {
            var sums = parts[part] = new double[width];
            for (var row = First(part, numbers.Length); row < First(part + 1, numbers.Length); row++)
            {
                var (from, to) = sparse is null ? (row * width, (row + 1) * width) : (sparse.Starts[row], sparse.Starts[row + 1]);
                for (var i = from; i < to; i++)
                {
                    sums[sparse is null ? i - from : sparse.Columns[i]] += numbers[row] * values[i] * (square ? values[i] : 1);
                }
            }
        });
        var total = new double[width];
        foreach (var sums in parts)
        {
            for (var f = 0; f < width; f++)
            {
                total[f] += sums[f];
            }
        }

        return total;
    }
}

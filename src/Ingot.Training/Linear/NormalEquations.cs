using MathNet.Numerics.LinearAlgebra;
using Wide = System.Numerics.Vector<double>;

namespace Ingot.Training.Linear;

/// <summary>The ridge regression of a moderate number of features, in one step: the covariances of the features, with L2 on their diagonal, times the weights are the covariances with the label.</summary>
internal static class NormalEquations
{
    private const int RowsAtOnce = 128;

    /// <summary>The weights.</summary>
    /// <param name="rows">Features and labels.</param>
    /// <param name="l2">The penalty, above 0.</param>
    /// <param name="cancellation">Stops it.</param>
    public static double[] Solve(LinearRows rows, double l2, CancellationToken cancellation)
    {
        if (rows.Width == 0)
        {
            return [];
        }

        var covariances = Matrix<double>.Build.Dense(rows.Width, rows.Width, Covariances(rows, cancellation));
        covariances.SetDiagonal(covariances.Diagonal() + l2);
        return covariances.Cholesky().Solve(Vector<double>.Build.Dense(rows.TransposedTimes(rows.Labels))).ToArray();
    }

    /// <summary>The covariance of each pair of features. Rows are added one after the other, so that the number of threads decides nothing, nor how wide the processor's registers are.</summary>
    private static double[] Covariances(LinearRows rows, CancellationToken cancellation)
    {
        var (width, values) = (rows.Width, rows.Features.Matrix.Values);
        var sums = new double[width * width];
        var threads = rows.Threads;
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, thread =>
        {
            var (centred, count) = (new double[RowsAtOnce * width], rows.Shares.Length);
            for (var start = 0; start < count; start += RowsAtOnce)
            {
                cancellation.ThrowIfCancellationRequested();
                var some = Math.Min(RowsAtOnce, count - start);
                for (var i = 0; i < some * width; i++)
                {
                    centred[i] = values[(start * width) + i] - rows.Means[i % width];
                }

                for (var feature = thread; feature < width; feature += threads)
                {
                    for (var row = 0; row < some; row++)
                    {
                        var factor = rows.Shares[start + row] * centred[(row * width) + feature];
                        Add(sums.AsSpan((feature * width) + feature, width - feature), factor, centred.AsSpan((row * width) + feature, width - feature));
                    }
                }
            }
        });
        for (var feature = 0; feature < width; feature++)
        {
            for (var other = feature + 1; other < width; other++)
            {
                sums[(other * width) + feature] = sums[(feature * width) + other];
            }
        }

        return sums;
    }

    private static void Add(Span<double> sums, double factor, ReadOnlySpan<double> values)
    {
        var (wide, at) = (new Wide(factor), 0);
        for (; at <= sums.Length - Wide.Count; at += Wide.Count)
        {
            (new Wide(sums[at..]) + (wide * new Wide(values[at..]))).CopyTo(sums[at..]);
        }

        for (; at < sums.Length; at++)
        {
            sums[at] += factor * values[at];
        }
    }
}

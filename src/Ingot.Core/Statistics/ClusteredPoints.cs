using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ingot.Core.Statistics;

/// <summary>Points that are divided into clusters, by which a division is judged.</summary>
/// <param name="Values">Their coordinates: <c>Values[point * Width + coordinate]</c>.</param>
/// <param name="Width">How many coordinates a point has.</param>
/// <param name="Clusters">The cluster of each point, from 0 on; some clusters may have no point.</param>
/// <param name="Weights">How much each point counts; one of weight 0 is no observation.</param>
public sealed record ClusteredPoints(double[] Values, int Width, int[] Clusters, double[] Weights)
{
    /// <summary>How many points there are.</summary>
    public int Count => Clusters.Length;

    /// <summary>The coordinates of a point.</summary>
    public ReadOnlySpan<double> Of(int point) => Values.AsSpan(point * Width, Width);

    /// <summary>The points at some places.</summary>
    public ClusteredPoints Take(int[] places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var values = new double[places.Length * Width];
        for (var i = 0; i < places.Length; i++)
        {
            Of(places[i]).CopyTo(values.AsSpan(i * Width));
        }

        return new ClusteredPoints(values, Width, Array.ConvertAll(places, p => Clusters[p]), Array.ConvertAll(places, p => Weights[p]));
    }

    /// <summary>
    /// The same points with clusters numbered without gaps, and how many there are that have a point that counts; null where there are no two of these, or no fewer than points:
    /// then nothing says how far clusters lie apart, or how near to each other their points are.
    /// </summary>
    internal (ClusteredPoints Points, int Clusters)? Judged()
    {
        var number = new Dictionary<int, int>();
        var counted = 0;
        for (var i = 0; i < Count; i++)
        {
            if (Weights[i] > 0)
            {
                counted++;
                _ = number.TryAdd(Clusters[i], number.Count);
            }
        }

        // A point that does not count may be of a cluster that has no other.
        return number.Count < 2 || number.Count >= counted ? null : (this with { Clusters = Array.ConvertAll(Clusters, c => number.GetValueOrDefault(c, -1)) }, number.Count);
    }

    /// <summary>The squared distance of two points: in four sums on any machine, so that it is the same on all of them.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var a = MemoryMarshal.Cast<double, Vector256<double>>(one);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(other);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            sums += difference * difference;
        }

        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (var i = a.Length * Vector256<double>.Count; i < one.Length; i++)
        {
            var difference = one[i] - other[i];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The centre of each cluster: the weighted mean of its points, summed in their order.</summary>
    /// <param name="clusters">How many clusters there are.</param>
    /// <returns>Row by row, and the weight of each.</returns>
    internal (double[] Centres, double[] Weights) Means(int clusters)
    {
        var (centres, weights) = (new double[clusters * Width], new double[clusters]);
        for (var i = 0; i < Count; i++)
        {
            if (Weights[i] > 0)
            {
                var from = Of(i);
                var to = centres.AsSpan(Clusters[i] * Width, Width);
                weights[Clusters[i]] += Weights[i];
                for (var f = 0; f < Width; f++)
                {
                    to[f] += Weights[i] * from[f];
                }
            }
        }

        for (var c = 0; c < centres.Length; c++)
        {
            centres[c] /= weights[c / Width];
        }

        return (centres, weights);
    }
}

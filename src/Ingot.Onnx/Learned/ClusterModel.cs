using Ingot.Core.Statistics;

namespace Ingot.Onnx.Learned;

/// <summary>Centres: a row is of the cluster whose centre is the nearest one, and raw is its distance to that.</summary>
/// <param name="Centres">The features of each centre.</param>
public sealed record ClusterModel(double[][] Centres) : LearnedModel
{
    /// <summary>
    /// By how much squared distances may differ and are equal: of centres that are equally near the first is the nearest one, whatever the rounding of a sum, which differs from machine to machine.
    /// </summary>
    public double Rounding => 1e-9 * (1 + Centres.Max(c => c.Sum(v => v * v)));

    /// <summary>The cluster of a row, and its distance to the centre.</summary>
    /// <param name="features">The row's features.</param>
    public (int Cluster, double Distance) Nearest(ReadOnlySpan<double> features)
    {
        var squares = new double[Centres.Length];
        for (var c = 0; c < squares.Length; c++)
        {
            squares[c] = ClusteredPoints.SquaredDistance(features, Centres[c]);
        }

        var most = squares.Min() + Rounding;
        var nearest = Array.FindIndex(squares, s => s <= most);
        return nearest < 0 ? (0, double.NaN) : (nearest, Math.Sqrt(squares[nearest]));
    }
}

using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Tests.Monitor;

/// <summary>Samples that are the same for the same seed.</summary>
internal sealed class Samples(ulong seed)
{
    private readonly SplitMix64 _random = new(seed * 0x9E3779B9);

    /// <summary>A number above 0 and below 1.</summary>
    public double Uniform() => ((_random.Next() >> 11) + 0.5) / (1UL << 53);

    /// <summary>A number of the normal distribution (G. E. P. Box, M. E. Muller, 1958).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>So many of them.</summary>
    public double[] Normals(int rows) => [.. Enumerable.Range(0, rows).Select(_ => Normal())];

    /// <summary>Columns <c>x0</c>, <c>x1</c> and so on of normal numbers that have nothing to do with each other.</summary>
    public Table Independent(int rows, int columns) =>
        new([.. Enumerable.Range(0, columns).Select(c => (TableColumn)new NumberColumn($"x{c}", Normals(rows)))]);

    /// <summary>Two columns <c>a</c> and <c>b</c> of the standard normal distribution with a correlation, and <c>c</c> that has nothing to do with them.</summary>
    public Table Correlated(int rows, double correlation)
    {
        var a = Normals(rows);
        return new Table(
        [
            new NumberColumn("a", a),
            new NumberColumn("b", [.. a.Select(v => (correlation * v) + (Math.Sqrt(1 - (correlation * correlation)) * Normal()))]),
            new NumberColumn("c", Normals(rows)),
        ]);
    }
}

using Ingot.Search.Spaces;

namespace Ingot.Search.Samplers;

/// <summary>
/// Normal distributions cut off at the ends of the domain. Each is as wide as the distance to its farther neighbour, but neither wider than the domain nor narrower
/// than a part of it that becomes less with the number of observations (J. Bergstra et al., "Algorithms for hyper-parameter optimization", NIPS 2011); that of the
/// whole domain, the last, has no say in it.
/// </summary>
internal sealed class NumberKernels : Kernels
{
    private const double MostParts = 100;
    private static readonly double LogRoot2Pi = 0.5 * Math.Log(2 * Math.PI);

    private readonly NumberDomain _domain;
    private readonly double _low;
    private readonly double _high;
    private readonly double[] _centres;
    private readonly double[] _widths;
    private readonly double[] _logMasses;

    /// <summary>The kernels of some observations.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="observations">Values of it.</param>
    /// <param name="width">How wide all but the last are, on the scale of the domain; null: as said above.</param>
    public NumberKernels(NumberDomain domain, IReadOnlyList<double> observations, double? width = null)
    {
        _domain = domain;
        (_low, _high) = (domain.ScaleLow, domain.ScaleHigh);
        var places = observations.Select(domain.ToScale).ToArray();
        _centres = [.. places, (_low + _high) / 2];
        _widths = [.. width is { } same ? places.Select(_ => same) : Widths(places, _low, _high), _high - _low];
        _logMasses = [.. _centres.Select((c, k) => Math.Log(NormalMass.Between((_low - c) / _widths[k], (_high - c) / _widths[k])))];
    }

    /// <summary>How wide the kernels are, on the scale of the domain.</summary>
    public IReadOnlyList<double> KernelWidths => _widths;

    public override double LogDensity(int kernel, double value)
    {
        var (centre, width) = (_centres[kernel], _widths[kernel]);
        if (_domain.IsWhole)
        {
            var (from, to) = (_domain.ToScale(value - 0.5), _domain.ToScale(value + 0.5));
            return Math.Log(NormalMass.Between((from - centre) / width, (to - centre) / width)) - _logMasses[kernel];
        }

        var z = (_domain.ToScale(value) - centre) / width;
        return (-0.5 * z * z) - Math.Log(width) - LogRoot2Pi - _logMasses[kernel];
    }

    public override double Draw(int kernel, double share)
    {
        var (centre, width) = (_centres[kernel], _widths[kernel]);
        return _domain.FromScale(centre + (width * NormalMass.At((_low - centre) / width, (_high - centre) / width, share)));
    }

    private static double[] Widths(double[] places, double low, double high)
    {
        var n = places.Length;
        var order = Enumerable.Range(0, n).OrderBy(i => places[i]).ToArray();
        var least = (high - low) / Math.Min(MostParts, n + 2);
        var widths = new double[n];
        for (var i = 0; i < n; i++)
        {
            var place = places[order[i]];
            var before = i > 0 ? place - places[order[i - 1]] : double.NaN;
            var after = i < n - 1 ? places[order[i + 1]] - place : double.NaN;

            // The ends of the domain are neighbours of a single observation only.
            var width = n == 1 ? Math.Max(place - low, high - place) : i == 0 ? after : i == n - 1 ? before : Math.Max(before, after);
            widths[order[i]] = Math.Clamp(width, least, high - low);
        }

        return widths;
    }
}

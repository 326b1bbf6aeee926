using Ingot.Core.Statistics;

namespace Ingot.Core.Drift;

/// <summary>
/// Both distribution functions on at most some hundred points, for resampling: neighbouring knots are joined as long as they have less than
/// 1/256 of the rows and of the range.
/// </summary>
internal sealed class AreaGrid
{
    private const int Parts = 256;

    private readonly double[] _positions;
    private readonly double[] _reference;
    private readonly double[] _current;
    private readonly double _referenceRows;
    private readonly double _currentRows;

    private AreaGrid(List<(double Position, double Reference, double Current)> points, double referenceRows, double currentRows)
    {
        _positions = [.. points.Select(p => p.Position)];
        _reference = [.. points.Select(p => p.Reference)];
        _current = [.. points.Select(p => p.Current)];
        (_referenceRows, _currentRows) = (referenceRows, currentRows);
        MeanError = Math.Sqrt((Variance(_reference, referenceRows) / referenceRows) + (Variance(_current, currentRows) / currentRows));
    }

    /// <summary>The standard error of the difference of the two means.</summary>
    public double MeanError { get; }

    public static AreaGrid Of(NumberWindow window)
    {
        var knots = window.Reference.Knots;
        double n = window.Reference.Finite, m = window.Finite;
        var current = new double[knots.Length];
        for (var i = 0; i < knots.Length; i++)
        {
            current[i] += window.Cells[(2 * i) + 1];
            var between = window.Cells[2 * i];
            var isLower = i > 0 && window.Positions[i] < NumberWindow.PositionScale / 2 * between;
            current[isLower ? i - 1 : i] += between;
        }

        current[^1] += window.Cells[2 * knots.Length];
        var used = Enumerable.Range(0, knots.Length).Where(i => window.Reference.KnotCounts[i] + current[i] > 0).ToArray();
        var range = knots[used[^1]] - knots[used[0]];
        var points = new List<(double Position, double Reference, double Current)>();
        double openReference = 0, openCurrent = 0;
        for (var u = 0; u < used.Length; u++)
        {
            var i = used[u];
            openReference += window.Reference.KnotCounts[i];
            openCurrent += current[i];
            var start = points.Count == 0 ? knots[used[0]] : points[^1].Position;
            if (u == used.Length - 1
                || ((openReference / n) + (openCurrent / m)) / 2 >= 1.0 / Parts || knots[used[u + 1]] - start >= range / Parts)
            {
                points.Add((knots[i], openReference, openCurrent));
                (openReference, openCurrent) = (0, 0);
            }
        }

        return new AreaGrid(points, n, m);
    }

    /// <summary>Areas by which chance changes the distance, one a draw.</summary>
    /// <param name="resamples">Number of draws.</param>
    /// <param name="seed">Of the draws.</param>
    /// <returns>As if the functions were the same everywhere, and as if they differed where that is proven.</returns>
    public (double[] Same, double[] Changed) Resample(int resamples, ulong seed)
    {
        var (same, changed) = (new double[resamples], new double[resamples]);
        var (differences, proven) = Differences();
        var count = _positions.Length;
        var reference = new double[count];
        var current = new double[count];
        for (var r = 0; r < resamples; r++)
        {
            var random = new SplitMix64(new SplitMix64(seed + (ulong)r).Next());
            var (n, m) = (Draw(random, _reference, reference), Draw(random, _current, current));
            double belowReference = 0, belowCurrent = 0;
            for (var i = 0; i < count - 1 && n > 0 && m > 0; i++)
            {
                belowReference += reference[i];
                belowCurrent += current[i];
                var width = _positions[i + 1] - _positions[i];
                var change = (belowCurrent / m) - (belowReference / n) - differences[i];
                same[r] += Math.Abs(change) * width;
                changed[r] += (proven[i] ? change * Math.Sign(differences[i]) : Math.Abs(change)) * width;
            }
        }

        return (same, changed);
    }

    // Where the functions differ by more than chance would have it anywhere: D. W. K. Andrews, G. Soares (Econometrica 78, 2010) take
    // the root of the logarithm of the number of rows as the multiple of the standard error.
    private (double[] Differences, bool[] Proven) Differences()
    {
        var differences = new double[_positions.Length];
        var proven = new bool[_positions.Length];
        var scale = (1 / _referenceRows) + (1 / _currentRows);
        var multiple = Math.Sqrt(Math.Log(Math.Max(1 / scale, Math.E)));
        double f = 0, g = 0;
        for (var i = 0; i < _positions.Length; i++)
        {
            f += _reference[i] / _referenceRows;
            g += _current[i] / _currentRows;
            var mean = Math.Clamp((f + g) / 2, 0, 1);
            differences[i] = g - f;
            proven[i] = Math.Abs(differences[i]) > multiple * Math.Sqrt(mean * (1 - mean) * scale);
        }

        return (differences, proven);
    }

    private static double Draw(SplitMix64 random, double[] counts, double[] drawn)
    {
        double sum = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            drawn[i] = counts[i] > 0 ? PoissonDraw.Next(random, counts[i]) : 0;
            sum += drawn[i];
        }

        return sum;
    }

    private double Variance(double[] counts, double rows)
    {
        double mean = 0, squares = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            mean += counts[i] / rows * _positions[i];
        }

        for (var i = 0; i < counts.Length; i++)
        {
            squares += counts[i] / rows * (_positions[i] - mean) * (_positions[i] - mean);
        }

        return squares;
    }
}

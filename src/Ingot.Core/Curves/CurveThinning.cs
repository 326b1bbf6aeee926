namespace Ingot.Core.Curves;

/// <summary>
/// A curve with fewer points that looks the same: points are added where the curve is farthest from the lines between those
/// that it has (U. Ramer, "An iterative procedure for the polygonal approximation of plane curves", 1972; D. Douglas and
/// T. Peucker, 1973), until there are enough.
/// </summary>
internal static class CurveThinning
{
    // Far more than a picture can show; keeps the search for the farthest point short.
    private const int MostCandidates = 20_000;

    /// <summary>At most <paramref name="most"/> of the points, in their order, the first and the last among them.</summary>
    /// <param name="points">A curve in the unit square.</param>
    /// <param name="most">The greatest number of points, from 2 on.</param>
    public static IReadOnlyList<CurvePoint> Of(IReadOnlyList<CurvePoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var candidates = AlongThePath(points);
        var kept = new SortedSet<int> { 0, candidates.Count - 1 };
        var segments = new PriorityQueue<(int First, int Last, int Farthest), double>();
        Enqueue(segments, candidates, 0, candidates.Count - 1);
        while (kept.Count < most && segments.TryDequeue(out var segment, out _))
        {
            kept.Add(segment.Farthest);
            Enqueue(segments, candidates, segment.First, segment.Farthest);
            Enqueue(segments, candidates, segment.Farthest, segment.Last);
        }

        return [.. kept.Select(i => candidates[i])];
    }

    private static void Enqueue(
        PriorityQueue<(int First, int Last, int Farthest), double> segments, IReadOnlyList<CurvePoint> points, int first, int last)
    {
        var (farthest, distance) = (-1, 0.0);
        var (dx, dy) = (points[last].X - points[first].X, points[last].Y - points[first].Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        for (var i = first + 1; i < last; i++)
        {
            var (x, y) = (points[i].X - points[first].X, points[i].Y - points[first].Y);
            var d = length > 0 ? Math.Abs((x * dy) - (y * dx)) / length : Math.Sqrt((x * x) + (y * y));
            if (d > distance)
            {
                (farthest, distance) = (i, d);
            }
        }

        if (farthest >= 0)
        {
            segments.Enqueue((first, last, farthest), -distance);
        }
    }

    /// <summary>Where there are very many points, those that are some way from each other.</summary>
    private static IReadOnlyList<CurvePoint> AlongThePath(IReadOnlyList<CurvePoint> points)
    {
        if (points.Count <= MostCandidates)
        {
            return points;
        }

        double path = 0;
        for (var i = 1; i < points.Count; i++)
        {
            path += Length(points[i - 1], points[i]);
        }

        var step = path / (MostCandidates - 2);
        var kept = new List<CurvePoint> { points[0] };
        double walked = 0;
        for (var i = 1; i < points.Count - 1; i++)
        {
            walked += Length(points[i - 1], points[i]);
            if (walked >= step)
            {
                kept.Add(points[i]);
                walked = 0;
            }
        }

        kept.Add(points[^1]);
        return kept;
    }

    private static double Length(CurvePoint from, CurvePoint to) => Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y);
}

namespace Ingot.Benchmarks.Serving;

/// <summary>What a load found.</summary>
/// <param name="PerSecond">Requests a second.</param>
/// <param name="Median">Median of the latencies, ms.</param>
/// <param name="Percentile99">Their 99th percentile, ms.</param>
internal sealed record LoadFigures(double PerSecond, double Median, double Percentile99)
{
    /// <summary>The median of each figure.</summary>
    public static LoadFigures MedianOf(IReadOnlyList<LoadFigures> all)
    {
        double Of(Func<LoadFigures, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);
        return new LoadFigures(Of(f => f.PerSecond), Of(f => f.Median), Of(f => f.Percentile99));
    }
}

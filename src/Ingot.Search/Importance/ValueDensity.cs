using Ingot.Search.Samplers;
using Ingot.Search.Spaces;

namespace Ingot.Search.Importance;

/// <summary>The density of a parameter's values on a grid: kernels whose width is by D. W. Scott's rule (Multivariate density estimation, 1992), and one of the whole domain.</summary>
internal static class ValueDensity
{
    private const int MostSteps = 50;

    // 90 % of the narrowest kernel are in one step of the grid.
    private const double LeastWidth = 0.5 / 1.64;

    /// <summary>The probability of each step of the grid.</summary>
    public static double[] Of(ParameterDomain domain, IReadOnlyList<double> values)
    {
        var counts = domain is NumberDomain numbers ? Counts(numbers, values) : Counts((int)domain.Count, values.Select(v => (int)v));
        int[] seen = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)];
        double[] weights = [.. seen.Select(i => (double)counts[i]), 1];
        var total = weights.Sum();
        Kernels kernels = domain is NumberDomain ? Normal(counts, seen) : new ChoiceKernels(counts.Length, [.. seen.Select(i => (double)i)]);
        return [.. counts.Select((_, i) => weights.Select((w, k) => w / total * Math.Exp(kernels.LogDensity(k, i))).Sum())];
    }

    private static int[] Counts(int steps, IEnumerable<int> places)
    {
        var counts = new int[steps];
        foreach (var place in places)
        {
            counts[place]++;
        }

        return counts;
    }

    private static int[] Counts(NumberDomain domain, IReadOnlyList<double> values)
    {
        var size = domain.High - domain.Low + 1;
        var steps = !domain.IsWhole ? MostSteps : (int)Math.Min(domain.IsLog ? Math.Ceiling(Math.Log2(size)) + 1 : size, MostSteps);
        var low = domain.ToScale(domain.Low);
        var step = (domain.ToScale(domain.High) - low) / (steps - 1);
        return Counts(steps, values.Select(v => Math.Clamp((int)Math.Ceiling(((domain.ToScale(v) - low) / step) - 0.5), 0, steps - 1)));
    }

    private static NumberKernels Normal(int[] counts, int[] seen)
    {
        var n = counts.Sum();
        var mean = seen.Sum(i => (double)i * counts[i]) / n;
        var deviation = Math.Sqrt(seen.Sum(i => counts[i] * (i - mean) * (i - mean)) / Math.Max(1, n - 1));
        var middleHalf = seen[Math.Min(seen.Length - 1, seen.Index().First(s => s.Index == seen.Length - 1 || Cumulated(counts, s.Item) > n * 3 / 4).Index)]
            - seen.First(i => Cumulated(counts, i) >= n / 4);
        var width = Math.Max(1.059 * Math.Min(middleHalf / 1.34, deviation) * Math.Pow(n, -0.2), LeastWidth);
        return new NumberKernels(new NumberDomain(0, counts.Length - 1, isWhole: true), [.. seen.Select(i => (double)i)], width);
    }

    private static int Cumulated(int[] counts, int place) => counts.Take(place + 1).Sum();
}

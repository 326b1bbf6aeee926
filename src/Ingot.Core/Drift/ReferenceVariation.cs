using Ingot.Core.Statistics;

namespace Ingot.Core.Drift;

/// <summary>
/// What chunks of the reference differ by from the rest of it, and the limit that follows: the mean plus three standard deviations of the
/// chunks' effects (W. A. Shewhart, "Economic Control of Quality of Manufactured Product", 1931).
/// </summary>
/// <remarks>
/// The limit is no quantile, because some tens of chunks do not know one that is rare enough: their greatest is passed by one window in so many.
/// Effects have the part of chance taken off, and so the limit is what the reference truly varies by, with what little chance is left. Random
/// chunks vary by chance alone. Chunks in time (days, weeks) show what is usual from one to the next; where the reference has an order, take those.
/// </remarks>
/// <param name="Limit">The mean plus three standard deviations, over n - 1.</param>
/// <param name="Mean">The mean of the chunks' effects.</param>
/// <param name="StandardDeviation">Their standard deviation.</param>
/// <param name="Greatest">The greatest of them.</param>
/// <param name="Chunks">Number of chunks.</param>
/// <param name="ChunkRows">Rows of each; of chunks in time on average.</param>
/// <param name="Source">How the chunks were made.</param>
public sealed record ReferenceVariation(
    double Limit, double Mean, double StandardDeviation, double Greatest, int Chunks, long ChunkRows, string Source)
{
    private const double Multiple = 3;

    // Draws of a bootstrap that is only asked for an effect.
    private const int FewResamples = 100;

    /// <summary>From effects of chunks that were measured against the rest of the reference.</summary>
    /// <param name="effects">Effects, at least two.</param>
    /// <param name="chunkRows">Rows of a chunk.</param>
    /// <param name="source">How the chunks were made, such as "12 weeks".</param>
    public static ReferenceVariation Of(IReadOnlyList<double> effects, long chunkRows, string source)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(effects.Count, 2);
        var mean = effects.Average();
        var deviation = Math.Sqrt(effects.Sum(e => (e - mean) * (e - mean)) / (effects.Count - 1));
        return new ReferenceVariation(mean + (Multiple * deviation), mean, deviation, effects.Max(), effects.Count, chunkRows, source);
    }

    /// <summary>From random chunks of a reference of numbers.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="windowRows">Rows of the window; a chunk has as many, but at most half of the reference.</param>
    /// <param name="options">Chunks, confidence and seed.</param>
    public static ReferenceVariation Of(NumberReference reference, DriftMeasure measure, long windowRows, DriftOptions options)
    {
        double[] rows = [.. reference.Expand(), .. Enumerable.Repeat(double.NaN, MissingRows(measure, reference.Missing))];
        return Of(rows.Length, measure, windowRows, options, (chunk, rest) =>
        {
            var window = new NumberWindow(NumberReference.Of(Array.ConvertAll(rest, r => rows[r])));
            window.Add(Array.ConvertAll(chunk, r => rows[r]));
            return new NumberComparison(window);
        });
    }

    /// <summary>From random chunks of a reference of categories.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="windowRows">Rows of the window; a chunk has as many, but at most half of the reference.</param>
    /// <param name="options">Chunks, confidence and seed.</param>
    public static ReferenceVariation Of(CategoryReference reference, DriftMeasure measure, long windowRows, DriftOptions options)
    {
        // Categories beyond the limit stay one: no category has an empty name and a rank.
        var rows = reference.Categories.SelectMany((c, i) => Enumerable.Repeat<string?>(c, (int)reference.Counts[i]))
            .Concat(Enumerable.Repeat("\0other", (int)reference.Other))
            .Concat(Enumerable.Repeat<string?>(null, MissingRows(measure, reference.Missing))).ToArray();
        return Of(rows.Length, measure, windowRows, options, (chunk, rest) =>
        {
            var window = new CategoryWindow(CategoryReference.Of(Array.ConvertAll(rest, r => rows[r]), reference.Categories.Count + 1));
            window.Add(Array.ConvertAll(chunk, r => rows[r]));
            return new CategoryComparison(window);
        });
    }

    // Chunks have as many rows with a value as the window has; missing ones are drawn only where they count.
    private static int MissingRows(DriftMeasure measure, long missing) => measure == DriftMeasureCatalog.Missing ? (int)missing : 0;

    private static ReferenceVariation Of(
        int rows, DriftMeasure measure, long windowRows, DriftOptions options, Func<int[], int[], DriftComparison> compare)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Chunks, 2);
        var chunkRows = (int)Math.Min(windowRows, rows / 2);
        var effects = new double[options.Chunks];
        for (var i = 0; i < effects.Length; i++)
        {
            var order = RowSample.Permutation(rows, new SplitMix64(options.Seed + (ulong)i).Next());
            var estimate = DriftMeasureCatalog.Estimate(
                measure, compare(order[..chunkRows], order[chunkRows..]), options.Confidence, Math.Min(options.Resamples, FewResamples), options.Seed);
            effects[i] = estimate.Effect;
        }

        return Of(effects, chunkRows, "random chunks");
    }
}

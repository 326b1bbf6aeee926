namespace Ingot.Core.Drift;

/// <summary>Judges the drift of a column: measures, compares the interval of the effect with the threshold, and says all of it.</summary>
public static class DriftDetector
{
    /// <summary>The drift of a column of numbers or dates.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="window">The counted window.</param>
    /// <param name="options">How it is judged; the defaults when null.</param>
    /// <exception cref="ArgumentException">The measure cannot be taken of such a column.</exception>
    public static DriftFinding Find(string column, NumberWindow window, DriftOptions? options = null) =>
        Find(column, new NumberComparison(window), options ?? new DriftOptions(), (measure, o) =>
            ReferenceVariation.Of(window.Reference, measure, Rows(measure, window.Rows, window.Missing), o), Notes(window));

    /// <summary>The drift of a column of categories or booleans.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="window">The counted window.</param>
    /// <param name="options">How it is judged; the defaults when null.</param>
    /// <exception cref="ArgumentException">The measure cannot be taken of such a column.</exception>
    public static DriftFinding Find(string column, CategoryWindow window, DriftOptions? options = null) =>
        Find(column, new CategoryComparison(window), options ?? new DriftOptions(), (measure, o) =>
            ReferenceVariation.Of(window.Reference, measure, Rows(measure, window.Rows, window.Missing), o), Notes(window));

    /// <summary>The conclusion of an interval and a threshold.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end.</param>
    /// <param name="threshold">The threshold.</param>
    public static DriftOutcome Conclude(double low, double high, double threshold) =>
        low > threshold ? DriftOutcome.Drifted : high <= threshold ? DriftOutcome.Stable : DriftOutcome.Unclear;

    private static long Rows(DriftMeasure measure, long rows, long missing) => measure == DriftMeasureCatalog.Missing ? rows + missing : rows;

    private static DriftFinding Find(
        string column, DriftComparison comparison, DriftOptions options, Func<DriftMeasure, DriftOptions, ReferenceVariation> vary, List<string> notes)
    {
        var measure = options.Measure ?? DriftChoice.For(comparison.Kind, comparison.ReferenceRows, comparison.DistinctValues);
        if (DriftMeasureCatalog.Refusal(measure, comparison.Kind, comparison.DistinctValues) is { } refusal)
        {
            throw new ArgumentException($"{column}: {refusal}.", nameof(options));
        }

        comparison = measure == DriftMeasureCatalog.Missing ? new PresenceComparison(comparison) : comparison;
        var tooFew = Math.Min(comparison.ReferenceRows, comparison.CurrentRows) < options.MinimumRows;
        var estimate = DriftMeasureCatalog.Estimate(measure, comparison, options.Confidence, options.Resamples, options.Seed);
        var given = options.Threshold ?? measure.Threshold;
        var threshold = options.ThresholdMode == DriftThresholdMode.Fixed || tooFew
            ? new DriftThreshold(given, DriftThresholdMode.Fixed, given, null)
            : DriftThreshold.Of(options.ThresholdMode, given, options.Variation ?? vary(measure, options));
        if (tooFew)
        {
            notes.Insert(0, FormattableString.Invariant(
                $"Judged from {options.MinimumRows} rows{(measure == DriftMeasureCatalog.Missing ? "" : " with a value")} on: the reference has {comparison.ReferenceRows}, the window {comparison.CurrentRows}."));
        }

        return new DriftFinding
        {
            Column = column,
            Measure = measure.Name,
            Unit = measure.Unit,
            Outcome = tooFew ? DriftOutcome.NotYet : Conclude(estimate.Low, estimate.High, threshold.Value),
            Effect = estimate.Effect,
            Low = estimate.Low,
            High = estimate.High,
            Confidence = options.Confidence,
            Observed = estimate.Observed,
            PValue = estimate.PValue,
            CorrectedPValue = estimate.PValue,
            Threshold = threshold,
            ReferenceRows = comparison.ReferenceRows,
            CurrentRows = comparison.CurrentRows,
            ReferenceMissing = comparison.ReferenceMissing,
            CurrentMissing = comparison.CurrentMissing,
            Method = estimate.Method,
            Notes = notes,
            Bins = comparison.Bins(),
        };
    }

    private static List<string> Notes(NumberWindow window)
    {
        var reference = window.Reference;
        var (before, now) = (reference.NegativeInfinite + reference.PositiveInfinite, window.NegativeInfinite + window.PositiveInfinite);
        return before + now == 0
            ? []
            : [FormattableString.Invariant($"Infinite: {before} rows of the reference and {now} of the window; the Wasserstein distance leaves them out, the other measures do not.")];
    }

    private static List<string> Notes(CategoryWindow window)
    {
        var notes = new List<string>();
        var (reference, unseen) = (window.Reference, window.Unseen);
        if (reference.Other > 0)
        {
            notes.Add(FormattableString.Invariant(
                $"Counted together: {reference.DistinctValues - reference.Categories.Count} of {reference.DistinctValues} categories, the rarest, with {reference.Other} rows of the reference."));
        }

        if (unseen.Rows > 0)
        {
            const int shown = 5;
            var names = unseen.Kept.Take(shown).Select(k => FormattableString.Invariant($"'{k.Key}' ({k.Value})"));
            var more = unseen.More || unseen.Kept.Count > shown ? " and others" : "";
            notes.Add(FormattableString.Invariant($"Not in the reference: {unseen.Rows} rows, with {string.Join(", ", names)}{more}."));
        }

        return notes;
    }
}

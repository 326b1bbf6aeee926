using Ingot.Core.Diagnostics;
using Ingot.Core.Estimation;
using Ingot.Core.Metrics;
using Ingot.Core.Monitoring;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Data;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline.Shared;

namespace Ingot.Pipeline.Monitor;

/// <summary>What the model was worth: on the rows whose labels have come, on slices of them, and estimated on all rows.</summary>
internal static class PerformanceMeasurement
{
    // So many rows tell more than enough of a chunk, and of the window.
    private const int MostEstimated = 200_000;

    public static void Add(StageContext context, ServedWindow window, MonitoredReference reference, WindowMeasurements measured)
    {
        var schema = reference.Schema;
        if (schema.Task == ModelTask.Ranking)
        {
            measured.Whole.AddRange(NotOfQueries(reference));
            return;
        }

        var scores = ServedPredictions.ScoresOf(schema);
        var columns = window.Columns.Where(c => c.Role == WindowColumnRole.Output && scores.Contains(c.Name)).ToList();
        if (columns.Count < scores.Count || schema.LabelIfAny is null)
        {
            return;
        }

        var (threshold, seed) = (context.Spec.ClassificationThreshold, context.Spec.Seed);
        var features = ComparableColumns.Of(window, reference);
        var estimator = WindowEstimator.Fit(context, reference, [.. features.Select(f => f.Name)]);
        var usual = window.Chunks.Where(c => c.Rows > 0).Select(c => (double)c.Rows).Order().ToList();
        var ranges = usual.Count == 0 ? [] : UsualRanges.Of(reference.Predictions, [], usual[usual.Count / 2], threshold, seed);
        var known = reference.Metrics.Metrics.Where(m => m.Slice is null).ToDictionary(m => m.Name, StringComparer.Ordinal);

        // Labelled rows are joined once; they come in the order of time, and so chunk after chunk.
        context.Progress.Report("performance of the window");
        var labelled = ServedPredictions.Of(schema, window.Labelled(columns), "ingot_label", reference.Metrics.Threshold);
        measured.Whole.AddRange(OfPart(null, [.. Enumerable.Range(0, labelled.Rows)]));
        var next = 0;
        foreach (var use in window.Operations)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(next, (int)use.Labelled)];
            next += rows.Length;
            if (use.Chunk.Rows > 0)
            {
                measured.OfChunk(use.Chunk.Index).AddRange(OfPart(use.Chunk, rows));
            }
        }

        AddSlices(context, window, reference, columns, measured);

        IEnumerable<MonitorMeasurement> OfPart(WindowChunk? chunk, int[] rows)
        {
            var realised = Realised(labelled, rows, null, chunk?.Rows ?? window.Rows, context, known, ranges);
            if (estimator is null)
            {
                return realised;
            }

            var sample = window.Sample([.. columns, .. features.Where(f => estimator.Features.Contains(f.Name))], MostEstimated, chunk);
            var estimated = estimator.Estimate(sample).Select(m => Estimated(m, schema.Task, known.GetValueOrDefault(m.Name), ranges.FirstOrDefault(r => r.Metric == m.Name)));
            return realised.Concat(estimated);
        }
    }

    // A ranking is measured query by query, and neither a request nor a label says which query a row was of.
    private static IEnumerable<MonitorMeasurement> NotOfQueries(MonitoredReference reference) =>
        reference.Metrics.Metrics.Where(m => m.Slice is null && MetricCatalog.Find(m.Name, ModelTask.Ranking)?.Scope == MetricScope.Rows).Select(m => new MonitorMeasurement
        {
            Name = m.Name,
            Value = double.NaN,
            Reference = m.Value,
            ReferenceStandardError = m.StandardError,
            ReferenceRows = m.Rows,
            Rows = 0,
            NotYet = "it is measured query by query, and what was served does not say which query a row was of",
        });

    // On the slices that the project evaluates, and those that its monitor gates name.
    private static void AddSlices(StageContext context, ServedWindow window, MonitoredReference reference, List<WindowColumn> scores, WindowMeasurements measured)
    {
        var named = context.Spec.MonitorGates.Select(g => g.Slice).OfType<string>().ToList();
        if (context.Spec.Slices.Count == 0 && named.Count == 0)
        {
            return;
        }

        var features = window.Columns.Where(c => c.Role == WindowColumnRole.Feature && !c.IsHashed);
        var labelled = window.Labelled([.. scores, .. features]);
        var file = context.OutputFile("labelled.parquet");
        ParquetTable.Write(file, labelled);
        try
        {
            var predictions = ServedPredictions.Of(reference.Schema, labelled, "ingot_label", reference.Metrics.Threshold);
            foreach (var slice in new SliceFinder(labelled, file).Find(context.Spec.Slices, named))
            {
                context.Cancellation.ThrowIfCancellationRequested();
                var known = reference.Metrics.Metrics.Where(m => m.Slice == slice.Name).ToDictionary(m => m.Name, StringComparer.Ordinal);
                measured.Whole.AddRange(Realised(predictions, slice.Rows, slice.Name, slice.Rows.Length, context, known, []));
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static IEnumerable<MonitorMeasurement> Realised(
        PredictionSet labelled, int[] rows, string? slice, long of, StageContext context, Dictionary<string, MetricResult> known, IReadOnlyList<UsualRange> ranges)
    {
        var performance = ChunkPerformance.Of(labelled, _ => [], ranges, context.Spec.ClassificationThreshold, context.Spec.Seed, rows: rows);
        foreach (var metric in performance.Metrics)
        {
            var reference = known.GetValueOrDefault(metric.Name);
            yield return new MonitorMeasurement
            {
                Name = metric.Name,
                Slice = slice,
                Value = metric.Realised?.Value ?? double.NaN,
                Low = metric.Realised?.Low ?? double.NaN,
                High = metric.Realised?.High ?? double.NaN,
                StandardError = metric.Realised?.StandardError ?? double.NaN,
                Rows = performance.Labelled,
                Reference = reference?.Value ?? double.NaN,
                ReferenceStandardError = reference?.StandardError ?? double.NaN,
                ReferenceRows = reference?.Rows ?? 0,
                Threshold = Usual(metric.Name, labelled.Task, ranges.FirstOrDefault(r => r.Metric == metric.Name)),
                ThresholdSource = ranges.Count > 0 ? "the reference's own variation" : null,
                NotYet = WhyNotYet(metric.RealisedVerdict.Reason, performance.Labelled, of),
            };
        }
    }

    private static MonitorMeasurement Estimated(EstimatedMetric metric, ModelTask task, MetricResult? reference, UsualRange? range) => new()
    {
        Name = MonitorCatalog.Estimated + metric.Name,
        Value = metric.Value,
        Low = metric.Low,
        High = metric.High,
        StandardError = metric.StandardError,
        Rows = metric.Rows,
        Reference = reference?.Value ?? double.NaN,
        ReferenceStandardError = reference?.StandardError ?? double.NaN,
        ReferenceRows = reference?.Rows ?? 0,
        Threshold = Usual(metric.Name, task, range),
        ThresholdSource = range is null ? null : "the reference's own variation",
        NotYet = metric.Rows < PerformanceRules.Default.MinRows
            ? FormattableString.Invariant($"it takes {PerformanceRules.Default.MinRows} rows, and there are {metric.Rows}")
            : metric.Support < PerformanceRules.Default.MinSupport ? FormattableString.Invariant($"about {metric.Support:0} rows are of what it hangs on, and it takes {PerformanceRules.Default.MinSupport}") : null,
    };

    // The end of the usual range on the worse side.
    private static double Usual(string metric, ModelTask task, UsualRange? range) => range is null ? double.NaN
        : MetricCatalog.Find(metric, task)!.HigherIsBetter ? range.Low : range.High;

    private static string? WhyNotYet(NotYetReason reason, long labelled, long rows) => reason switch
    {
        NotYetReason.NoRows or NotYetReason.TooFewRows => FormattableString.Invariant($"{labelled} of {DiagnosticText.Count(rows, "row")} have a label, and it takes {PerformanceRules.Default.MinRows}"),
        NotYetReason.TooFewOfClass => FormattableString.Invariant($"fewer than {PerformanceRules.Default.MinSupport} of {DiagnosticText.Count(labelled, "labelled row")} are of what it hangs on, such as the rarer class"),
        NotYetReason.Undefined => FormattableString.Invariant($"{DiagnosticText.Count(labelled, "labelled row")} do not define it"),

        // What is usual is not what a gate asks.
        _ => null,
    };
}

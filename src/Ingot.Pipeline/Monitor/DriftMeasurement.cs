using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>Drift of each feature and of the answers, in the window and in its chunks.</summary>
internal static class DriftMeasurement
{
    // Counts of so many columns and chunks are in memory at once.
    private const int MostCounted = 400;

    // A chunk's interval is for the eye; the window's decides.
    private const int ResamplesOfChunk = 100;

    /// <summary>Measures it.</summary>
    /// <returns>The findings of the whole window, with both distributions.</returns>
    public static IReadOnlyList<DriftFinding> Add(StageContext context, ServedWindow window, MonitoredReference reference, WindowMeasurements measured)
    {
        var options = new DriftOptions { ThresholdMode = context.Spec.Monitor.Threshold, Seed = (ulong)context.Spec.Seed };
        var answers = AnswersOf(reference.Schema);
        var texts = reference.Schema.Features.Where(f => f.IsText).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var columns = window.Columns
            .Where(c => (c.Role == WindowColumnRole.Feature || c.Name == answers) && !c.IsHashed)
            .SelectMany(c => texts.Contains(c.Name) && c.Kind == WindowColumnKind.Text ? c.TextShapes : [c])
            .Where(c => ColumnReference.Fits(reference.Rows.Find(c.Name), c.Kind))
            .ToList();

        var found = new List<(DriftFinding Finding, bool IsDefault)>();
        var byChunk = Enumerable.Range(0, window.Chunks.Count).Select(_ => new List<DriftFinding>()).ToList();
        foreach (var some in columns.Chunk(Math.Max(1, MostCounted / (window.Chunks.Count + 1))))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress.Report($"drift of {some[0].Name}{(some.Length > 1 ? $" to {some[^1].Name}" : string.Empty)}");
            var counted = some.ToDictionary(c => c, c => new CountedColumn(ColumnReference.Of(reference.Rows[c.Name]), window.Chunks.Count));
            window.Stream(some, new CountingSink(counted));
            foreach (var column in some)
            {
                var name = column.Name == answers ? MonitorCatalog.PredictionDrift : column.Name;
                var whole = counted[column].Whole();
                var usual = whole.Find(name, options);
                found.Add((usual, true));
                found.AddRange(MeasuresOfGates(context.Spec.MonitorGates, column.Name, column.Name == answers)
                    .Where(m => m.Name != usual.Measure && whole.Takes(m)).Select(m => (whole.Find(name, options with { Measure = m }), false)));
                for (var chunk = 0; chunk < byChunk.Count; chunk++)
                {
                    if (counted[column].OfChunk(chunk) is { } part)
                    {
                        byChunk[chunk].Add(part.Find(name, options with { ThresholdMode = DriftThresholdMode.Fixed, Resamples = ResamplesOfChunk }));
                    }
                }
            }
        }

        var corrected = DriftFindings.Correct([.. found.Select(f => f.Finding)], DriftCorrection.BenjaminiHochberg);
        measured.Whole.AddRange(corrected.Select(f => Measurement(f, options)));
        AddShare(measured.Whole, [.. corrected.Where((f, i) => found[i].IsDefault)]);
        for (var chunk = 0; chunk < byChunk.Count; chunk++)
        {
            var findings = DriftFindings.Correct(byChunk[chunk], DriftCorrection.BenjaminiHochberg);
            measured.OfChunk(chunk).AddRange(findings.Select(f => Measurement(f, options)));
            AddShare(measured.OfChunk(chunk), findings);
        }

        return corrected;
    }

    /// <summary>A finding as a measurement.</summary>
    public static MonitorMeasurement Measurement(DriftFinding finding, DriftOptions options) => new()
    {
        Name = finding.Column is MonitorCatalog.PredictionDrift or MonitorCatalog.MultivariateDrift ? finding.Column : MonitorCatalog.Drift,
        Column = finding.Column is MonitorCatalog.PredictionDrift or MonitorCatalog.MultivariateDrift ? null : finding.Column,
        Measure = finding.Measure,
        Value = finding.Effect,
        Low = finding.Low,
        High = finding.High,
        Rows = finding.CurrentRows,
        ReferenceRows = finding.ReferenceRows,
        PValue = finding.PValue,
        AdjustedPValue = finding.CorrectedPValue,
        Threshold = finding.Threshold.Value,
        ThresholdSource = finding.Threshold.Mode switch
        {
            DriftThresholdMode.Fixed => "the measure",
            DriftThresholdMode.Reference => "the reference's own variation",
            _ => "the measure and the reference's own variation",
        },
        NotYet = finding.Outcome == DriftOutcome.NotYet
            ? FormattableString.Invariant($"it takes {options.MinimumRows} rows with a value, and the window has {finding.CurrentRows}, the reference {finding.ReferenceRows}")
            : null,
    };

    private static void AddShare(List<MonitorMeasurement> to, IReadOnlyList<DriftFinding> findings)
    {
        var judged = findings.Where(f => f.Column != MonitorCatalog.PredictionDrift && f.Outcome != DriftOutcome.NotYet).ToList();
        to.Add(new MonitorMeasurement
        {
            Name = MonitorCatalog.DriftShare,
            Value = judged.Count == 0 ? double.NaN : (double)judged.Count(f => f.Outcome == DriftOutcome.Drifted) / judged.Count,
            Rows = judged.Count == 0 ? 0 : judged.Max(f => f.CurrentRows),
            NotYet = judged.Count == 0 ? "no column has enough rows" : null,
        });
    }

    private static string AnswersOf(ModelSchema schema) => schema.Task switch
    {
        ModelTask.Regression or ModelTask.Ranking or ModelTask.AnomalyDetection => OutputNames.Score,
        ModelTask.BinaryClassification => OutputNames.Probability,
        _ => OutputNames.PredictedLabel,
    };

    // A measure that does not fit the column is left to the gate, which then says that it was not measured.
    private static IEnumerable<DriftMeasure> MeasuresOfGates(IReadOnlyList<MonitorGateSpec> gates, string column, bool isAnswer) => gates
        .Where(g => isAnswer ? g.Name == MonitorCatalog.PredictionDrift : g.Name == MonitorCatalog.Drift && (g.Column is null || g.Column == column))
        .Select(g => g.Measure is null ? null : DriftMeasureCatalog.Find(g.Measure))
        .OfType<DriftMeasure>().Distinct();
}

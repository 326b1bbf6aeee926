using Ingot.Core.Diagnostics;
using Ingot.Core.Drift;
using Ingot.Core.Estimation;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Simulation.Models;

namespace Ingot.Simulation.Loop;

/// <summary>
/// The verdicts of the stage Monitor on what the gates of the year ask for, by the same mathematics and the same gate evaluator, without its files: for very many
/// windows. A test compares the two.
/// </summary>
/// <param name="laws">The gates.</param>
public sealed class LibraryWatch(IReadOnlyList<MonitorLaw> laws) : IWatch
{
    private const double Threshold = 0.5;
    private const int Seed = 1;

    /// <inheritdoc />
    public string Name => "Ingot";

    /// <inheritdoc />
    public IReadOnlyList<Verdict> Verdicts { get; private set; } = [];

    /// <summary>What the last window was measured to be.</summary>
    public IReadOnlyList<MonitorMeasurement> Measured { get; private set; } = [];

    /// <inheritdoc />
    public IReadOnlyList<string> Look(ServedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        Measured = [.. Drift(part), .. Performance(part)];
        Verdicts = MonitorGateEvaluator.Evaluate([.. laws.Select(l => l.Gate)], ModelTask.BinaryClassification, Measured, new DiagnosticList());
        return [.. Verdicts.Where(v => v.Outcome == GateOutcome.Failed).Select(v => v.Gate)];
    }

    private static IEnumerable<MonitorMeasurement> Drift(ServedPart part)
    {
        var options = new DriftOptions { Seed = Seed };
        var model = (QuickModel)part.Model;
        var findings = part.Customers.Columns.Select(c => ColumnDrift.Find(c.Name, model.Reference[c.Name], c, options))
            .Append(ColumnDrift.Find(MonitorCatalog.PredictionDrift, Answers(model.ReferenceScores), Answers(part.Scores), options)).ToList();
        return DriftFindings.Correct(findings, DriftCorrection.BenjaminiHochberg).Select(f => new MonitorMeasurement
        {
            Name = f.Column == MonitorCatalog.PredictionDrift ? f.Column : MonitorCatalog.Drift,
            Column = f.Column == MonitorCatalog.PredictionDrift ? null : f.Column,
            Measure = f.Measure,
            Value = f.Effect,
            Low = f.Low,
            High = f.High,
            Rows = f.CurrentRows,
            ReferenceRows = f.ReferenceRows,
            Threshold = f.Threshold.Value,
            NotYet = f.Outcome == DriftOutcome.NotYet ? "there are too few rows" : null,
        });
    }

    private static List<MonitorMeasurement> Performance(ServedPart part)
    {
        var model = (QuickModel)part.Model;
        var performance = ChunkPerformance.Of(
            YearModel.Predictions(part.Scores, part.Known), _ => [], [], Threshold, Seed, rows: part.LabelledRows);
        var reference = model.Metrics.ToDictionary(m => m.Name, StringComparer.Ordinal);
        List<MonitorMeasurement> measured = [];
        foreach (var metric in performance.Metrics.Where(m => reference.ContainsKey(m.Name)))
        {
            var known = reference[metric.Name];
            measured.Add(new MonitorMeasurement
            {
                Name = metric.Name,
                Value = metric.Realised?.Value ?? double.NaN,
                Low = metric.Realised?.Low ?? double.NaN,
                High = metric.Realised?.High ?? double.NaN,
                StandardError = metric.Realised?.StandardError ?? double.NaN,
                Rows = performance.Labelled,
                Reference = known.Value,
                ReferenceStandardError = known.StandardError,
                ReferenceRows = known.Rows,
                NotYet = metric.RealisedVerdict.Reason is NotYetReason.NoRows or NotYetReason.TooFewRows or NotYetReason.TooFewOfClass or NotYetReason.Undefined ? "there are too few labels" : null,
            });
        }

        foreach (var metric in model.Estimator.Estimate(YearModel.Predictions(part.Scores, new bool?[part.Scores.Length])).Metrics)
        {
            var known = reference[metric.Name];
            measured.Add(new MonitorMeasurement
            {
                Name = MonitorCatalog.Estimated + metric.Name,
                Value = metric.Value,
                Low = metric.Low,
                High = metric.High,
                StandardError = metric.StandardError,
                Rows = metric.Rows,
                Reference = known.Value,
                ReferenceStandardError = known.StandardError,
                ReferenceRows = known.Rows,
                NotYet = metric.Rows < PerformanceRules.Default.MinRows || metric.Support < PerformanceRules.Default.MinSupport ? "there are too few rows" : null,
            });
        }

        return measured;
    }

    private static NumberColumn Answers(float[] scores) => new("probability", Array.ConvertAll(scores, s => (double)s));
}

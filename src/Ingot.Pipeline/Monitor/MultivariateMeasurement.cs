using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Monitoring.Windows;
using Ingot.Training;

namespace Ingot.Pipeline.Monitor;

/// <summary>Drift of all features together: how well a classifier tells rows of the window from those of the reference.</summary>
internal static class MultivariateMeasurement
{
    /// <summary>Measures it.</summary>
    /// <returns>The finding; null when there is nothing to tell rows by.</returns>
    public static DriftFinding? Add(
        StageContext context, ServedWindow window, MonitoredReference reference, IReadOnlyList<WindowColumn> features, WindowMeasurements measured, SaidOnTheWay said)
    {
        if (features.Count == 0 || window.Rows == 0)
        {
            return null;
        }

        context.Progress.Report("drift of all features together");
        var names = features.Select(f => f.Name).ToList();
        var drift = new DriftOptions { ThresholdMode = context.Spec.Monitor.Threshold };
        var options = new TwoSampleOptions { Seed = context.Spec.Seed };
        var learner = new TableLearner(context.Threads, context.Spec.Trainer.LightGbmLibrary);
        var scores = TwoSampleClassifier.Score(learner, reference.Rows, window.Sample(features, options.Rows), names, options, context.Cancellation);
        var finding = scores.Find(MonitorCatalog.MultivariateDrift, drift);
        if (finding.Outcome == DriftOutcome.Drifted)
        {
            said.Note($"Rows of the window are told from those of the reference mostly by {string.Join(", ", scores.Columns.Select(c => c.Column))}.");
        }

        measured.Whole.Add(DriftMeasurement.Measurement(finding, drift));
        return finding;
    }
}

using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Gate;

/// <summary>Says when nothing that a project asks for is about the quality of its model, and which gate would be.</summary>
internal static class QualityAdvice
{
    /// <summary>Says it, if it is so.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="metrics">What was measured: the gate that is advised has its numbers.</param>
    public static void Give(StageContext context, MetricsReport metrics)
    {
        var spec = context.Spec;
        var asked = spec.Gates.Select(g => g.Metric).Concat(spec.Tests.Select(t => t.Title)).ToList();

        // Who misspelt a metric has asked for one: the gate fails, and says which there are.
        if (asked.Exists(ModelStandings.JudgesQuality) || spec.Gates.Any(g => MetricCatalog.Find(g.Metric, metrics.Task) is null))
        {
            return;
        }

        context.Diagnostics.Report(GateDiagnostics.QualityNotJudged.At(
            spec.Location,
            $"{(asked.Count == 0 ? "The project has no gate, so any model passes, however wrong its predictions are" : $"The project asks for {DiagnosticText.List(asked.Distinct(StringComparer.Ordinal))} only, and nothing of that judges how good its predictions are")}. Add {Gate(metrics)}."));
    }

    private static string Gate(MetricsReport metrics)
    {
        var name = MainMetric.NameIn(metrics);
        return GateLine.TooGood(metrics) is { } figure ? $"a gate on a metric of the predictions, such as {name}, once it is clear why this model is never wrong ({figure}): mostly a column tells it the answer"
            : GateLine.Of(metrics, name) is { } line
            ? $"{line}, which this model passes ({name} {MetricTextOf(metrics.Metrics.First(m => m.Name == name && m.Slice is null).Value)})"
            : $"a gate on a metric of the predictions, such as {name}";
    }

    private static string MetricTextOf(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

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
        if (asked.Exists(ModelStandings.JudgesQuality))
        {
            return;
        }

        context.Diagnostics.Report(GateDiagnostics.QualityNotJudged.At(
            spec.Location,
            $"{(asked.Count == 0 ? "The project has no gate, so any model passes, however wrong its predictions are" : $"The project asks for {DiagnosticText.List(asked.Distinct(StringComparer.Ordinal))} only, and nothing of that judges how good its predictions are")}. Add {Gate(metrics)}."));
    }

    // At the end of the interval that chance alone does not reach: the same model passes, and a worse one need not.
    private static string Gate(MetricsReport metrics)
    {
        var name = MainMetric.NameOf(metrics.Task);
        var higher = MetricCatalog.Find(name, metrics.Task)!.HigherIsBetter;
        var found = metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null);
        var value = found is null ? double.NaN : higher ? found.Low : found.High;
        return double.IsFinite(value)
            ? $"<Gate Include=\"{name}\" {(higher ? "Min" : "Max")}=\"{Rounded(value, down: higher)}\" />, which this model passes ({name} {MetricTextOf(found!.Value)})"
            : $"a gate on a metric of the predictions, such as {name}";
    }

    // To two significant digits, on the side where the model passes.
    private static string Rounded(double value, bool down)
    {
        var step = value == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        var rounded = (down ? Math.Floor(value / step) : Math.Ceiling(value / step)) * step;
        return rounded.ToString("G2", CultureInfo.InvariantCulture) is var text && text.Contains('E', StringComparison.Ordinal)
            ? ((decimal)rounded).ToString("0.############", CultureInfo.InvariantCulture)
            : text;
    }

    private static string MetricTextOf(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}

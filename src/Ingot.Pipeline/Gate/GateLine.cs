using System.Globalization;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;

namespace Ingot.Pipeline.Gate;

/// <summary>The line of a gate that today's model passes, for people to copy into the project.</summary>
internal static class GateLine
{
    // What is printed as 1.0000.
    private const double NeverWrong = 0.99995;

    /// <summary>The line; null when the metric was not measured, is undefined, or is so bad that every model passes.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="name">The metric, on all rows.</param>
    /// <param name="change">The metadata <c>MaxRegression</c>; null: without.</param>
    public static string? Of(MetricsReport metrics, string name, string? change = null)
    {
        if (metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null) is not { } found)
        {
            return null;
        }

        // At the end of the interval that chance alone does not reach: the same model passes, and a worse one need not.
        var definition = MetricCatalog.Find(name, metrics.Task)!;
        var higher = definition.HigherIsBetter;
        var limit = Rounded(higher ? found.Low : found.High, down: higher);
        return double.IsFinite(limit) && definition.Range.WhyNoBound(new RangedValue(name, higher, definition.Unit, "model"), higher, limit) is null
            ? $"<Gate Include=\"{name}\" {(higher ? "Min" : "Max")}=\"{Text(limit)}\"{(change is null ? string.Empty : $" MaxRegression=\"{change}\"")} />"
            : null;
    }

    /// <summary>
    /// The figure by which the model is never wrong, <c>AUC 1.0000</c>; null: it errs. That is mostly so because a column tells it the answer, and nobody
    /// should ask for it in a gate before it is known why.
    /// </summary>
    /// <param name="metrics">What was measured.</param>
    public static string? TooGood(MetricsReport metrics)
    {
        var name = metrics.Task switch
        {
            ModelTask.BinaryClassification => "AUC",
            ModelTask.MulticlassClassification => "Accuracy",
            ModelTask.Regression => "R2",
            _ => null,
        };
        return metrics.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null) is { } found && found.Value >= NeverWrong
            ? $"{name} {MetricText.Value(found, metrics.Task)}"
            : null;
    }

    // To two significant digits, on the side where the model passes.
    private static double Rounded(double value, bool down)
    {
        var step = value == 0 ? 1 : Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(value))) - 1);
        return (down ? Math.Floor(value / step) : Math.Ceiling(value / step)) * step;
    }

    // Gates read exponents too; people should not have to, where the digits can be counted.
    private static string Text(double limit) =>
        limit.ToString(Math.Abs(limit) is 0 or >= 1e-10 and < 1e15 ? "0.############" : "G2", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Reproduce;

/// <summary>Reproduce: the model that a build left behind, against one that was made again from the data, without any cache.</summary>
internal static class ReproduceStage
{
    private const int NamedMetrics = 5;

    // What each stage leaves behind that follows from its inputs alone, in the order of the way.
    private static readonly StageFile[] Outputs =
        [PrepareFiles.Schema, PrepareFiles.Training, PrepareFiles.Reference, TrainFiles.Model, EvaluateFiles.Predictions, EvaluateFiles.Metrics];

    public static bool Run(StageContext context)
    {
        var anew = context.Spec.ReproduceFolder!;
        var metrics = MetricsFile.Read(context.Input(EvaluateFiles.Metrics));
        var metricsAnew = MetricsFile.Read(EvaluateFiles.Metrics.PathIn(anew, context.Spec.Name));
        List<string> differing =
        [
            .. Outputs
                .Where(f => ContentHash.OfFile(context.Input(f)) != ContentHash.OfFile(f.PathIn(anew, context.Spec.Name)))
                .Select(f => $"{f.Pattern} of {f.Stage}"),
        ];
        var isSame = metrics.OnnxSha256 == metricsAnew.OnnxSha256;
        var changes = Changes(metrics, metricsAnew);
        if (isSame && changes.Count == 0)
        {
            var rest = differing.Count == 0 ? string.Empty : $"; {string.Join(", ", differing)} differ";
            context.Progress.Report(string.Create(
                CultureInfo.InvariantCulture,
                $"reproduced: {TrainFiles.Model.Pattern} is the same byte for byte (SHA-256 {metrics.OnnxSha256}), and so are {metrics.Metrics.Count} metrics{rest}"));
            context.Write(ReproduceFiles.Reproduced, metrics.OnnxSha256);
            return true;
        }

        var model = isSame
            ? "the ONNX file is the same, but its measurements are not"
            : $"the ONNX file has the SHA-256 {metricsAnew.OnnxSha256} and had {metrics.OnnxSha256}";
        context.Diagnostics.Report(TrainDiagnostics.NotReproduced.At(
            context.Spec.Location,
            $"The model was made again from its data and is not the same: {model}. What differs, in the order of the stages: {string.Join(", ", differing)}. {Describe(changes, metrics.Metrics.Count)} The second build is in '{anew}'. Look at the first stage that differs: check that its data and its packages are those of the first build, and that no target of your own changes its output."));
        return true;
    }

    private static List<(MetricResult Before, double After)> Changes(MetricsReport before, MetricsReport after)
    {
        var values = after.Metrics.ToDictionary(m => (m.Name, m.Slice), m => m.Value);
        return
        [
            .. before.Metrics
                .Select(m => (Before: m, After: values.GetValueOrDefault((m.Name, m.Slice), double.NaN)))
                .Where(c => !c.Before.Value.Equals(c.After))
                .OrderByDescending(c => Math.Abs(c.After - c.Before.Value) / Math.Max(Math.Abs(c.Before.Value), double.Epsilon)),
        ];
    }

    private static string Describe(List<(MetricResult Before, double After)> changes, int count)
    {
        if (changes.Count == 0)
        {
            return "All metrics are the same.";
        }

        var named = changes.Take(NamedMetrics).Select(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.Before.Name}{(c.Before.Slice is { } slice ? $" on slice '{slice}'" : string.Empty)} {c.Before.Value} and then {c.After} (by {c.After - c.Before.Value:G3})"));
        return string.Create(CultureInfo.InvariantCulture, $"{changes.Count} of {count} metrics {DiagnosticText.Agree(changes.Count, "differs", "differ")}, most of all {string.Join(", ", named)}.");
    }
}

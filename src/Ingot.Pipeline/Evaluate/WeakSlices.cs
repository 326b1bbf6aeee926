using System.Globalization;
using System.Security;
using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Slices;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Evaluate;

/// <summary>Searches the parts of the reference data on which the model is weak, and says how to pin them.</summary>
internal static class WeakSlices
{
    // What MSBuild would take for a pattern, a list, a property or an item.
    private const string MSBuildSpecial = "%*?;$@'()";

    private const double SmallestPValue = 0.0001;

    public static void Write(StageContext context, ModelSchema schema, Table reference, PredictionSet predictions)
    {
        var mode = context.Spec.FindWeakSlices;
        if (mode == WeakSliceMode.False || predictions.Rows == 0)
        {
            return;
        }

        if (MainMetric.OfRows(predictions.Task) is not { } metric)
        {
            SayUnsearched(context, schema.Task);
            return;
        }

        context.Progress.Report("searching weak slices");
        var names = schema.Columns.Where(c => c.Role is not (ColumnRole.Label or ColumnRole.Weight or ColumnRole.Entity) && !c.IsText).Select(c => c.Name).ToList();
        var columns = new SliceColumn[names.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, context.Threads), CancellationToken = context.Cancellation };
        Parallel.For(0, names.Count, parallel, c => columns[c] = SliceBinning.Of(reference[names[c]]));
        var weights = predictions.Weights ?? [.. Enumerable.Repeat(1.0, predictions.Rows)];
        var report = WeakSliceSearch.Find(
            metric, RowLosses.Of(predictions), weights, columns, context.Cancellation);
        context.Write(EvaluateFiles.WeakSlices, SlicesFile.ToJson(report));

        var weak = report.Slices.Where(s => s.Weak).ToList();
        if (mode == WeakSliceMode.Warn)
        {
            weak.ForEach(s => context.Diagnostics.Report(EvaluateDiagnostics.WeakSlice.At(context.Spec.Location, Warning(s, report))));
        }
    }

    // Who only gets the file by default has asked for nothing.
    private static void SayUnsearched(StageContext context, ModelTask task)
    {
        if (context.Spec.FindWeakSlices == WeakSliceMode.Warn)
        {
            context.Diagnostics.Report(EvaluateDiagnostics.WeakSlicesNotSearched.At(
                context.Spec.LocationOf("ModelFindWeakSlices"),
                $"ModelFindWeakSlices is Warn, and weak slices are not searched for the task {task}: {(task == ModelTask.Ranking ? "a row has no loss of its own, only the order of its query is right or wrong" : task == ModelTask.Clustering ? "no cluster is right or wrong, so that rows have no losses" : "what is unusual is not yet wrong, so that rows have no losses")}. Name the parts that matter in Slice items, and gate {(task is ModelTask.Ranking or ModelTask.Clustering ? MainMetric.NameOf(task) : "AnomalyRate, or with a label Recall,")} on them; or set it to False."));
        }
    }

    private static FormattableString Warning(FoundSlice slice, SlicesReport report)
    {
        var p = slice.AdjustedPValue < SmallestPValue ? "p < 0.0001" : $"p = {slice.AdjustedPValue.ToString("F4", CultureInfo.InvariantCulture)}";
        return $"The model is weak on {DiagnosticText.Escape(slice.Slice)}: {report.Metric} is {slice.Value:F4} on {DiagnosticText.Agree(slice.Rows, "this", "these")} {DiagnosticText.Count(slice.Rows, "row")} and {slice.Rest:F4} on the rest, a difference of {slice.Difference:F4} (95 % interval {slice.Low:F4} to {slice.High:F4}, {p} corrected for {DiagnosticText.Count(report.Tested, "slice")}). Pin what it is worth with {Pin(slice, report.Metric)}, and give more data of this kind or better features for it.";
    }

    /// <summary>The lines that make a gate of the slice.</summary>
    private static string Pin(FoundSlice slice, string metric)
    {
        // Rounded up to three digits, so that the model of today passes.
        var digits = slice.Value > 0 ? Math.Max(0, 2 - (int)Math.Floor(Math.Log10(slice.Value))) : 2;
        var scale = Math.Pow(10, digits);
        var max = (Math.Ceiling(slice.Value * scale) / scale).ToString(CultureInfo.InvariantCulture);
        var gate = $"<Gate Include=\"{metric}\" Slice=\"{Attribute(slice.Slice)}\" Max=\"{max}\" />";
        return slice.IsValue ? gate : $"<Slice Include=\"{Attribute(slice.Slice)}\" Where=\"{Attribute(slice.Where)}\" /> {gate}";
    }

    private static string Attribute(string text) => SecurityElement.Escape(string.Concat(
        text.Select(c => MSBuildSpecial.Contains(c, StringComparison.Ordinal) ? FormattableString.Invariant($"%{(int)c:X2}") : c.ToString())));
}

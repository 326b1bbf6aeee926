using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>
/// Skew of logged features against the project's own preparation: of rows that are about things which the prepared data have too, how often each
/// feature has another value.
/// </summary>
internal static class SkewMeasurement
{
    public static void Add(StageContext context, ServedWindow window, MonitoredReference reference, WindowMeasurements measured, IDiagnosticSink said)
    {
        var files = new[] { context.TryInput(PrepareFiles.Training), context.TryInput(PrepareFiles.Reference) }.OfType<string>().ToList();
        if (window.Rows == 0)
        {
            return;
        }

        var entity = reference.Schema.Columns.FirstOrDefault(c => c.Role == ColumnRole.Entity);
        var skew = files.Count == 0 ? new WindowSkew(null, "the project has not prepared its data", 0, []) : window.Skew(files, entity);
        if (skew.WhyNot is { } why)
        {
            said.Report(MonitorDiagnostics.SkewNotMeasured.At(
                SourceLocation.None, $"Skew was not measured: {why}. Nothing needs to be done, unless a monitor gate asks for it."));
            return;
        }

        foreach (var column in skew.Columns.GroupBy(c => c.Column))
        {
            measured.Whole.Add(TrafficMeasurement.Share(MonitorCatalog.Skew, column.Key, column.Sum(c => c.Differing), column.Sum(c => c.Compared)));
            foreach (var chunk in column)
            {
                measured.OfChunk(chunk.Chunk).Add(TrafficMeasurement.Share(MonitorCatalog.Skew, column.Key, chunk.Differing, chunk.Compared));
            }
        }

        if (skew.Rows == 0)
        {
            measured.Whole.AddRange(skew.Features.Select(f => new MonitorMeasurement
            {
                Name = MonitorCatalog.Skew, Column = f, Value = double.NaN, Rows = 0, NotYet = $"none of the window's rows is found in the prepared data by {skew.Key}",
            }));
        }
    }
}

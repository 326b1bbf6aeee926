using System.Xml.Linq;
using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Core.Texts;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Monitor.Sections;

/// <summary>All columns: their drift, and what is missing, unseen or against the schema.</summary>
internal static class ColumnSection
{
    private const int Shown = 25;
    private const int MostColumns = 1000;

    private static readonly string[] Header = ["column", "drift", "measure", "effect#", "threshold#", "p, corrected#", "missing#", "unseen#", "anomalies#"];

    public static XElement? Of(MonitorView view)
    {
        var columns = view.Columns;
        var hasSkew = columns.Any(c => c.Skew is { NotYet: null });
        string[] header = hasSkew ? [.. Header, "skew#"] : Header;
        object?[] Cells(ColumnHealth column) => hasSkew ? [.. Row(column), Share(column.Skew)] : Row(column);
        return columns.Count == 0 ? null : Section(
            "columns",
            "Columns",
            El("p", "The worst first. Effects are without what chance adds, with their intervals. Shares are of this window, the reference's below them.", hasSkew ? " Skew: the share of values that the project's own preparation has otherwise of the same things." : null),
            Table("Columns", header, columns.Take(Shown).Select(Cells)),
            columns.Count > Shown
                ? Details(Text($"{Math.Min(columns.Count, MostColumns) - Shown:N0} more columns"), Table("More columns", header, columns.Skip(Shown).Take(MostColumns - Shown).Select(Cells)))
                : null,
            columns.Count > MostColumns ? El("p", Class("more"), Text($"and {columns.Count - MostColumns:N0} more in monitor.json")) : null);
    }

    private static object?[] Row(ColumnHealth column)
    {
        var finding = column.Finding;
        object?[] drift = finding is null ? [null, null, null, null, null] :
        [
            DriftChip.Of(finding.Outcome), new object[] { Data(finding.Measure, 40), column.Others.Take(8).Select(f => El("small", Data(f.Measure, 40), ": ", MonitorText.Name(f.Outcome))) }, Effect(finding), double.IsFinite(finding.Threshold.Value) ? new object?[] { MonitorText.Number(finding.Threshold.Value, Greatest(finding)), El("small", Source(finding.Threshold)) } : null,
            double.IsFinite(finding.CorrectedPValue) ? GateText.PValue(finding.CorrectedPValue) : null,
        ];
        return [El("strong", Data(column.Name, 60)), .. drift, Missing(column), Share(column.Unseen), Share(column.Anomalies)];
    }

    private static object?[]? Effect(DriftFinding finding) => !double.IsFinite(finding.Effect) ? null : new object?[]
    {
        MonitorText.Number(finding.Effect, Greatest(finding)),
        double.IsFinite(finding.Low) && double.IsFinite(finding.High) ? El("small", $"{MonitorText.Number(finding.Low, Greatest(finding))} to {MonitorText.Number(finding.High, Greatest(finding))}") : null,
    };

    private static double Greatest(DriftFinding finding) => MetricText.Greatest([finding.Effect, finding.Low, finding.High, finding.Threshold.Value]);

    private static string Source(DriftThreshold threshold) => threshold.Reference is { } reference && threshold.Value == reference.Limit ? "the reference's own variation" : "fixed";

    private static object? Missing(ColumnHealth column) => column.Missing is not null ? Share(column.Missing)
        : column.Finding is { } f && f.CurrentRows + f.CurrentMissing > 0 ? Cell((double)f.CurrentMissing / (f.CurrentRows + f.CurrentMissing), f.ReferenceRows + f.ReferenceMissing > 0 ? (double)f.ReferenceMissing / (f.ReferenceRows + f.ReferenceMissing) : double.NaN)
        : null;

    private static object? Share(MonitorMeasurement? measured) => measured is null || !double.IsFinite(measured.Value) ? null : Cell(measured.Value, measured.Reference);

    private static object Cell(double value, double reference) => double.IsFinite(reference) ? new object[] { MonitorText.Share(value), El("small", MonitorText.Share(reference)) } : MonitorText.Share(value);
}

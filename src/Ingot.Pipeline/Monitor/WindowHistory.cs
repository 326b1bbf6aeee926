using Ingot.Core.Diagnostics;
using Ingot.Core.Monitoring;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>The windows before this one, and what this one leaves for those after it.</summary>
internal static class WindowHistory
{
    /// <summary>Adds the window to the project's history, and reads the others.</summary>
    /// <param name="context">The stage's.</param>
    /// <param name="report">What was measured.</param>
    /// <param name="query">The window as it was asked for.</param>
    /// <returns>The windows of the same channel and versions, this one among them; empty when the project keeps no history.</returns>
    public static IReadOnlyList<MonitorHistoryWindow> Add(StageContext context, MonitorReport report, WindowQuery query)
    {
        if (context.Spec.Monitor.History is not { } folder)
        {
            return [];
        }

        var entry = MonitorHistoryEntry.Of(report, query.From!.Value, query.Before!.Value, query.Channel, query.Versions);
        var (history, file) = MonitorHistory.Read(folder, report.Package, context.Diagnostics).With(entry);
        try
        {
            history.Write(file);
        }
        catch (IngotException e)
        {
            // The report stands all the same.
            context.Diagnostics.Report(e.Diagnostic);
        }

        return history.Windows(entry);
    }
}

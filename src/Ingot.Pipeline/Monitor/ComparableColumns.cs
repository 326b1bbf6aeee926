using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>The features that window and reference have alike.</summary>
internal static class ComparableColumns
{
    /// <summary>In the schema's order; no hashed ones, and none that changed their type.</summary>
    public static IReadOnlyList<WindowColumn> Of(ServedWindow window, MonitoredReference reference) =>
        [.. window.Columns.Where(c => c.Role == WindowColumnRole.Feature && !c.IsHashed && ColumnReference.Fits(reference.Rows.Find(c.Name), c.Kind))];
}

using System.Globalization;

namespace Ingot.Reports.Texts;

/// <summary>Lines in the text format of OpenMetrics 1.0.</summary>
internal static class OpenMetricsText
{
    /// <summary>A sample.</summary>
    /// <param name="name">The metric's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="labels">Its labels; those without a value are left out.</param>
    public static string Line(string name, double value, params IEnumerable<(string Name, string? Value)> labels) =>
        $"{name}{{{string.Join(',', labels.Where(l => l.Value is not null).Select(l => $"{l.Name}=\"{Escape(l.Value!)}\""))}}} {value.ToString("R", CultureInfo.InvariantCulture)}";

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", string.Empty, StringComparison.Ordinal);
}

using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;

namespace Ingot.Pipeline.Shared;

/// <summary>Slices of a column that a person can paste into the project as they are: of its own values, and escaped.</summary>
internal static class SliceExamples
{
    // What MSBuild would take for a pattern, a list, a property or an item; the last one makes escapes.
    private const string MSBuildSpecial = "*?;$@%";

    /// <summary>A slice by a condition that about half of the rows, or those of two values, fulfil.</summary>
    public static string OfCondition(TableColumn column)
    {
        var name = $"\"{column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var condition = column switch
        {
            NumberColumn n => FormattableString.Invariant($"{name} > {Median(n.Values.Where(v => !double.IsNaN(v)))}"),
            DateColumn d => string.Create(
                CultureInfo.InvariantCulture, $"{name} >= '{DateTime.UnixEpoch.AddMicroseconds(Median(d.Values.Where(v => v != DateColumn.Missing))):yyyy-MM-dd}'"),
            _ => $"{name} IN ({string.Join(", ", Texts((StringColumn)column).Take(2).Select(Literal))})",
        };
        return $"<Slice Include=\"some name\" Where=\"{Attribute(condition)}\" />";
    }

    /// <summary>A slice by one value.</summary>
    public static string OfValue(TableColumn column, string value) => $"<Slice Include=\"{Attribute($"{column.Name}={value}")}\" />";

    private static T Median<T>(IEnumerable<T> values)
    {
        T[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static IEnumerable<string> Texts(StringColumn column) =>
        Enumerable.Range(0, column.Rows).Select(row => column[row]).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Attribute(string text) => DiagnosticText.Escape(string.Concat(text.Select(c => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '"' => "&quot;",
        _ when MSBuildSpecial.Contains(c, StringComparison.Ordinal) => FormattableString.Invariant($"%{(int)c:X2}"),
        _ => c.ToString(),
    })));
}

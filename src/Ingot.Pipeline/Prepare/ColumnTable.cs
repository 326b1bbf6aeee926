using System.Globalization;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Profiles;
using Ingot.Core.Schemas;

namespace Ingot.Pipeline.Prepare;

/// <summary>What each column is taken for, as a table for people: to review before anything is trusted.</summary>
internal static class ColumnTable
{
    private const int WidestName = 30;
    private const int WidestExamples = 34;
    private const int Examples = 3;

    /// <summary>The table, a line a column, below a line of headings.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="training">Their profiles in the training data.</param>
    /// <param name="examples">Values of columns of which the profile has none.</param>
    public static string Of(ModelSchema schema, TableProfile training, IReadOnlyDictionary<string, IReadOnlyList<string>> examples)
    {
        var profiles = training.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
        List<string[]> rows =
        [
            ["column", "type", "role", "missing", "examples", "why"],
            .. schema.Columns.Select(c => Row(c, profiles[c.Name], training.Rows, examples.GetValueOrDefault(c.Name))),
        ];
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(i => rows.Max(r => r[i].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, i) => i < widths.Length ? cell.PadRight(widths[i]) : cell));
            text.Append(line.TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Row(SchemaColumn column, ColumnProfile profile, long rows, IReadOnlyList<string>? examples) =>
    [
        Cut(column.Name, WidestName),
        column.Type == ColumnType.Number && column.Precision == NumberPrecision.Float64 ? "Number (64 bits)" : column.Type.ToString(),
        column.Role.ToString(),
        profile.Missing == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * profile.Missing / rows:0.#} %"),
        Cut(examples is { Count: > 0 } ? string.Join(", ", examples) : ExamplesOf(column, profile), WidestExamples),
        column.Why ?? string.Empty,
    ];

    private static string ExamplesOf(SchemaColumn column, ColumnProfile profile) => column.Type == ColumnType.Number
        ? profile.Min is { } min && profile.Max is { } max ? string.Create(CultureInfo.InvariantCulture, $"{min:G10} to {max:G10}") : "-"
        : profile.Top is { Count: > 0 } top ? string.Join(", ", top.Take(Examples).Select(v => v.Value)) : "-";

    private static string Cut(string text, int width)
    {
        var shown = DiagnosticText.Escape(text);
        return shown.Length <= width ? shown : shown[..(width - 1)] + "…";
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Reading;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>Columns that look like dates in a form that is not taken for one by itself, told together where their form is the same.</summary>
internal sealed class DateLooks(ColumnPlaces places, IDiagnosticSink sink)
{
    private readonly List<(RawColumn Column, string Example, string Format, string? Other)> _found = [];

    /// <summary>Adds a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="example">One of its values.</param>
    /// <param name="formats">The formats that fit, the best first.</param>
    public void Add(RawColumn column, string example, IReadOnlyList<string> formats) =>
        _found.Add((column, example, formats[0], formats.FirstOrDefault(f => Meaning(f, example) != Meaning(formats[0], example))));

    /// <summary>Says what was found.</summary>
    public void Tell()
    {
        foreach (var same in _found.GroupBy(f => (f.Format, f.Other, f.Column.IsNumber)))
        {
            var names = same.Select(f => f.Column.Name).ToList();
            var columns = string.Join(", ", names.Take(10).Select(n => $"'{DiagnosticText.Shorten(n)}'"));
            var more = names.Count > 10 ? $" and {names.Count - 10} more" : string.Empty;
            var column = new SchemaColumn { Name = names[0], Type = ColumnType.String, Role = ColumnRole.Feature };
            sink.Report(PrepareDiagnostics.DateLook.At(
                places.Of(column),
                $"The values of {DiagnosticText.Agree(names.Count, "column", "columns")} {columns}{more} look like dates in the format {same.Key.Format}{(same.Key.Other is { } other ? $" (or {other})" : string.Empty)}, such as '{DiagnosticText.Shorten(same.First().Example)}', but only ISO 8601 with a year of four digits is taken as a date by itself. Say {ColumnItem.Of(names, "Format", same.Key.Format)}, or, if they are none, Type=\"{(same.Key.IsNumber ? "Number" : "String")}\"."));
        }
    }

    private static long? Meaning(string format, string text) => new ValueReader([], true, '.', null, null, format, 0).Date(text);
}

using Ingot.Core.Drift;
using Ingot.Core.Tables;
using Ingot.Monitoring.Windows;

namespace Ingot.Pipeline.Monitor;

/// <summary>The reference of a column, of numbers or of categories.</summary>
/// <param name="Numbers">The reference of numbers; null: they are categories.</param>
/// <param name="Categories">The reference of categories.</param>
internal sealed record ColumnReference(NumberReference? Numbers, CategoryReference? Categories)
{
    /// <summary>Whether the numbers are microseconds of dates.</summary>
    public bool IsDate { get; init; }

    /// <summary>Whether the values of a column of the window can be compared with those of the reference.</summary>
    public static bool Fits(TableColumn? reference, WindowColumnKind kind) => (reference, kind) is
        (NumberColumn, WindowColumnKind.Number) or (DateColumn, WindowColumnKind.Date) or (BooleanColumn, WindowColumnKind.Boolean) or (StringColumn, WindowColumnKind.Text);

    /// <summary>The reference of a column.</summary>
    public static ColumnReference Of(TableColumn column) => column switch
    {
        NumberColumn numbers => new(NumberReference.Of(numbers.Values), null),
        DateColumn dates => new(NumberReference.Of(Array.ConvertAll(dates.Values, v => v == DateColumn.Missing ? double.NaN : v)), null) { IsDate = true },
        BooleanColumn truths => new(null, CategoryReference.OfBooleans(truths.Values.Select(v => v < 0 ? (bool?)null : v == 1))),

        // Missing values and empty texts are one: so the model sees them.
        StringColumn texts => new(null, CategoryReference.Of(Enumerable.Range(0, texts.Rows).Select(r => string.IsNullOrEmpty(texts[r]) ? null : texts[r]))),
        _ => throw new InvalidOperationException($"A column of type {column.GetType()}."),
    };
}

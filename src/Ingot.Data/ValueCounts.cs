using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What has been counted of the columns of a cleaned table.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Numbers">Its columns of numbers.</param>
/// <param name="Others">Its other columns.</param>
internal sealed record ValueCounts(long Rows, IReadOnlyDictionary<string, NumberStatistics> Numbers, IReadOnlyDictionary<string, CategoryCounts> Others)
{
    /// <summary>How many rows have a value of the column.</summary>
    public long Present(SchemaColumn column) => Numbers.TryGetValue(column.Name, out var numbers) ? numbers.Present : Others[column.Name].Present;

    /// <summary>How many different values the column has.</summary>
    public long Distinct(SchemaColumn column) => Numbers.TryGetValue(column.Name, out var numbers) ? numbers.Distinct : Others[column.Name].Distinct;

    /// <summary>How many rows break a rule; null: a query must find out.</summary>
    public long? Offending(ColumnRule rule) => rule.Kind switch
    {
        ColumnRuleKind.MissingLabel => Rows - Present(rule.Column),
        ColumnRuleKind.OutsideDomain => Others[rule.Column.Name].Values is { } values ? Outside(values, rule.Column.Domain!) : null,
        _ => Numbers.GetValueOrDefault(rule.Column.Name) is { } numbers && Keep(rule, numbers) ? 0 : null,
    };

    private static bool Keep(ColumnRule rule, NumberStatistics numbers) => numbers.Present == 0 || (rule.Kind switch
    {
        ColumnRuleKind.Infinite => double.IsFinite(numbers.Least) && double.IsFinite(numbers.Greatest),
        ColumnRuleKind.BelowMinimum => numbers.Least >= rule.Column.Min,
        ColumnRuleKind.AboveMaximum => numbers.Greatest <= rule.Column.Max,
        _ => false,
    });

    private static long Outside(IReadOnlyDictionary<string, long> values, IReadOnlyList<string> domain)
    {
        var allowed = domain.ToHashSet(StringComparer.Ordinal);
        return values.Where(v => !allowed.Contains(v.Key)).Sum(v => v.Value);
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>What a schema forbids, as conditions of SQL.</summary>
public static class ColumnRules
{
    private const int FewWords = 20;

    /// <summary>The rules of a column whose values have its type.</summary>
    /// <param name="column">The column.</param>
    /// <param name="value">Its value, as SQL writes it.</param>
    public static IReadOnlyList<ColumnRule> Of(SchemaColumn column, string value)
    {
        var rules = new List<ColumnRule>();
        if (column.Role == ColumnRole.Label)
        {
            rules.Add(new ColumnRule(column, ColumnRuleKind.MissingLabel, PrepareDiagnostics.BadLabel, $"{value} IS NULL"));
        }

        if (column.Type is ColumnType.Number or ColumnType.Date)
        {
            rules.Add(new ColumnRule(column, ColumnRuleKind.Infinite, PrepareDiagnostics.Infinite, $"isinf({value})"));
        }

        if (column is { Type: ColumnType.Number, Min: { } min })
        {
            rules.Add(new ColumnRule(column, ColumnRuleKind.BelowMinimum, PrepareDiagnostics.Range, FormattableString.Invariant($"{value} < {min:R}::DOUBLE")));
        }

        if (column is { Type: ColumnType.Number, Max: { } max })
        {
            rules.Add(new ColumnRule(column, ColumnRuleKind.AboveMaximum, PrepareDiagnostics.Range, FormattableString.Invariant($"{value} > {max:R}::DOUBLE")));
        }

        if (column is { Type: ColumnType.String, Domain: { Count: > 0 } domain })
        {
            // DuckDB compares each row with each word of a list: of many words a join is faster, of few ones it takes longer to plan.
            var words = string.Join(", ", domain.Select(DuckDbSession.Text));
            rules.Add(new ColumnRule(
                column, ColumnRuleKind.OutsideDomain, PrepareDiagnostics.Domain,
                $"{value} NOT IN ({(domain.Count > FewWords ? $"SELECT unnest([{words}])" : words)})", 1 - column.MinDomainMass)
            {
                Usual = column.Rare,
            });
        }

        return rules;
    }

    /// <summary>Whether a column has fewer values than its schema expects; labels come otherwise.</summary>
    /// <param name="column">The column.</param>
    /// <param name="present">How many rows have a value.</param>
    /// <param name="rows">Of how many.</param>
    public static bool IsTooSparse(SchemaColumn column, long present, long rows) =>
        column.Role != ColumnRole.Label && column.MinFraction > 0 && present < column.MinFraction * rows;
}

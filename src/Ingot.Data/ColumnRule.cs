using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>One thing that values of a column must not be, by its schema: the same in the data of a build and in what was served.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What it forbids.</param>
/// <param name="Descriptor">Which anomaly it is.</param>
/// <param name="Condition">SQL that is true for the offending rows.</param>
/// <param name="Allowed">The share of all rows beyond which it is an error; null: as the descriptor has it.</param>
public sealed record ColumnRule(SchemaColumn Column, ColumnRuleKind Kind, DiagnosticDescriptor Descriptor, string Condition, double? Allowed = null)
{
    /// <summary>The share of values that are expected to be so; 0: none.</summary>
    public double Usual { get; init; }

    /// <summary>
    /// Whether so many values are no news: not more than the expected share, by more than chance (three standard deviations of a binomial count),
    /// unless even that is not allowed.
    /// </summary>
    /// <param name="count">How many rows offend.</param>
    /// <param name="rows">Of how many.</param>
    public bool IsUsual(long count, long rows) =>
        Usual > 0 && SeverityFor(count, rows) != DiagnosticSeverity.Error && count <= (Usual * rows) + (3 * Math.Sqrt(Usual * (1 - Usual) * rows));

    /// <summary>How much so many offending rows matter.</summary>
    /// <param name="count">How many rows offend.</param>
    /// <param name="rows">Of how many.</param>
    public DiagnosticSeverity SeverityFor(long count, long rows) =>
        Allowed is { } allowed ? count > allowed * rows ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning : Descriptor.Severity;
}

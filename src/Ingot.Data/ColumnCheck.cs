using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;

namespace Ingot.Data;

/// <summary>One thing that values of a column must not be.</summary>
/// <param name="Column">The column.</param>
/// <param name="Descriptor">Which anomaly it is.</param>
/// <param name="Condition">SQL that is true for the offending rows.</param>
/// <param name="What">The predicate of the message: <c>are infinite</c>.</param>
/// <param name="Remedy">What to do about it, in full sentences.</param>
/// <param name="Allowed">The share of all rows beyond which it is an error; null: as the descriptor has it.</param>
internal sealed record ColumnCheck(
    SchemaColumn Column, DiagnosticDescriptor Descriptor, string Condition, string What, string Remedy, double? Allowed = null)
{
    /// <summary>How many rows offend, as an aggregate of SQL.</summary>
    public string Count { get; init; } = $"count(CASE WHEN {Condition} THEN 1 END)";

    /// <summary>What to do about some of the values, where that depends on them; else null.</summary>
    public Func<IReadOnlyList<string>, string>? Advice { get; init; }

    /// <summary>The share of values that are expected to be so; 0: none.</summary>
    public double Usual { get; init; }

    /// <summary>
    /// Whether so many values are no news: not more than the expected share, by more than chance (three standard deviations of a binomial count),
    /// unless even that is not allowed.
    /// </summary>
    public bool IsUsual(long count, long rows) =>
        Usual > 0 && SeverityFor(count, rows) != DiagnosticSeverity.Error && count <= (Usual * rows) + (3 * Math.Sqrt(Usual * (1 - Usual) * rows));

    public DiagnosticSeverity SeverityFor(long count, long rows) =>
        Allowed is { } allowed ? count > allowed * rows ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning : Descriptor.Severity;
}

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
    public DiagnosticSeverity SeverityFor(long count, long rows) =>
        Allowed is { } allowed ? count > allowed * rows ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning : Descriptor.Severity;
}

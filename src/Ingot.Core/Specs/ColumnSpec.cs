using Ingot.Core.Diagnostics;

namespace Ingot.Core.Specs;

/// <summary>What a project says about one column: a <c>Column</c> item.</summary>
/// <param name="Name">The column's name as in the data.</param>
/// <param name="Missing">What is done with missing values.</param>
/// <param name="Constant">The value of <see cref="MissingValues.Constant"/>, as text.</param>
/// <param name="Role">Metadata <c>Role</c>: <c>Feature</c>, <c>Weight</c>, <c>Entity</c>, <c>Timestamp</c>, <c>Ignored</c>; null when inferred.</param>
/// <param name="Type">Metadata <c>Type</c>: <c>Number</c>, <c>Boolean</c>, <c>Date</c>, <c>String</c>; null when inferred.</param>
/// <param name="Monotone">Metadata <c>Monotone</c>: +1 increasing, -1 decreasing, 0 none.</param>
/// <param name="Location">Where the item stands.</param>
public sealed record ColumnSpec(
    string Name,
    MissingValues Missing,
    string? Constant,
    Schemas.ColumnRole? Role,
    Schemas.ColumnType? Type,
    int Monotone,
    SourceLocation Location);

using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Data;

/// <summary>Where diagnostics about columns point: at the schema's line, or at the project while there is no schema yet.</summary>
internal sealed class ColumnPlaces(ModelSpec spec, bool hasSchema)
{
    /// <summary>Whether there is a schema that people reviewed.</summary>
    public bool HasSchema { get; } = hasSchema;

    public SourceLocation File => HasSchema ? new SourceLocation(spec.SchemaFile, 1, 1) : new SourceLocation(spec.ProjectFile);

    public SourceLocation Of(SchemaColumn column) =>
        column.Line > 0 ? new SourceLocation(spec.SchemaFile, column.Line, 1)
        : spec.Columns.FirstOrDefault(c => c.Name == column.Name)?.Location ?? new SourceLocation(spec.ProjectFile);
}

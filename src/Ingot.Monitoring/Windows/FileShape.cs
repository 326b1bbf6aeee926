namespace Ingot.Monitoring.Windows;

/// <summary>Files that have the same columns of the same types.</summary>
/// <param name="Types">DuckDB's types of the columns by their names, in the order of the files.</param>
/// <param name="IsTyped">Whether the types are the files' own; delimited text has none.</param>
internal sealed record FileShape(IReadOnlyDictionary<string, string> Types, bool IsTyped)
{
    /// <summary>The files.</summary>
    public List<string> Files { get; } = [];
}

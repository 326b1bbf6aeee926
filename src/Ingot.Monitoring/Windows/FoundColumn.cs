using Ingot.Core.Schemas;

namespace Ingot.Monitoring.Windows;

/// <summary>A column of a window with where it is found.</summary>
/// <param name="Column">What it is for the window's users.</param>
/// <param name="Source">Its name in the files.</param>
/// <param name="Raw">Its values as they are in the files, as the window's queries call them.</param>
/// <param name="RawType">DuckDB's type of these.</param>
/// <param name="Value">The expression that makes its value of that.</param>
internal sealed record FoundColumn(WindowColumn Column, string Source, string Raw, string RawType, string Value)
{
    /// <summary>What the schema says of it; null: nothing.</summary>
    public SchemaColumn? Schema { get; init; }

    /// <summary>The shapes of the files that have it, by their places.</summary>
    public IReadOnlySet<int> Shapes { get; init; } = new HashSet<int>();

    /// <summary>The shapes of the files that have it with another type than is expected.</summary>
    public IReadOnlySet<int> OtherTypes { get; init; } = new HashSet<int>();

    /// <summary>The other type that was found first; null: none.</summary>
    public string? OtherType { get; init; }
}

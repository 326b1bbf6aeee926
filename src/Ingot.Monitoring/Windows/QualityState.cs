namespace Ingot.Monitoring.Windows;

/// <summary>Whether a column is in a chunk what it is to be.</summary>
public enum QualityState
{
    /// <summary>It is there, with its type.</summary>
    Present,

    /// <summary>No file with rows of the chunk has it.</summary>
    Vanished,

    /// <summary>It is there, and the schema does not have it.</summary>
    New,

    /// <summary>A file with rows of the chunk has it with another type.</summary>
    TypeChanged,

    /// <summary>The chunk has no rows.</summary>
    NoRows,
}

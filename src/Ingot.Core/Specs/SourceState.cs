namespace Ingot.Core.Specs;

/// <summary>Whether a commit holds what a package is made from.</summary>
public enum SourceState
{
    /// <summary>Nobody knows.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Clean,

    /// <summary>Something differs from it.</summary>
    Dirty,
}

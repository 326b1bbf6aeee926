namespace Ingot.Artifacts;

/// <summary>The folder beside a repository or a project in which Ingot keeps what is about it and not of it, such as the runs. Git ignores it, and no build depends on it.</summary>
public static class ToolFolder
{
    /// <summary>Its name.</summary>
    public const string Name = ".ingot";
}

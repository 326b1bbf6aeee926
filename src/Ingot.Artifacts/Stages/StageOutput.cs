namespace Ingot.Artifacts.Stages;

/// <summary>One file that a stage left behind.</summary>
/// <param name="name">Path below the stage's folder, with slashes.</param>
/// <param name="size">Size in bytes.</param>
/// <param name="modified">Time of the last change, in ticks of UTC.</param>
/// <param name="hash">Content hash.</param>
public sealed class StageOutput(string name, long size, long modified, string hash)
{
    /// <summary>Path below the stage's folder, with slashes.</summary>
    public string Name { get; } = name;

    /// <summary>Size in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>Time of the last change, in ticks of UTC.</summary>
    public long Modified { get; } = modified;

    /// <summary>Content hash.</summary>
    public string Hash { get; } = hash;
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Reproduce leaves behind.</summary>
public static class ReproduceFiles
{
    /// <summary>The hash of the model that was made again, byte for byte.</summary>
    public static StageFile Reproduced { get; } = new("Reproduce", "reproduced.txt");
}

namespace Ingot.Artifacts.Stages;

/// <summary>Where the outputs of stages come from.</summary>
public static class StageOrigins
{
    /// <summary>The stages, in their order and by the names of their folders, whose outputs were taken from the cache instead of made by this build or an earlier one.</summary>
    /// <param name="ingotFolder">The folder that holds one folder a stage.</param>
    public static IReadOnlyList<string> FromCache(string ingotFolder) =>
        [.. StageCatalog.OfBuild.Select(s => s.FolderName).Where(s => StageRecord.TryRead(Path.Combine(ingotFolder, s))?.IsFromCache == true)];
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Accept leaves behind; copies go beside the project.</summary>
public static class AcceptFiles
{
    /// <summary>The accepted result.</summary>
    public static StageFile Result { get; } = Of("accepted.json");

    /// <summary>Its scores.</summary>
    public static StageFile Scores { get; } = Of("accepted.parquet");

    private static StageFile Of(string pattern) => new("Accept", pattern);
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Retrain leaves behind.</summary>
public static class RetrainFiles
{
    /// <summary>All that was compared and decided.</summary>
    public static StageFile Report { get; } = Of("retrain.json");

    /// <summary>The same for people, in Markdown: the body of a pull request.</summary>
    public static StageFile Summary { get; } = Of("{model}.retrain.md");

    private static StageFile Of(string pattern) => new("Retrain", pattern);
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Challenge leaves behind.</summary>
public static class ChallengeFiles
{
    /// <summary>The models that it trained, each with its file and that file's hash.</summary>
    public static StageFile Rivals { get; } = new("Challenge", "rivals.json");
}

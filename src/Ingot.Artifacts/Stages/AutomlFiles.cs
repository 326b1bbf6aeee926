namespace Ingot.Artifacts.Stages;

/// <summary>What Automl leaves behind.</summary>
public static class AutomlFiles
{
    /// <summary>What was chosen: the trainers as the project would say them.</summary>
    public static StageFile Choice { get; } = Of("choice.json");

    /// <summary>Everything that was tried, the best first, and what follows from it.</summary>
    public static StageFile Leaderboard { get; } = Of("leaderboard.json");

    /// <summary>The same for people.</summary>
    public static StageFile Page { get; } = Of("{model}.leaderboard.html");

    private static StageFile Of(string pattern) => new("Automl", pattern);
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Search leaves behind.</summary>
public static class SearchFiles
{
    /// <summary>The trials, what each was worth, and which parameters mattered.</summary>
    public static StageFile Report { get; } = Of("search.json");

    /// <summary>The same for people.</summary>
    public static StageFile Page { get; } = Of("{model}.search.html");

    private static StageFile Of(string pattern) => new("Search", pattern);
}

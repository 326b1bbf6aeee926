namespace Ingot.Artifacts.Stages;

/// <summary>What Search leaves behind.</summary>
public static class SearchFiles
{
    /// <summary>The trials, what each was worth, and which parameters mattered.</summary>
    public static StageFile Report { get; } = Of("search.json");

    /// <summary>The same for people.</summary>
    public static StageFile Page { get; } = Of("{model}.search.html");

    /// <summary>The folder beside the stages' own that keeps the trials of each search, in a folder of its own.</summary>
    public const string Journals = "ingot.search";

    /// <summary>The file of a search that names its trials as they begin, a line each.</summary>
    public const string Begun = "begun.txt";

    /// <summary>What stands before the name of a trial that has ended in <see cref="Begun"/>.</summary>
    public const char Ended = '!';

    /// <summary>How often a trial of any search has begun and its process did not outlive it.</summary>
    /// <param name="ingotFolder">The folder of all stages of the model.</param>
    public static int Unfinished(string ingotFolder)
    {
        var folder = Path.Combine(ingotFolder, "..", Journals);
        return !Directory.Exists(folder) ? 0 : Directory.GetDirectories(folder).Select(f => Path.Combine(f, Begun)).Where(File.Exists)
            .Sum(f => File.ReadAllLines(f).Where(l => l.Length > 0).Sum(l => l[0] == Ended ? -1 : 1));
    }

    private static StageFile Of(string pattern) => new("Search", pattern);
}

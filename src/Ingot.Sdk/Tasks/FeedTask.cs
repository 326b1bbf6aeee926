using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Restore: asks the feeds, in the worker's process, which versions of a package were released, and writes the answer down for builds
/// without restore.
/// </summary>
public abstract class FeedTask : WorkerTask
{
    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = string.Empty;

    /// <summary>The project's own version, which is not a baseline of itself. With a prerelease label prereleases count too.</summary>
    public string ProjectVersion { get; set; } = string.Empty;

    /// <summary>Where the answer is written down.</summary>
    [Required]
    public string RecordFile { get; set; } = string.Empty;

    /// <summary><c>RestoreSources</c>: the feeds, instead of those of nuget.config.</summary>
    public string Sources { get; set; } = string.Empty;

    /// <summary><c>RestoreAdditionalProjectSources</c>: further feeds.</summary>
    public string AdditionalSources { get; set; } = string.Empty;

    /// <summary><c>RestoreConfigFile</c>: the nuget.config, instead of those above the project.</summary>
    public string ConfigFile { get; set; } = string.Empty;

    /// <summary>An IDE asks: what was found before will do, for it asks at every keystroke.</summary>
    public bool IsDesignTime { get; set; }

    /// <summary>Asks which versions a word means.</summary>
    /// <param name="word">The word.</param>
    /// <returns>The versions, none when none was released yet; null when the feeds did not say, which has been reported.</returns>
    internal IReadOnlyList<string>? Ask(string word)
    {
        if (IsDesignTime && BaselineRecord.TryReadAll(RecordFile, Package, word) is { } known)
        {
            return known;
        }

        var arguments = new List<string>
        {
            "baseline", "--package", Package, "--requested", word, "--own-version", ProjectVersion, "--project", ProjectFile, "--record", RecordFile,
        };
        arguments.AddRange(Split(Sources).SelectMany(s => new[] { "--source", s }));
        arguments.AddRange(Split(AdditionalSources).SelectMany(s => new[] { "--additional-source", s }));
        if (ConfigFile.Length > 0)
        {
            arguments.AddRange(["--config", ConfigFile]);
        }

        return RunWorker("baseline", arguments) && !Log.HasLoggedErrors ? BaselineRecord.TryReadAll(RecordFile, Package, word) ?? [] : null;
    }

    private static IEnumerable<string> Split(string list) =>
        list.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim()).Where(s => s.Length > 0);
}

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Restore: asks the feeds for the newest released version of the baseline's package, in the worker's process, and writes it
/// down for builds without restore.
/// </summary>
public sealed class ResolveBaseline : WorkerTask
{
    /// <summary>The package's id.</summary>
    [Required]
    public string Package { get; set; } = string.Empty;

    /// <summary><c>ModelBaselineVersion</c>: a word.</summary>
    [Required]
    public string Requested { get; set; } = string.Empty;

    /// <summary>The project's own version, which is not a baseline of itself. With a prerelease label prereleases count too.</summary>
    public string ProjectVersion { get; set; } = string.Empty;

    /// <summary>Where the version is written down.</summary>
    [Required]
    public string RecordFile { get; set; } = string.Empty;

    /// <summary><c>RestoreSources</c>: the feeds, instead of those of nuget.config.</summary>
    public string Sources { get; set; } = string.Empty;

    /// <summary><c>RestoreAdditionalProjectSources</c>: further feeds.</summary>
    public string AdditionalSources { get; set; } = string.Empty;

    /// <summary>Property <c>ModelChannelsFolder</c>; empty: the folder is searched for above the project.</summary>
    public string ChannelsFolder { get; set; } = string.Empty;

    /// <summary><c>RestoreConfigFile</c>: the nuget.config, instead of those above the project.</summary>
    public string ConfigFile { get; set; } = string.Empty;

    /// <summary>An IDE asks: what was found before will do, for it asks at every keystroke.</summary>
    public bool IsDesignTime { get; set; }

    /// <summary>The version; empty when none was released yet.</summary>
    [Output]
    public string Version { get; private set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (ChannelVersion.IsChannel(Requested) && ChannelVersion.TryRead(Channels(), Requested, Package) is { } held)
        {
            // The file in the repository says it: no feed is asked.
            BaselineRecord.Write(RecordFile, Package, Requested, held);
            Version = held;
            return true;
        }

        if (!BaselineVersion.IsLatest(Requested))
        {
            LocateBaseline.LogInvalid(Log, ProjectFile, Requested);
            return false;
        }

        if (IsDesignTime && BaselineRecord.TryRead(RecordFile, Package, Requested) is { } known)
        {
            Version = known;
            return true;
        }

        var arguments = new CommandLineBuilder();
        arguments.AppendSwitch("baseline");
        arguments.AppendSwitchIfNotNull("--package ", Package);
        arguments.AppendSwitchIfNotNull("--requested ", Requested.Trim());
        arguments.AppendSwitchIfNotNull("--own-version ", ProjectVersion);
        arguments.AppendSwitchIfNotNull("--project ", ProjectFile);
        arguments.AppendSwitchIfNotNull("--record ", RecordFile);
        foreach (var source in Split(Sources))
        {
            arguments.AppendSwitchIfNotNull("--source ", source);
        }

        foreach (var source in Split(AdditionalSources))
        {
            arguments.AppendSwitchIfNotNull("--additional-source ", source);
        }

        if (ConfigFile.Length > 0)
        {
            arguments.AppendSwitchIfNotNull("--config ", ConfigFile);
        }

        if (!RunWorker("baseline", arguments) || Log.HasLoggedErrors)
        {
            return false;
        }

        Version = BaselineRecord.TryRead(RecordFile, Package, Requested) ?? string.Empty;
        return true;
    }

    private string Channels()
    {
        var folder = Path.GetDirectoryName(ProjectFile)!;
        return ChannelsFolder.Length > 0 ? Path.GetFullPath(Path.Combine(folder, ChannelsFolder)) : ModelReference.Search(folder, Package);
    }

    private static IEnumerable<string> Split(string list) =>
        list.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(s => s.Trim()).Where(s => s.Length > 0);
}

using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Finds the models of a solution or a traversal that are provably up to date, before they are evaluated; says their diagnostics again.</summary>
public sealed class PruneModels : Microsoft.Build.Utilities.Task
{
    /// <summary>The projects that are to be built.</summary>
    public ITaskItem[] Projects { get; set; } = [];

    /// <summary>The folder of the records.</summary>
    [Required]
    public string RecordFolder { get; set; } = string.Empty;

    /// <summary>The solution that is built, if any.</summary>
    public string SolutionPath { get; set; } = string.Empty;

    /// <summary>Whether it is the restore before a build: the recorded diagnostics are logged by the build.</summary>
    public bool IsRestore { get; set; }

    /// <summary>The projects that need not be built.</summary>
    [Output]
    public ITaskItem[] UpToDate { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        if (Key() is not { } key)
        {
            return true;
        }

        var context = BuildContext.Current(BuildEngine, new FileStates(), IsRestore);
        var upToDate = new List<ITaskItem>();
        foreach (var (project, record, change) in Look(key, context))
        {
            if (record is null || change is not null)
            {
                Log.LogText(MessageImportance.Low, "Ingot: {0} is built: {1}.", project.ItemSpec, change);
                continue;
            }

            upToDate.Add(project);
            foreach (var line in IsRestore ? [] : record.Diagnostics)
            {
                Log.LogCanonical(line, MessageImportance.High);
            }
        }

        UpToDate = [.. upToDate];
        if (!IsRestore && upToDate.Count > 0)
        {
            Log.LogText(MessageImportance.Normal, "Ingot: up-to-date projects: {0} of {1}.", upToDate.Count, Projects.Length);
        }

        return true;
    }

    private SealKey? Key()
    {
        try
        {
            return SealKey.OfUser();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            Log.LogText(MessageImportance.Low, "Ingot: every project is built: {0}", e.Message);
            return null;
        }
    }

    // The projects have thousands of files, of which each is asked for by itself.
    private (ITaskItem Project, UpToDateRecord? Record, string? Change)[] Look(SealKey key, SortedDictionary<string, string> context)
    {
        var paths = Array.ConvertAll(Projects, RecordOf);
        var records = ReadRecords.Of(BuildEngine);
        var found = new (ITaskItem, UpToDateRecord?, string?)[paths.Length];
        Parallel.For(0, paths.Length, () => new FileStates(), (i, _, states) =>
        {
            var record = paths[i] is { } path ? records.TryRead(path, key, states) : null;
            found[i] = (Projects[i], record, record is null ? "no record" : record.FindChange(context, states));
            return states;
        }, _ => { });
        return found;
    }

    private string? RecordOf(ITaskItem project) => SaidProperties(project) is { } said
        ? UpToDateRecord.PathOf(RecordFolder, project.GetMetadata("FullPath"), [.. BuildContext.Variant(BuildEngine, said), SolutionPath])
        : null;

    /// <summary>The properties that the item gives its project; null when one of them is of a kind that no record knows.</summary>
    private static Dictionary<string, string>? SaidProperties(ITaskItem project)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var metadata in new[] { "Properties", "AdditionalProperties", "SetConfiguration", "SetPlatform" })
        {
            foreach (var pair in project.GetMetadata(metadata).Split([';'], StringSplitOptions.RemoveEmptyEntries))
            {
                var equals = pair.IndexOf('=');
                var name = equals < 0 ? string.Empty : pair.Substring(0, equals).Trim();
                if (!BuildContext.VariantProperties.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    return null;
                }

                said[name] = pair.Substring(equals + 1).Trim();
            }
        }

        return project.GetMetadata("SetTargetFramework").Length > 0 || project.GetMetadata("UndefineProperties").Length > 0 ? null : said;
    }
}

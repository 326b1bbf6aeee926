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

        var states = new FileStates();
        var context = BuildContext.Current(BuildEngine, states, IsRestore);
        var upToDate = new List<ITaskItem>();
        foreach (var project in Projects)
        {
            var record = RecordOf(project, key);
            var change = record is null ? "no record" : record.FindChange(context, states);
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

    private UpToDateRecord? RecordOf(ITaskItem project, SealKey key)
    {
        var said = SaidProperties(project);
        if (said is null)
        {
            return null;
        }

        var variant = BuildContext.Variant(BuildEngine, said);
        return UpToDateRecord.TryRead(UpToDateRecord.PathOf(RecordFolder, project.GetMetadata("FullPath"), [.. variant, SolutionPath]), key);
    }

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

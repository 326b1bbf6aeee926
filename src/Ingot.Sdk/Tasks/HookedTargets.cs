using Ingot.Artifacts.Stages;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The targets by which a project does more in a build than this SDK knows of. One that does not say what it reads and makes must run
/// in every build: its project is never left out. The files of one that does are recorded.
/// </summary>
internal sealed class HookedTargets
{
    // By these nothing hooks into a build: they run when they are asked for.
    private static readonly HashSet<string> OnDemand = new(StringComparer.OrdinalIgnoreCase)
    {
        "Pack", "GenerateNuspec", "_GetPackageFiles", "RequirePassedVerdict", "ValidatePackage", "AttestPackage", "FixPackageVersion", "Publish",
        "PrepareForPublish", "ComputeResolvedFilesToPublishList", "Clean", "CoreClean", "Rebuild", "Test", "VSTest", "Run", "ReproduceModel", "MonitorModel", "CollectModelData", "RetrainModel", "SearchModel",
    };

    private static readonly string[] ListsOnDemand = ["Pack", "GenerateNuspec", "GetPackageVersion", "Publish", "Clean", "Rebuild", "Run"];

    // Those that .NET leaves empty for projects to fill.
    private static readonly HashSet<string> ToBeFilled = new(StringComparer.OrdinalIgnoreCase)
    {
        "BeforeBuild", "AfterBuild", "BeforeCompile", "AfterCompile", "BeforeResGen", "AfterResGen", "BeforeResolveReferences", "AfterResolveReferences",
    };

    // The way of a build through this SDK's targets. A package that hooks into another one does what packages do in any C# project.
    private static readonly HashSet<string> OfIngot = new(
        [
            .. StageCatalog.All.Select(s => s.Target), "CheckProperties", "CheckModelLock", "ResolveModelVersion", "LocateModelBaseline", "LocateModelReleases",
            "BuildModel", "AddModelToCompilation", "CopyModelToOutputDirectory", "ReleaseModelOutputs", "StartModelBuild", "RecordModelBuild",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Versions = ["Version", "PackageVersion"];

    private readonly Dictionary<string, OwnTarget> _targets = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly string _projectFolder;

    private HookedTargets(string projectFolder) => _projectFolder = projectFolder;

    /// <summary>The first target that must run in every build; null when there is none.</summary>
    public OwnTarget? Unknown { get; private set; }

    /// <summary>What the others read, full paths.</summary>
    public IReadOnlyList<string> Inputs => _inputs;

    /// <summary>What the others make, full paths.</summary>
    public IReadOnlyList<string> Outputs => _outputs;

    /// <summary>Finds them.</summary>
    /// <param name="evaluation">The project.</param>
    /// <param name="projectFolder">Its folder.</param>
    /// <param name="isOfPackage">Whether a file is a package's.</param>
    public static HookedTargets Of(ProjectEvaluation evaluation, string projectFolder, Func<string, bool> isOfPackage)
    {
        var found = new HookedTargets(projectFolder);
        foreach (var target in evaluation.OwnTargets)
        {
            // The last of a name is the one that runs.
            found._targets[target.Name] = target;
        }

        var ofIngot = ListedIn(evaluation, l => l.StartsWith("Ingot", StringComparison.OrdinalIgnoreCase));
        var ofBuild = ListedIn(evaluation, l => !ListsOnDemand.Any(d => l.StartsWith(d, StringComparison.OrdinalIgnoreCase)));
        foreach (var target in found._targets.Values.Where(t => isOfPackage(t.File) ? RunsForPackage(t, ofIngot) : RunsForProject(t, ofBuild)))
        {
            found.Add(target);
        }

        return found;
    }

    private static HashSet<string> ListedIn(ProjectEvaluation evaluation, Func<string, bool> isMeant) =>
        new(evaluation.TargetLists.Where(l => isMeant(l.Key)).SelectMany(l => l.Value), StringComparer.OrdinalIgnoreCase);

    private static bool RunsForProject(OwnTarget target, HashSet<string> listed) =>
        listed.Contains(target.Name) || OfIngot.Contains(target.Name) || ToBeFilled.Contains(target.Name) || target.Hooks.Any(h => !OnDemand.Contains(h));

    // And one that sets the version follows from what no file of the project tells, such as a tag.
    private static bool RunsForPackage(OwnTarget target, HashSet<string> listed) =>
        listed.Contains(target.Name) || OfIngot.Contains(target.Name) || target.Hooks.Any(OfIngot.Contains)
        || target.Sets.Any(s => Versions.Contains(s, StringComparer.OrdinalIgnoreCase));

    private void Add(OwnTarget target)
    {
        if (Unknown is not null || !_seen.Add(target.Name))
        {
            return;
        }

        if (!TryList(target.Inputs, _inputs) || !TryList(target.Outputs, _outputs))
        {
            Unknown = target;
            return;
        }

        foreach (var name in target.DependsOn)
        {
            if (_targets.TryGetValue(name, out var earlier))
            {
                Add(earlier);
            }
        }
    }

    // What stands for items that a target makes, or for each of a batch, is not known before the target runs.
    private bool TryList(string files, List<string> to)
    {
        var paths = files.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(f => f.Trim()).Where(f => f.Length > 0).ToList();
        if (paths.Count == 0 || paths.Exists(p => p.IndexOfAny(['*', '?']) >= 0 || p.Contains("@(") || p.Contains("%(") || p.Contains("$(")))
        {
            return false;
        }

        to.AddRange(paths.Select(p => Path.GetFullPath(Path.Combine(_projectFolder, p.Replace('\\', Path.DirectorySeparatorChar)))));
        return true;
    }
}

using Ingot.Artifacts;
using Ingot.Artifacts.Stages;

namespace Ingot.Sdk.Tasks;

/// <summary>Computes the key of any stage from its declaration.</summary>
/// <param name="project">What the project says.</param>
/// <param name="ingotFolder">The folder of all stages of this model.</param>
/// <param name="libraries">The packages with native libraries that compute, with their versions.</param>
internal sealed class StageKeys(ModelProject project, string ingotFolder, IEnumerable<string> libraries)
{
    /// <summary>The key under what the project says and what files hold now.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="fingerprints">Knows the content of files.</param>
    public StageKey Of(StageDefinition stage, FingerprintTable fingerprints)
    {
        var key = new StageKey(stage.FolderName, stage.Version);
        key.Add("RuntimeIdentifier", project["RuntimeIdentifier"]);
        foreach (var library in libraries)
        {
            key.Add("library", library);
        }

        if (project[LightGbmLocation.Property] is { Length: > 0 } lightGbm)
        {
            key.Add("library", "LightGBM/" + (lightGbm == LightGbmLocation.None ? lightGbm : fingerprints.HashOf(lightGbm) ?? "missing"));
        }

        foreach (var dependency in stage.DependsOn)
        {
            if (dependency.Kind == DependencyKind.Answer)
            {
                key.Add(dependency.Name, dependency.Condition(project) ? "true" : "false");
            }
            else if (dependency.Condition(project))
            {
                Add(key, dependency, fingerprints);
            }
        }

        return key;
    }

    private void Add(StageKey key, StageDependency dependency, FingerprintTable fingerprints)
    {
        switch (dependency.Kind)
        {
            case DependencyKind.Property:
                key.Add(dependency.Name, project[dependency.Name]);
                break;
            case DependencyKind.EveryProperty:
                foreach (var name in project.PropertyNames.Where(ProjectProperties.IsOfModel))
                {
                    key.Add(name, project[name]);
                }

                break;
            case DependencyKind.Items:
                foreach (var item in project.Of(dependency.Name))
                {
                    AddItem(key, item, fingerprints);
                }

                break;
            case DependencyKind.MetadataOfItems:
                foreach (var value in project.Of(dependency.Name).Select(i => i.Metadata(dependency.Metadata)).Where(v => v.Length > 0).Distinct())
                {
                    key.Add(dependency.Name + "." + dependency.Metadata, value);
                }

                break;
            case DependencyKind.ItemsWithoutThresholds:
                foreach (var item in project.Of(dependency.Name))
                {
                    key.Add(item.Type, Describe(item.Include, item.Said.Where(p => !IsThreshold(p.Key))));
                }

                break;
            case DependencyKind.NamedByItems:
                var states = new FileStates();
                foreach (var path in project.Named(dependency.Name, dependency.Metadata))
                {
                    key.AddInput(dependency.Name + "/" + Path.GetFileName(path), states.OfFile(path) is not null || states.OfFolder(path) is not null ? "present" : null);
                }

                break;
            case DependencyKind.ProjectFile:
                key.AddInput(dependency.Name, project[dependency.Name].Length == 0 ? null : fingerprints.HashOf(project[dependency.Name]));
                break;
            case DependencyKind.AcceptedScores:
                key.AddInput(dependency.Name, fingerprints.HashOf(AcceptedInputs.ScoresOf(project["ModelAcceptedFile"])));
                break;
            case DependencyKind.Baseline:
                BaselineFolder.AddTo(key, project, fingerprints);
                break;
            case DependencyKind.Releases:
                BaselineFolder.AddReleasesTo(key, project, fingerprints);
                break;
            case DependencyKind.Continued:
                BaselineFolder.AddContinuedTo(key, project, fingerprints);
                break;
            case DependencyKind.Origins:
                key.Add(dependency.Name, string.Join(";", StageOrigins.FromCache(ingotFolder)));
                break;
            case DependencyKind.StageOutput:
                key.AddInput(dependency.Name, fingerprints.HashOf(dependency.File!.PathIn(ingotFolder, project["ModelName"])));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(dependency), dependency.Kind, "A kind of dependency that keys do not know.");
        }
    }

    // Never where an item stands, and for a file its name and content, not its folder.
    private void AddItem(StageKey key, ProjectFact item, FingerprintTable fingerprints)
    {
        var name = item.IsFile ? Path.GetFileName(item.Include) : item.Include;
        key.Add(item.Type, Describe(name, item.Said));
        if (item.IsFile)
        {
            key.AddInput(item.Type + "/" + name, project.HashOf(item, fingerprints));
        }
    }

    // What a test may be worth is decided by a later stage.
    private static bool IsThreshold(string metadata) =>
        metadata == "Metric" || metadata.StartsWith("Min", StringComparison.Ordinal) || metadata.StartsWith("Max", StringComparison.Ordinal);

    private static string Describe(string include, IEnumerable<KeyValuePair<string, string>> metadata) =>
        include + string.Concat(metadata.Select(p => "\n" + p.Key + "=" + p.Value));
}

using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Attest: says of the files of a package where they come from, just before they are packed.</summary>
public sealed class AttestPackage : StageTask
{
    private static readonly string[] Paths = ["ProjectFile", "ModelSchemaFile", "ModelAcceptedFile", "ModelBaselineFolder", "PackageFiles", "AssetsFile"];

    /// <summary>The files of the package that the project names, with metadata <c>PackagePath</c>.</summary>
    public ITaskItem[] Files { get; set; } = [];

    /// <summary>What was built, with metadata <c>FinalOutputPath</c> and <c>TargetFramework</c>.</summary>
    public ITaskItem[] BuildOutputs { get; set; } = [];

    /// <summary>The folder of what was built in the package.</summary>
    public string BuildOutputFolder { get; set; } = "lib";

    /// <summary>NuGet's <c>project.assets.json</c>.</summary>
    public string AssetsFile { get; set; } = string.Empty;

    /// <summary>The folder of the repository; empty: there is none.</summary>
    public string RepositoryRoot { get; set; } = string.Empty;

    /// <summary>Further properties: names, with metadata <c>Value</c>.</summary>
    public ITaskItem[] Release { get; set; } = [];

    internal override string Stage => "attest";

    internal override int Version => StageVersions.Attest;

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        Properties =
        [
            .. Properties,
            .. Release,
            Property("PackageFiles", string.Join("\n", PackageFiles().Select(f => f.Key + "\t" + f.Value))),
            Property("AssetsFile", AssetsFile),
            Property("ProjectPath", PathInRepository()),
        ];
        return base.ExecuteCore();
    }

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        foreach (var name in project.PropertyNames.Where(n => !Paths.Contains(n)))
        {
            key.Add(name, project[name]);
        }

        foreach (var itemType in new[] { "Column", "Trainer", "Slice", "Gate" })
        {
            project.AddItems(key, itemType);
        }

        project.AddTests(key, fingerprints);
        project.AddData(key, "TrainingData", fingerprints);
        project.AddData(key, "ReferenceData", fingerprints);
        foreach (var file in new[] { "ProjectFile", "ModelSchemaFile", "ModelAcceptedFile", "AssetsFile" })
        {
            key.AddInput(file, fingerprints.HashOf(project[file]));
        }

        key.AddInput("metrics.json", fingerprints.HashOf(OutputOf("evaluate", "metrics.json")));
        key.AddInput("modelcard.cdx.json", fingerprints.HashOf(OutputOf("export", "modelcard.cdx.json")));
        foreach (var file in PackageFiles())
        {
            key.AddInput("file/" + file.Key, fingerprints.HashOf(file.Value));
        }
    }

    private IEnumerable<KeyValuePair<string, string>> PackageFiles()
    {
        foreach (var item in BuildOutputs)
        {
            var path = Full(item.GetMetadata("FinalOutputPath") is { Length: > 0 } final ? final : item.ItemSpec);
            var target = item.GetMetadata("TargetPath") is { Length: > 0 } relative ? relative : Path.GetFileName(path);
            yield return new(Slashes($"{BuildOutputFolder}/{item.GetMetadata("TargetFramework")}/{target}"), path);
        }

        foreach (var item in Files)
        {
            var path = item.GetMetadata("FullPath");
            var folder = item.GetMetadata("PackagePath").Split(';')[0];
            var isFolder = folder.Length == 0 || folder.EndsWith("/", StringComparison.Ordinal) || folder.EndsWith("\\", StringComparison.Ordinal);
            yield return new(Slashes(isFolder ? folder + Path.GetFileName(path) : folder).TrimStart('/'), path);
        }
    }

    private string PathInRepository()
    {
        var root = RepositoryRoot.Length == 0 ? string.Empty : Full(RepositoryRoot).TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        return root.Length > 0 && ProjectFile.StartsWith(root, StringComparison.Ordinal)
            ? Slashes(ProjectFile.Substring(root.Length))
            : Path.GetFileName(ProjectFile);
    }

    private string Full(string path) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ProjectFile), path));

    private static string Slashes(string path) => path.Replace('\\', '/');
}

using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Package: compares the contract with that of the baseline, and tries the built client in a process of its own, before it is packed.
/// What died there cannot be used (INGOT6012).
/// </summary>
public sealed class ValidatePackage : StageTask
{
    /// <summary>The built assembly.</summary>
    [Required]
    public string Assembly { get; set; } = string.Empty;

    /// <summary>Assemblies and native libraries of the packages that it was built with.</summary>
    public ITaskItem[] Assets { get; set; } = [];

    internal override string Stage => "package";

    internal override int Version => StageVersions.Package;

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        Properties =
        [
            .. Properties,
            Property("PackageAssembly", Path.GetFullPath(Assembly)),
            Property("PackageAssets", string.Join(";", Assets.Select(a => a.GetMetadata("FullPath")))),
        ];
        return base.ExecuteCore();
    }

    internal override void AddDependencies(StageKey key, ModelProject project, FingerprintTable fingerprints)
    {
        project.AddProperties(key, "ModelName", "Version", "RootNamespace", "PackageId", "ModelMaxLoadTime", "ModelMaxMemory", "ModelMaxLatency", "ModelAllowBreaking");
        BaselineFolder.AddTo(key, project, fingerprints);
        key.AddInput("assembly", fingerprints.HashOf(project["PackageAssembly"]));
        foreach (var asset in Assets.Select(a => a.GetMetadata("FullPath")))
        {
            key.AddInput("asset/" + Path.GetFileName(asset), fingerprints.HashOf(asset));
        }

        foreach (var file in new[] { "golden.json", "metrics.json", project["ModelName"] + ".schema.json" })
        {
            key.AddInput(file, fingerprints.HashOf(OutputOf("export", file)));
        }
    }

    /// <inheritdoc />
    protected override void LogDeath(string stage, string said) => Log.LogCodedError(
        "INGOT6012", ProjectFile,
        "The client in {0} cannot be used: the process that tried it ended with exit code {1}; it last said {2}. Check that the project's packages fit Ingot.Runtime, and what C# of your own runs when the assembly is loaded.",
        Path.GetFileName(Assembly), WorkerExitCode, said);
}

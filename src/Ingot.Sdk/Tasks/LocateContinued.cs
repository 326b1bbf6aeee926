using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Finds the folder of the package that the training continues from (INGOT2095, INGOT2096).</summary>
public sealed class LocateContinued : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The id of the project's own package.</summary>
    [Required]
    public string OwnPackage { get; set; } = string.Empty;

    /// <summary><c>ModelContinueFrom</c>.</summary>
    [Required]
    public string Requested { get; set; } = string.Empty;

    /// <summary>The folders of extracted packages, separated by semicolons; empty before the first restore.</summary>
    public string PackageFolders { get; set; } = string.Empty;

    /// <summary>The folder.</summary>
    [Output]
    public string Folder { get; private set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (ReleaseName.Parse(Requested, OwnPackage) is not { } release)
        {
            Log.LogCodedError(
                "INGOT2095", ProjectFile,
                "ModelContinueFrom is '{0}'; expected a version of the model's own package, such as 1.2.0, or a package with its version, such as Contoso.Churn@1.2.0. What a model starts from must be the same tomorrow, so neither latest nor a channel is taken. Correct the property.",
                Requested);
            return false;
        }

        Folder = BaselineFolder.Find(PackageFolders, release.Package, release.Version) ?? string.Empty;
        if (Folder.Length == 0)
        {
            Log.LogCodedError(
                "INGOT2096", ProjectFile,
                "The package {0} {1}, which the training continues from, is in no package folder. Run 'dotnet restore' with a feed that has it, then build.",
                release.Package, release.Version);
            return false;
        }

        return true;
    }
}

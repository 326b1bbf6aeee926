using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Build: what was restored for each <c>ModelReference</c> must be the version that the channel names (INGOT6052), with the content
/// that was promoted (INGOT6053).
/// </summary>
public sealed class CheckModelReferences : Microsoft.Build.Utilities.Task
{
    /// <summary>The project file.</summary>
    [Required]
    public string ProjectFile { get; set; } = string.Empty;

    /// <summary>The packages that <see cref="ResolveModelReferences"/> found.</summary>
    [Required]
    public ITaskItem[] Packages { get; set; } = [];

    /// <summary>The folders of extracted packages, separated by semicolons; empty before the first restore.</summary>
    public string PackageFolders { get; set; } = string.Empty;

    /// <summary>NuGet's <c>project.assets.json</c>.</summary>
    public string AssetsFile { get; set; } = string.Empty;

    /// <summary>Packages and channel files that a published application brings, with metadata <c>RelativePath</c>.</summary>
    [Output]
    public ITaskItem[] PublishedFiles { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        // Without the file the SDK itself says that the project was never restored.
        var assets = File.Exists(AssetsFile) ? File.ReadAllText(AssetsFile) : null;
        var published = new List<ITaskItem>();
        foreach (var package in assets is null ? [] : Packages)
        {
            var (id, version, expected) = (package.ItemSpec, package.GetMetadata("ModelVersion"), package.GetMetadata("ContentHash"));
            if (assets!.IndexOf("\"" + id + "/" + version + "\"", StringComparison.OrdinalIgnoreCase) < 0)
            {
                LogError("INGOT6052", $"The channel of {id} names {version}, which was not restored: the project was restored with another version, or without the reference. Run 'dotnet restore', then build.");
                continue;
            }

            if (BaselineFolder.Find(PackageFolders, id, version) is not { } folder)
            {
                // The SDK says that the package is missing (NETSDK1064).
                continue;
            }

            var found = ContentHashOf(folder);
            if (expected.Length > 0 && found != expected)
            {
                LogError("INGOT6053", $"The package {id} {version} in '{folder}' has the content hash {found}, the promoted one has {expected}: it is another package of this version. Delete the folder, restore from the feed to which the promoted package was published, and find out who published the other.");
                continue;
            }

            if (package.GetMetadata("ChannelFile") is { Length: > 0 } channel)
            {
                var archive = Path.Combine(folder, id.ToLowerInvariant() + "." + version.ToLowerInvariant() + ".nupkg");
                published.Add(Published(archive, "models/packages/" + id + "." + version + ".nupkg"));
                published.Add(Published(channel, "models/channels/" + Path.GetFileName(Path.GetDirectoryName(channel)) + "/" + Path.GetFileName(channel)));
            }
        }

        PublishedFiles = [.. published];
        return !Log.HasLoggedErrors;
    }

    // NuGet writes it when it extracts a package, after it computed it from the archive.
    private static string ContentHashOf(string folder) =>
        Regex.Match(File.ReadAllText(Path.Combine(folder, ".nupkg.metadata")), "\"contentHash\"\\s*:\\s*\"([^\"]*)\"").Groups[1].Value;

    private static Microsoft.Build.Utilities.TaskItem Published(string file, string relativePath)
    {
        var item = new Microsoft.Build.Utilities.TaskItem(file);
        item.SetMetadata("RelativePath", relativePath);
        return item;
    }

    private void LogError(string code, FormattableString message) =>
        Log.LogCodedError(code, ProjectFile, "{0}", FormattableString.Invariant(message));
}

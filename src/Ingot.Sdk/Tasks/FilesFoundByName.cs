namespace Ingot.Sdk.Tasks;

/// <summary>Files that MSBuild, NuGet and the compiler would find by themselves if they appeared in a project's folder or above it.</summary>
internal static class FilesFoundByName
{
    private static readonly string[] Names =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig", ".globalconfig",
        "nuget.config", "NuGet.config", "NuGet.Config",
    ];

    /// <summary>Their full paths, whether they exist or not.</summary>
    /// <param name="projectFile">Full path of the project.</param>
    public static IEnumerable<string> Of(string projectFile)
    {
        yield return projectFile + ".user";
        for (var folder = Path.GetDirectoryName(projectFile); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            foreach (var name in Names)
            {
                yield return Path.Combine(folder, name);
            }
        }
    }
}

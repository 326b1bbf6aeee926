namespace Ingot.Pipeline.Shared;

/// <summary>Paths as files say them that others read on other machines.</summary>
internal static class ProjectPaths
{
    /// <summary>A file seen from the project's folder, with <c>/</c>.</summary>
    public static string? RelativeTo(string folder, string? file) =>
        string.IsNullOrEmpty(file) ? file : Path.GetRelativePath(folder, file).Replace('\\', '/');

    /// <summary>The project's folder below the root of its Git repository; empty when it is that root, or in no repository.</summary>
    public static string BelowSourceRoot(string folder)
    {
        for (var root = new DirectoryInfo(folder); root is not null; root = root.Parent)
        {
            // A file in worktrees and submodules, else a folder.
            if (Path.Exists(Path.Combine(root.FullName, ".git")))
            {
                return Path.GetRelativePath(root.FullName, folder).Replace('\\', '/');
            }
        }

        return string.Empty;
    }
}

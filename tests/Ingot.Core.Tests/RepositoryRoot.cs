using System.Reflection;

namespace Ingot.Core.Tests;

/// <summary>The clone that the tests were built in: some tests read its documents and its sources.</summary>
internal static class RepositoryRoot
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = typeof(RepositoryRoot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Snapshot.Root").Value!;

    /// <summary>Reads a text file with <c>\n</c> as its line ends.</summary>
    /// <param name="path">The file, from the root.</param>
    public static string ReadText(string path) => File.ReadAllText(Path.Combine(Folder, path)).ReplaceLineEndings("\n");

    /// <summary>All files below a folder, without what builds leave behind.</summary>
    /// <param name="folder">The folder, from the root.</param>
    /// <param name="pattern">Such as <c>*.md</c>.</param>
    /// <returns>Paths from the root, with <c>/</c>.</returns>
    public static IEnumerable<string> Files(string folder, string pattern = "*") =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern, SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}

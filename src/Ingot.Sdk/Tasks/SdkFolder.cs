using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>The folder of this SDK's package: no file in it was written by the people whose project is built.</summary>
internal static class SdkFolder
{
    /// <summary>Its full path. Tasks stand two folders below it.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(SdkFolder).Assembly.Location)!, "..", ".."));

    /// <summary>Its props and targets.</summary>
    public static IEnumerable<string> Files => Directory.GetFiles(System.IO.Path.Combine(Path, "Sdk"));

    /// <summary>Whether a file is one of this SDK's.</summary>
    /// <param name="file">Full path.</param>
    public static bool Has(string file) => file.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, PathNames.Comparison);
}

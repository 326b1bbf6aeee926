namespace Ingot.EndToEnd.Tests;

/// <summary>A test that hides a library of the system from one process: in a mount namespace of its own, which root alone may make.</summary>
internal sealed class HiddenLibraryFactAttribute : FactAttribute
{
    /// <param name="library">The library's file.</param>
    public HiddenLibraryFactAttribute(string library)
    {
        Library = library;
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || !File.Exists("/usr/bin/unshare") || !File.Exists(library))
        {
            Skip = $"This needs a Linux with {library}, root and unshare.";
        }
    }

    /// <summary>The library's file.</summary>
    public string Library { get; }
}

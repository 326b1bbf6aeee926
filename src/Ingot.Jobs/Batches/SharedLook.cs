namespace Ingot.Jobs.Batches;

/// <summary>Looks at files that another machine writes.</summary>
internal static class SharedLook
{
    /// <summary>
    /// Whether a file is there. A network file system remembers for a while that a name was not there; to list the folder asks the server.
    /// </summary>
    public static bool Exists(string file)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        return folder.Exists && folder.EnumerateFiles(Path.GetFileName(file)).Any();
    }
}

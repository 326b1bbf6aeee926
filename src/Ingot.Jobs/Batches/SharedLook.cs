namespace Ingot.Jobs.Batches;

/// <summary>Looks at files that another machine writes.</summary>
internal static class SharedLook
{
    // EEXIST of Linux and macOS; ERROR_FILE_EXISTS and ERROR_ALREADY_EXISTS of Windows.
    private static readonly int[] ExistsCodes = [17, unchecked((int)0x80070050), unchecked((int)0x800700B7)];

    /// <summary>
    /// Whether a file could not be made since there was one. It may be gone when one looks afterwards: whoever had it gave it back meanwhile.
    /// </summary>
    public static bool SaysItExists(IOException exception) => ExistsCodes.Contains(exception.HResult);

    /// <summary>
    /// Whether a file is there. A network file system remembers for a while that a name was not there; to list the folder asks the server.
    /// </summary>
    public static bool Exists(string file)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(file)!);
        return folder.Exists && folder.EnumerateFiles(Path.GetFileName(file)).Any();
    }
}

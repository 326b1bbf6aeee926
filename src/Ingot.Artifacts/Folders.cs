namespace Ingot.Artifacts;

/// <summary>Folders that get and lose their names whole, on Windows too, where an open file cannot be renamed and a read-only one not deleted.</summary>
public static class Folders
{
    /// <summary>Deletes a folder with all that is in it, read-only or not. Nothing happens when there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">Another program holds something in it, for longer than a moment.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, or this user may not do it.</exception>
    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            MakeWritable(folder);
            SharedFiles.Patiently(() => Directory.Delete(folder, recursive: true));
        }
    }

    /// <summary>Gives a folder its final name. What had it is deleted, and keeps it when this fails.</summary>
    /// <param name="made">The folder, complete.</param>
    /// <param name="final">Its name from now on, on the same volume.</param>
    /// <param name="old">A free name for what had the final one in between; it is left behind when it cannot be deleted.</param>
    public static void Replace(string made, string final, string old)
    {
        if (!Directory.Exists(final))
        {
            SharedFiles.Patiently(() => Directory.Move(made, final));
            return;
        }

        SharedFiles.Patiently(() => Directory.Move(final, old));
        try
        {
            SharedFiles.Patiently(() => Directory.Move(made, final));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Directory.Move(old, final);
            throw;
        }

        try
        {
            Delete(old);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has a name that is never read: a later build or clean removes it.
        }
    }

    // A copy of a read-only file is read-only: from a cache that many share, or out of version control that locks files.
    private static void MakeWritable(string folder)
    {
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.IsReadOnly))
        {
            file.IsReadOnly = false;
        }
    }
}

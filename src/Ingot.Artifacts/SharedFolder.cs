using System.Runtime.InteropServices;

namespace Ingot.Artifacts;

/// <summary>Folders that several users write to.</summary>
public static class SharedFolder
{
    /// <summary>
    /// Whether users other than this one may write to a folder: on Linux and macOS by its owner and its mode, on Windows when it lies on another
    /// machine. False when it does not exist: then it becomes this user's.
    /// </summary>
    /// <param name="folder">The folder.</param>
    public static bool IsOpenToOthers(string folder) => RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        ? IsOnNetwork(Path.GetFullPath(folder))
        : UnixFiles.StateOf(folder)?.IsOpenToOthers() == true;

    /// <summary>
    /// Gives something that was made in a folder the permissions for a group and for all that the folder has, so that those who share the folder share it
    /// too. Nothing happens on Windows, where it inherits them.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="made">The file or folder in it, which belongs to this user.</param>
    public static void Share(string folder, string made)
    {
        if (UnixFiles.IsUnix && UnixFiles.StateOf(folder) is { } state && UnixFiles.StateOf(made) is { } of && of.Owner == UnixFiles.User())
        {
            // Files are not run; in a folder with the sticky bit or a group for all below it, so are the folders in it.
            var isFolder = Directory.Exists(made);
            var own = of.Mode & UnixFiles.Permissions;
            var shared = state.Mode & (isFolder ? 0b011_000_111_111 : 0b000_000_110_110);
            if ((own | shared) != own)
            {
                UnixFiles.SetMode(made, own | shared);
            }
        }
    }

    /// <summary>
    /// Makes a folder with those above it that are not there yet; each gets the permissions for a group and for all that the one above has, so that those who
    /// share that one share it too.
    /// </summary>
    /// <param name="folder">The folder; one that is there stays as it is.</param>
    /// <exception cref="IOException">The system refused.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, by permissions.</exception>
    public static void Make(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (Directory.Exists(full))
        {
            return;
        }

        var above = Path.GetDirectoryName(full);
        if (above is not null)
        {
            Make(above);
        }

        Directory.CreateDirectory(full);
        if (above is not null)
        {
            Share(above, full);
        }
    }

    /// <summary>Makes a folder that only its user may enter, whatever he lets his group do elsewhere; one that is there stays as it is.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isShared">Whether others are meant to enter it: then it is made as any other.</param>
    internal static void MakeOwn(string folder, bool isShared)
    {
        if (!UnixFiles.IsUnix || isShared)
        {
            Directory.CreateDirectory(folder);
        }
        else if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(folder)));
            UnixFiles.MakeOwnFolder(folder);
        }
    }

    private static bool IsOnNetwork(string folder)
    {
        var root = Path.GetPathRoot(folder) ?? string.Empty;
        if (root.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return !root.StartsWith(@"\\?\", StringComparison.Ordinal) || root.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase);
        }

        try
        {
            return new DriveInfo(root).DriveType == DriveType.Network;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

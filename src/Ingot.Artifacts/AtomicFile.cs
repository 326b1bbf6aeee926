using System.Text;

namespace Ingot.Artifacts;

/// <summary>Files that are either whole or not there: written under a temporary name, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>What follows a file's name in those of its temporary files.</summary>
    internal const string Mark = ".tmp-";

    // Nobody writes such a file for so long.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="text">The content.</param>
    public static void Write(string path, string text) => Write(path, Writing(text), toDisk: false);

    /// <summary>Writes bytes, as far as the disk.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="content">The content.</param>
    public static void WriteToDisk(string path, byte[] content) => Write(path, stream => stream.Write(content, 0, content.Length), toDisk: true);

    /// <summary>Writes a text that nobody can make again: the content is on the disk before the file has its name, also when the machine loses its power.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="text">The content.</param>
    public static void WriteToDisk(string path, string text) => Write(path, Writing(text), toDisk: true);

    /// <summary>The same for what all read who share the folder: the file has the permissions for a group and for all that the folder has, whatever the umask.</summary>
    /// <param name="path">The file; its folder is created, as <see cref="SharedFolder.Make"/> does.</param>
    /// <param name="text">The content.</param>
    public static void WriteShared(string path, string text)
    {
        SharedFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path)));
        Write(path, Writing(text), toDisk: true, isShared: true);
    }

    /// <summary>Copies a file, as far as the disk.</summary>
    /// <param name="source">The file; it may be on another disk.</param>
    /// <param name="path">What becomes the same; its folder is created.</param>
    public static void CopyToDisk(string source, string path)
    {
        using var from = File.OpenRead(source);
        Write(path, from.CopyTo, toDisk: true);
    }

    /// <summary>Removes temporary files of an hour ago that writers of a file left behind when they were killed.</summary>
    /// <param name="path">The file.</param>
    internal static void RemoveAbandoned(string path)
    {
        try
        {
            var start = Path.GetFileName(path) + Mark;
            var old = DateTime.UtcNow - Abandoned;
            foreach (var file in new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(path))).EnumerateFiles("*" + Mark + "*")
                .Where(f => f.Name.StartsWith(start, StringComparison.Ordinal) && f.LastWriteTimeUtc < old))
            {
                file.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or removed at this moment by somebody else: what was asked for is done.
        }
    }

    private static Action<Stream> Writing(string text)
    {
        var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
        return file => file.Write(bytes, 0, bytes.Length);
    }

    private static void Write(string path, Action<Stream> write, bool toDisk, bool isShared = false)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        var temporary = path + Mark + Guid.NewGuid().ToString("N");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(file);
                file.Flush(toDisk);
            }

            if (isShared)
            {
                SharedFolder.Share(Path.GetDirectoryName(Path.GetFullPath(path)), temporary);
            }

            SharedFiles.Patiently(() =>
            {
                if (File.Exists(path))
                {
                    File.Replace(temporary, path, destinationBackupFileName: null);
                }
                else
                {
                    File.Move(temporary, path);
                }
            });
        }
        finally
        {
            File.Delete(temporary);
        }

        RemoveAbandoned(path);
    }
}

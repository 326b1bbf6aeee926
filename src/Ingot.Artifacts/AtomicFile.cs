using System.Text;

namespace Ingot.Artifacts;

/// <summary>Files that are either whole or not there: written under a temporary name, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="text">The content.</param>
    public static void Write(string path, string text) => Write(path, text, toDisk: false);

    /// <summary>The same for what nobody can make again: the content is on the disk before the file has its name, also when the machine loses its power.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="text">The content.</param>
    public static void WriteToDisk(string path, string text) => Write(path, text, toDisk: true);

    private static void Write(string path, string text, bool toDisk)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        var temporary = path + ".tmp-" + Guid.NewGuid().ToString("N");
        try
        {
            var bytes = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes, 0, bytes.Length);
                file.Flush(toDisk);
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
    }
}

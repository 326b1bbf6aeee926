using System.Text;

namespace Ingot.Artifacts;

/// <summary>Files that are either whole or not there: written under a temporary name, then renamed.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text in UTF-8 without a byte order mark.</summary>
    /// <param name="path">The file; its folder is created.</param>
    /// <param name="text">The content.</param>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path)));
        var temporary = path + ".tmp-" + Guid.NewGuid().ToString("N");
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
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

using Ingot.Artifacts;

namespace Ingot.Jobs.Batches;

/// <summary>Files of which the first one stands, whoever writes another one later.</summary>
internal static class FirstFile
{
    /// <summary>Writes a file, unless there is one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">What it says.</param>
    public static void Keep(string file, string text)
    {
        if (SharedLook.Exists(file))
        {
            return;
        }

        var temporary = $"{file}-{Guid.NewGuid():N}";
        AtomicFile.WriteToDisk(temporary, text);
        try
        {
            File.Move(temporary, file, overwrite: false);
        }
        catch (IOException e) when (SharedLook.SaysItExists(e) || SharedLook.Exists(file))
        {
            // Somebody was first.
            File.Delete(temporary);
        }
    }
}

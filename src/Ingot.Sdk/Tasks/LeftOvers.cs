using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>What builds that were killed have left.</summary>
internal static class LeftOvers
{
    private static readonly string[] Patterns = ["*.tmp-*", "*.old-*"];

    /// <summary>Removes it. For the holder of the <see cref="ModelLock"/> only: nobody else runs stages of this model.</summary>
    /// <param name="ingotFolder">The folder of all stages of the model.</param>
    public static void Remove(string ingotFolder)
    {
        foreach (var pattern in Patterns)
        {
            foreach (var folder in Directory.GetDirectories(ingotFolder, pattern))
            {
                Folders.Delete(folder);
            }

            foreach (var file in Directory.GetFiles(ingotFolder, pattern))
            {
                File.Delete(file);
            }
        }
    }
}

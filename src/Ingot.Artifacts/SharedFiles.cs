using System.Runtime.InteropServices;

namespace Ingot.Artifacts;

/// <summary>Files that other programs open too.</summary>
public static class SharedFiles
{
    private const int Tries = 20;
    private const int PauseMilliseconds = 50;

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
    private static readonly int[] Held = [unchecked((int)0x80070020), unchecked((int)0x80070021)];

    /// <summary>Whether a file was refused because another program has it open, as Windows does.</summary>
    public static bool IsHeldElsewhere(Exception refusal) => refusal is IOException && Held.Contains(refusal.HResult);

    /// <summary>
    /// Does something with files and, on Windows, tries again for a second: there a scanner or an index opens new files for a moment, and what
    /// is open can be neither renamed nor deleted.
    /// </summary>
    internal static void Patiently(Action action)
    {
        for (var tries = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Tries : 1; ; tries--)
        {
            try
            {
                action();
                return;
            }
            catch (Exception e) when (tries > 1 && e is (IOException or UnauthorizedAccessException) and not (FileNotFoundException or DirectoryNotFoundException))
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }
    }
}

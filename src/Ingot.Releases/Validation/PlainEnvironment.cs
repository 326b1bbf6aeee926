using System.Diagnostics;

namespace Ingot.Releases.Validation;

/// <summary>The environment of a process that works on what may be a stranger's: without the keys and tokens of the process that starts it.</summary>
public static class PlainEnvironment
{
    // Where programs, libraries and temporary files are, beside the settings of .NET, without which it does not start in some containers.
    // What else stands in an environment, keys and tokens, is not a stranger's to read.
    private static readonly string[] Needed =
        ["PATH", "HOME", "USERPROFILE", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"];

    /// <summary>Leaves a process what it needs to start, with a heap of its own limits that nobody attaches to.</summary>
    /// <param name="start">How the process is started.</param>
    /// <param name="heap">Bytes that its managed heap may have.</param>
    public static void Restrict(ProcessStartInfo start, long heap)
    {
        ArgumentNullException.ThrowIfNull(start);
        foreach (var name in start.Environment.Keys.Where(n => !IsNeeded(n)).ToList())
        {
            start.Environment.Remove(name);
        }

        // A heap of a server's settings would be as large as the machine; nobody attaches to this process, and it writes no dumps.
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = heap.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static bool IsNeeded(string name) =>
        Needed.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase);
}

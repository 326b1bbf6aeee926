using System.Globalization;
using System.Runtime.InteropServices;

namespace Ingot.Releases.Validation;

/// <summary>The limit of memory that the process of a trial sets itself.</summary>
internal static partial class TrialMemory
{
    private const int DataLimit = 2;
    private const int CoreLimit = 4;
    private const string Data = "VmData:";
    private const string Unit = " kB";

    /// <summary>
    /// On Linux the kernel refuses what is over the limit, however fast it is asked for; elsewhere the other process looks. Where memory is
    /// short, this process is the first to go, and nothing of its memory is written to a file.
    /// </summary>
    /// <param name="memory">Bytes that it may take beside what it has.</param>
    public static void Limit(long memory)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var most = Used(File.ReadLines("/proc/self/status")) + (ulong)memory;
        var limit = new ResourceLimit(most, most);
        var none = default(ResourceLimit);
        if (SetLimit(DataLimit, limit) != 0 || SetLimit(CoreLimit, none) != 0)
        {
            throw new InvalidOperationException($"The system sets no limits: error {Marshal.GetLastPInvokeError()}.");
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A container may show /proc read-only. The limits hold there too.
        }
    }

    /// <summary>What the runtime has taken already, the model's bytes among it.</summary>
    /// <param name="status">What Linux tells of a process.</param>
    internal static ulong Used(IEnumerable<string> status)
    {
        var line = status.First(l => l.StartsWith(Data, StringComparison.Ordinal));
        return ulong.Parse(line.AsSpan(Data.Length).Trim()[..^Unit.Length], CultureInfo.InvariantCulture) * 1024;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetLimit(int resource, in ResourceLimit limit);

    private readonly record struct ResourceLimit(ulong Soft, ulong Hard);
}

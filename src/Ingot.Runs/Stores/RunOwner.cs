using System.Globalization;

namespace Ingot.Runs.Stores;

/// <summary>The process that works at a run.</summary>
/// <param name="Machine">Where processes have their numbers: the machine, since its start, and on Linux the namespace.</param>
/// <param name="Process">Its number there.</param>
/// <param name="Started">When it began, in the system's own count: numbers are used again.</param>
public sealed record RunOwner(string Machine, int Process, long Started)
{
    // Between two signs of life of a process elsewhere; clocks differ.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>This process.</summary>
    public static RunOwner Current { get; } = new(MachineOf(), Environment.ProcessId, StartOf(Environment.ProcessId) ?? 0);

    /// <summary>Whether a run's process is gone. Of one elsewhere it is known only by its silence.</summary>
    /// <param name="owner">The process; null: nobody's.</param>
    /// <param name="seen">When it last gave a sign of life.</param>
    /// <param name="now">Now.</param>
    public static bool IsGone(RunOwner? owner, DateTimeOffset seen, DateTimeOffset now) =>
        owner is null ? now - seen > Silence
        : owner.Machine == Current.Machine ? StartOf(owner.Process) is not { } started || started != owner.Started
        : now - seen > Silence;

    private static string MachineOf()
    {
        var parts = new List<string> { Environment.MachineName };
        if (OperatingSystem.IsLinux())
        {
            // Two containers may have one name, and their processes the same numbers.
            parts.Add(ReadLine("/proc/sys/kernel/random/boot_id"));
            parts.Add(new FileInfo("/proc/self/ns/pid").LinkTarget ?? string.Empty);
        }

        return string.Join(' ', parts);
    }

    private static long? StartOf(int process)
    {
        if (OperatingSystem.IsLinux())
        {
            // The 22nd field; the second is a name in parentheses, which may have spaces. The library would count from the clock, which people set.
            var line = ReadLine(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/stat"));
            var fields = line[(line.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return fields.Length > 19 && fields[0] is not ("Z" or "X") && long.TryParse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;
        }

        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return found.HasExited ? null : found.StartTime.ToUniversalTime().Ticks;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Somebody else's, and so not the one that wrote here.
            return null;
        }
    }

    private static string ReadLine(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return reader.ReadLine() ?? string.Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }
}

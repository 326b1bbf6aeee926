using System.Globalization;

namespace Ingot.Benchmarks;

/// <summary>The processor time of all processes that this one started and that have ended, theirs included.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;
    private const int FirstField = 13;

    /// <summary>Seconds; 0 where the system does not tell it (it is Linux that does).</summary>
    public static double OfChildren()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // The name stands in brackets, and may have blanks.
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[FirstField], CultureInfo.InvariantCulture) + double.Parse(fields[FirstField + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}

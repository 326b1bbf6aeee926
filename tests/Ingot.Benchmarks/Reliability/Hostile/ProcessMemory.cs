using System.Globalization;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>What a process and all that it started have of memory (Linux; elsewhere 0).</summary>
internal static class ProcessMemory
{
    /// <summary>The bytes that are resident now.</summary>
    public static long OfTree(int id)
    {
        try
        {
            var resident = long.Parse(File.ReadAllText($"/proc/{id}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize;
            var children = Directory.GetDirectories($"/proc/{id}/task").SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return resident + children.Sum(c => OfTree(int.Parse(c, CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return 0;
        }
    }
}

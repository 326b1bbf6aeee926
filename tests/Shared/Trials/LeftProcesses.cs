using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ingot.Tests.Shared.Trials;

/// <summary>Processes of Linux that something of a trial has started, found by their folder for temporary files.</summary>
internal static class LeftProcesses
{
    /// <summary>Waits until none is left.</summary>
    /// <param name="temporary">Their folder for temporary files.</param>
    /// <param name="patience">How long.</param>
    /// <returns>What was still there at the end, and is ended now.</returns>
    public static async Task<IReadOnlyList<string>> AwaitNoneAsync(string temporary, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (Find(temporary).Count > 0 && watch.Elapsed < patience)
        {
            await Task.Delay(20);
        }

        var left = Find(temporary);
        foreach (var id in left.Keys)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended meanwhile.
            }
        }

        return [.. left.Values];
    }

    private static Dictionary<int, string> Find(string temporary)
    {
        var mark = $"\0TMPDIR={temporary}\0";
        var found = new Dictionary<int, string>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(f => char.IsAsciiDigit(Path.GetFileName(f)[0])))
        {
            if (Read(folder, "environ") is { } environment && ('\0' + environment).Contains(mark, StringComparison.Ordinal))
            {
                found[int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)] = (Read(folder, "cmdline") ?? string.Empty).Replace('\0', ' ').Trim();
            }
        }

        return found;
    }

    private static string? Read(string folder, string name)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
            return null;
        }
    }
}

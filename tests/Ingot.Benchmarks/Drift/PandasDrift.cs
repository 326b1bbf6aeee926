using System.Diagnostics;
using System.Text.Json;

namespace Ingot.Benchmarks.Drift;

/// <summary>The same by pandas and SciPy, where this machine's Python has them.</summary>
internal static class PandasDrift
{
    /// <summary>Measures it.</summary>
    /// <param name="python">The Python that has pandas and SciPy.</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns; three of four are numbers.</param>
    /// <param name="referenceRows">Rows of the reference.</param>
    /// <returns>Processor seconds, the greatest memory in MB and the versions; or why there are none.</returns>
    public static (double Processor, double Peak, string Said)? Measure(string python, long rows, int columns, int referenceRows, out string? whyNot)
    {
        try
        {
            string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Drift", "pandas_drift.py"), FormattableString.Invariant($"{rows}"), FormattableString.Invariant($"{columns}"), FormattableString.Invariant($"{referenceRows}")];
            using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                whyNot = errors.Result.Trim().Split('\n')[^1];
                return null;
            }

            using var json = JsonDocument.Parse(output);
            whyNot = null;
            return (json.RootElement.GetProperty("processor").GetDouble(), json.RootElement.GetProperty("peak").GetDouble(), json.RootElement.GetProperty("versions").GetString()!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            whyNot = e.Message;
            return null;
        }
    }
}

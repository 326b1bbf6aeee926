using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Ingot.Benchmarks.Serving;

/// <summary>The load generator wrk.</summary>
internal static class Wrk
{
    /// <summary>Whether it is installed.</summary>
    public static bool Exists()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("wrk", "-v") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Asks for some seconds.</summary>
    /// <param name="url">Whom.</param>
    /// <param name="bodies">A file with a body on each line.</param>
    /// <param name="connections">Connections, each of which asks again as soon as it is answered.</param>
    /// <param name="seconds">How long.</param>
    /// <exception cref="InvalidOperationException">A request was not answered with success.</exception>
    public static LoadFigures Run(Uri url, string bodies, int connections, double seconds)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-t", "1", "-c", connections.ToString(CultureInfo.InvariantCulture), "-d", FormattableString.Invariant($"{Math.Ceiling(seconds)}s"),
            "-s", Path.Combine(AppContext.BaseDirectory, "Serving", "load.lua"), url.ToString(), "--", bodies,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var line = output.Split('\n').FirstOrDefault(l => l.StartsWith("figures ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk gave no figures:\n{output}{errors.Result}");
        var figures = line.Split(' ').Skip(1).Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return figures[4] > 0
            ? throw new InvalidOperationException($"{figures[4]} requests to {url} failed:\n{output}")
            : new LoadFigures(figures[0] / figures[1] * 1e6, figures[2] / 1000, figures[3] / 1000);
    }
}

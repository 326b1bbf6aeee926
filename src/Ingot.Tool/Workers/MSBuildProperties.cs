using System.Diagnostics;
using System.Text.Json;

namespace Ingot.Tool.Workers;

/// <summary>Properties of a model project, as MSBuild evaluates them.</summary>
internal static class MSBuildProperties
{
    /// <summary>Evaluates a project; nothing is built.</summary>
    /// <returns>The properties' values by name; empty ones are empty.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(MSBuildRun run, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", $"-p:Configuration={run.Configuration}"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = FolderOf(run),
        };
        foreach (var argument in run.Properties.Select(p => $"-p:{p}").Concat(names.Select(n => $"-getProperty:{n}")))
        {
            start.ArgumentList.Add(argument);
        }

        // The output of one property is not JSON: there are always two.
        start.ArgumentList.Add("-getProperty:MSBuildProjectFullPath");
        if (!Directory.Exists(run.Project))
        {
            start.ArgumentList.Add(Path.GetFileName(run.Project));
        }

        using var process = Process.Start(start)!;
        var json = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("Properties").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The folder of the project.</summary>
    public static string FolderOf(MSBuildRun run) =>
        Directory.Exists(run.Project) ? run.Project : Path.GetDirectoryName(Path.GetFullPath(run.Project))!;
}

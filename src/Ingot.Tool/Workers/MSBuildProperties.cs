using System.Diagnostics;
using System.Text.Json;
using Ingot.Tool.Signing;
using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>Properties of a model project, as MSBuild evaluates them.</summary>
internal static class MSBuildProperties
{
    // NuGet asks other projects for their versions by it: it runs what sets the version in a target (MinVer and its like), and nothing else.
    private const string VersionTarget = "_GetProjectVersion";

    /// <summary>Evaluates a project after restore has put the targets of its packages there, and after what sets its version; nothing is built.</summary>
    /// <returns>The properties' values by name; null when the project does not get as far, which its build will say.</returns>
    public static async Task<IReadOnlyDictionary<string, string>?> TryReadVersionedAsync(
        MSBuildRun run, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (exitCode, properties) = await RunAsync(run, names, ["-restore", $"-t:{VersionTarget}"], cancellation);
        return exitCode == 0 ? Parse(properties) : null;
    }

    /// <summary>Evaluates a project; nothing is built.</summary>
    /// <returns>The properties' values by name; empty ones are empty.</returns>
    /// <exception cref="IngotException">INGOT1016: MSBuild cannot evaluate it.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(MSBuildRun run, IReadOnlyList<string> names, CancellationToken cancellation) =>
        await TryReadAsync(run, names, cancellation) ?? throw new IngotException(PrepareDiagnostics.NoProject.At(
            new SourceLocation(run.Project), $"MSBuild cannot evaluate '{run.Project}'. Correct it: 'dotnet build' says what is wrong."));

    /// <summary>Evaluates a project; nothing is built.</summary>
    /// <returns>The properties' values by name, empty ones empty; null when MSBuild cannot evaluate it.</returns>
    public static async Task<IReadOnlyDictionary<string, string>?> TryReadAsync(MSBuildRun run, IReadOnlyList<string> names, CancellationToken cancellation)
    {
        var (exitCode, properties) = await RunAsync(run, names, [], cancellation);
        return exitCode == 0 ? Parse(properties) : null;
    }

    /// <summary>The folder of the project.</summary>
    public static string FolderOf(MSBuildRun run) =>
        Directory.Exists(run.Project) ? run.Project : Path.GetDirectoryName(Path.GetFullPath(run.Project))!;

    private static async Task<(int ExitCode, string Json)> RunAsync(
        MSBuildRun run, IReadOnlyList<string> names, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "-nologo", $"-p:Configuration={run.Configuration}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = FolderOf(run),
        };
        SecretVariables.KeepFrom(start);
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

        // What is wrong with the project is said by its build, at the right places.
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        var json = await process.StandardOutput.ReadToEndAsync(cancellation);
        await errors;
        await process.WaitForExitAsync(cancellation);
        return (process.ExitCode, json);
    }

    private static Dictionary<string, string> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("Properties").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
    }
}

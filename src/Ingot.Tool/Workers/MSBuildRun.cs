using System.Diagnostics;
using Ingot.Tool.Signing;

namespace Ingot.Tool.Workers;

/// <summary>One run of MSBuild on a model project.</summary>
/// <param name="Project">A project, or the folder that holds it.</param>
/// <param name="Targets">The targets, separated by semicolons.</param>
/// <param name="Configuration">The build configuration.</param>
/// <param name="Properties">Further properties, as NAME=VALUE.</param>
/// <param name="Restore">Whether packages are restored first.</param>
internal sealed record MSBuildRun(
    string Project, string Targets, string Configuration, IReadOnlyList<string> Properties, bool Restore)
{
    /// <summary>Variables of its environment that are otherwise than in this process; null: they are not there. Default none.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Runs MSBuild and reads its diagnostics from a log of its own.</summary>
    public async Task<MSBuildResult> RunAsync(bool showOutput, CancellationToken cancellation)
    {
        var log = Path.Combine(Path.GetTempPath(), $"ingot-{Guid.NewGuid():N}.log");
        try
        {
            using var process = Process.Start(StartInfo(log, showOutput))!;
            using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
            if (!showOutput)
            {
                // Drained and dropped: the log file has it all.
                _ = process.StandardOutput.ReadToEndAsync(cancellation);
            }

            await process.WaitForExitAsync(CancellationToken.None);
            var lines = File.Exists(log) ? await File.ReadAllLinesAsync(log, CancellationToken.None) : [];
            return MSBuildResult.From(process.ExitCode, lines);
        }
        finally
        {
            File.Delete(log);
        }
    }

    internal ProcessStartInfo StartInfo(string log, bool showOutput)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        var start = new ProcessStartInfo(string.IsNullOrEmpty(host) ? "dotnet" : host)
        {
            RedirectStandardOutput = !showOutput,
        };
        foreach (var (name, value) in Variables)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
                continue;
            }

            start.Environment[name] = value;
        }

        SecretVariables.KeepFrom(start);
        start.ArgumentList.Add("msbuild");
        if (Directory.Exists(Project))
        {
            start.WorkingDirectory = Project;
        }
        else
        {
            start.ArgumentList.Add(Path.GetFullPath(Project));
        }

        if (Restore)
        {
            start.ArgumentList.Add("-restore");
        }

        start.ArgumentList.Add($"-t:{Targets}");
        start.ArgumentList.Add($"-p:Configuration={Configuration}");
        foreach (var property in Properties)
        {
            start.ArgumentList.Add($"-p:{property}");
        }

        start.ArgumentList.Add("-nologo");
        start.ArgumentList.Add("-v:minimal");
        start.ArgumentList.Add("-nodeReuse:false");
        start.ArgumentList.Add($"-flp:LogFile={log};Verbosity=minimal;Encoding=UTF-8");
        return start;
    }
}

using System.Diagnostics;

namespace Ingot.Templates.Tests;

/// <summary>Programs that find faults in pipelines. <c>.ci/run</c> installs them.</summary>
internal static class Linter
{
    private static readonly string Folder = Path.Combine(TemplateFixture.Repository, "tests", "Ingot.Templates.Tests", "Linters");

    /// <summary>What of them this machine lacks; null when all are there.</summary>
    public static string? Missing { get; } = FindMissing();

    /// <summary>What GitHub's own parser says of workflows: their schema and their expressions. Empty when all is well.</summary>
    public static string Workflows(IEnumerable<string> files) =>
        Run("node", Folder, ["--import", "./older-node.mjs", "workflows.mjs", .. files]).Output;

    /// <summary>The jobs that GitLab would run, by <c>.gitlab-ci.yml</c> in a clone of git, with the variables that are given as NAME=VALUE. Fails on what its schema forbids.</summary>
    public static IReadOnlyList<string> GitLabJobs(string clone, params string[] variables)
    {
        var (exitCode, output) = Run(
            "node",
            clone,
            [
                "--import", Path.Combine(Folder, "older-node.mjs"), Path.Combine(Folder, "node_modules", "gitlab-ci-local", "dist", "index.js"),
                "--list-csv", .. variables.SelectMany(v => new[] { "--variable", v }),
            ]);
        Assert.True(exitCode == 0, output);
        return [.. output.Split('\n').SkipWhile(l => !l.StartsWith("name;", StringComparison.Ordinal)).Skip(1).Select(l => l.Split(';')[0]).Where(n => n.Length > 0)];
    }

    /// <summary>What ShellCheck says of commands for bash, such as that a variable is not quoted. A dollar in quotes (SC2016) is what we mean. Empty when all is well.</summary>
    public static string Commands(string file) => Run("shellcheck", Path.GetDirectoryName(file)!, ["--shell=bash", "--severity=info", "--exclude=SC2016", file]).Output;

    private static string? FindMissing()
    {
        var programs = new[] { "node", "shellcheck" }.Where(p => !(Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator).Any(f => File.Exists(Path.Combine(f, p)))).ToList();
        return programs.Count > 0 ? $"There is no {string.Join(", no ", programs)}: install what .ci/run installs."
            : Directory.Exists(Path.Combine(Folder, "node_modules")) ? null
            : "The linters are not installed: run 'npm ci --ignore-scripts' in tests/Ingot.Templates.Tests/Linters.";
    }

    private static (int ExitCode, string Output) Run(string program, string folder, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + errors.Result);
    }
}

using System.Text.RegularExpressions;

namespace Ingot.EndToEnd.Tests;

/// <summary>The CI pipelines call the commands that people call, and these exist.</summary>
public partial class PipelineTests
{
    public static TheoryData<string> Pipelines => [.. PipelineFiles];

    private static IEnumerable<string> PipelineFiles => new[] { ".github/workflows", ".azure-pipelines" }
        .SelectMany(f => Directory.GetFiles(Path.Combine(Workshop.Repository, f), "*.yml"))
        .Select(f => Path.GetRelativePath(Workshop.Repository, f).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    [Fact]
    public void There_are_pipelines_for_pull_requests_and_for_releases() => Assert.Equal(
        [".azure-pipelines/pull-request.yml", ".azure-pipelines/release.yml", ".github/workflows/pull-request.yml", ".github/workflows/release.yml"],
        PipelineFiles);

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void A_pipeline_has_known_commands_only(string pipeline)
    {
        var text = File.ReadAllText(Path.Combine(Workshop.Repository, pipeline));
        var commands = Step().Matches(text).Select(m => m.Groups["command"].Value.Trim()).ToList();
        Assert.Contains(".ci/run", commands);
        Assert.All(commands, AssertKnown);
    }

    [Fact]
    public void The_script_of_CI_runs_the_two_commands_of_README()
    {
        var script = File.ReadAllLines(Path.Combine(Workshop.Repository, ".ci", "run"));
        var commands = script.Where(l => l.StartsWith("dotnet ", StringComparison.Ordinal)).ToList();
        Assert.Equal(["dotnet tool restore", "dotnet cake", "dotnet cake --target=Test"], commands);
        Assert.All(commands, AssertKnown);
        Assert.Contains("set -euo pipefail", script);
        if (!OperatingSystem.IsWindows())
        {
            Assert.True(File.GetUnixFileMode(Path.Combine(Workshop.Repository, ".ci", "run")).HasFlag(UnixFileMode.UserExecute));
        }
    }

    private static void AssertKnown(string command)
    {
        if (command is ".ci/run" or "dotnet tool restore" or "dotnet cake")
        {
            return;
        }

        var cake = CakeCommand().Match(command);
        Assert.True(cake.Success, $"'{command}' is not one of the commands that people call.");
        Assert.Contains(cake.Groups["target"].Value, CakeTargets());
    }

    private static List<string> CakeTargets() =>
        [.. CakeTask().Matches(File.ReadAllText(Path.Combine(Workshop.Repository, "build.cake"))).Select(m => m.Groups["name"].Value)];

    // One command per step: a block of several lines has '|' or '>' here and is not one of the known commands.
    [GeneratedRegex(@"^\s*-?\s*(run|script|bash|pwsh|powershell):(?<command>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Step();

    [GeneratedRegex(@"^dotnet cake --target=(?<target>[A-Za-z]+)( --feed=""\$INGOT_FEED"")?$", RegexOptions.ExplicitCapture)]
    private static partial Regex CakeCommand();

    [GeneratedRegex(@"^(Model)?Task\(""(?<name>[A-Za-z]+)""", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex CakeTask();
}

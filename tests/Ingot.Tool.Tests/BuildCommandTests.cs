using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Pipeline;
using Ingot.Tool.Building;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>Which models <c>build</c> finds, what it refuses, and how it tells what came of them.</summary>
public sealed class BuildCommandTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-build-").FullName;

    public BuildCommandTests()
    {
        foreach (var path in (string[])["models/Churn/Churn.csproj", "models/More/Spam/Spam.csproj", "models/Churn/obj/Copy.csproj", "models/.hidden/Hidden.csproj", "Other.csproj"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
            File.WriteAllText(Path.Combine(_root, path), path == "Other.csproj" ? "<Project><PropertyGroup/></Project>" : "<Project Sdk=\"Ingot.Sdk/0.1.0\"/>");
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("models", "models/Churn/Churn.csproj models/More/Spam/Spam.csproj")]
    [InlineData("models/**", "models/Churn/Churn.csproj models/More/Spam/Spam.csproj")]
    [InlineData("models/*", "models/Churn/Churn.csproj models/More/Spam/Spam.csproj")]
    [InlineData("**/Spam", "models/More/Spam/Spam.csproj")]
    [InlineData("models/**/S*.csproj", "models/More/Spam/Spam.csproj")]
    [InlineData("models/Ch*", "models/Churn/Churn.csproj")]
    [InlineData("models/Churn/Churn.csproj", "models/Churn/Churn.csproj")]
    public async Task Projects_folders_and_patterns_name_models(string argument, string expected) =>
        Assert.Equal(expected.Split(' '), await ModelProjects.FindAsync(_root, [argument, argument], CancellationToken.None));

    [Theory]
    [InlineData("nowhere")]
    [InlineData("nowhere/**")]
    [InlineData("models/*.csproj")]
    public async Task What_names_no_model_is_refused(string argument)
    {
        var error = await Assert.ThrowsAsync<IngotException>(() => ModelProjects.FindAsync(_root, ["models", argument], CancellationToken.None));
        Assert.Equal("INGOT9305", error.Diagnostic.Descriptor.Code);
        Assert.Equal(StageOutcome.BadInput, StageOutcomes.OfBrokenOff(error.Diagnostics));
    }

    [Theory]
    [InlineData("--parallel 0", "whole number from 1")]
    [InlineData("--attempts x", "attempts")]
    [InlineData("--on moon", "moon")]
    [InlineData("--no-wait --parallel 2", "needs a cluster")]
    [InlineData("--on kubernetes --image i", "--claim")]
    [InlineData("--on slurm --image i", "--image is for --on kubernetes")]
    [InlineData("--slurm=--mem=1G", "--slurm is for --on slurm")]
    public void Options_that_contradict_each_other_are_refused(string options, string said) =>
        Assert.Contains(RootCommandFactory.Create().Parse(["build", .. options.Split(' ')]).Errors, e => e.Message.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void What_came_of_each_model_is_told_and_the_outcome_is_what_must_be_mended_first()
    {
        using var batch = new BatchStore(_root).Open([new WorkUnit("a", []), new WorkUnit("b", []), new WorkUnit("c", []), new WorkUnit("d", [])], 3, reuse: false, () => { }, CancellationToken.None);
        End(batch.Folder.Units[0], 0, """{"verb": "export", "outcome": "Passed", "exitCode": 0, "diagnostics": []}""");
        End(batch.Folder.Units[1], 1, """{"diagnostics": [{"severity": "error", "code": "INGOT4002", "message": "AUC fell.", "file": "b.csproj", "line": 7, "column": 3, "help": null}]}""");
        End(batch.Folder.Units[2], 134, "no JSON", error: "Aborted");
        End(batch.Folder.Units[3], 3, null, lost: new LostUnit("INGOT9303", "slurm ended it: TIMEOUT"));
        var report = new BuildReport([.. batch.Folder.Units.Select(BuiltModel.Of)], new UpToDateModels(["e", "f"], []));
        Assert.Equal(StageOutcome.Infrastructure, report.Outcome);
        Assert.Equal([StageOutcome.Passed, StageOutcome.GateFailed, StageOutcome.Infrastructure, StageOutcome.Infrastructure], report.Models.Select(m => m.Outcome));
        using var text = new StringWriter();
        report.Print(text);
        Assert.Contains("b.csproj(7,3): error INGOT4002: AUC fell.", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("exit code 134", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("'Aborted'", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("INGOT9303: The model was not built: slurm ended it: TIMEOUT.", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 of 4 models passed; not b (GateFailed), c (Infrastructure), d (Infrastructure). 2 others are up to date and were left out.", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"outcome\": \"GateFailed\"", report.ToJson(), StringComparison.Ordinal);
        Assert.Equal(["e", "f"], System.Text.Json.Nodes.JsonNode.Parse(report.ToJson())!["upToDate"]!["models"]!.AsArray().Select(m => (string)m!));

        using var nothing = new StringWriter();
        (report with { Models = [] }).Print(nothing);
        Assert.Equal("All 2 models are up to date.", nothing.ToString().Trim());
        Assert.Equal(StageOutcome.Passed, (report with { Models = [] }).Outcome);
    }

    private static void End(UnitFolder unit, int exitCode, string? output, string error = "", LostUnit? lost = null)
    {
        var attempt = Directory.CreateDirectory(Path.Combine(unit.FullPath, "attempts", "1")).FullName;
        File.WriteAllText(Path.Combine(attempt, "output.txt"), output ?? string.Empty);
        File.WriteAllText(Path.Combine(attempt, "error.txt"), error);
        File.WriteAllText(Path.Combine(unit.FullPath, "result.json"), Core.JsonFormat.Write(new UnitResult(exitCode, 1, "n1", DateTimeOffset.UnixEpoch, 1.5, lost)));
    }
}

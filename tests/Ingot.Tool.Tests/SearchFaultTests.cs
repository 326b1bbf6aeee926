using System.Diagnostics;
using System.Text.Json.Nodes;
using Ingot.FaultyTrainer;
using Ingot.Tests.Shared;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

/// <summary>Real workers whose trials hang, end their process and want more memory than there is: each is a result, and the search goes on.</summary>
public sealed class SearchFaultTests : IDisposable
{
    private static readonly string[] Faults = ["Hang", "Die", "Memory", "Throw"];

    private readonly string _root = Directory.CreateTempSubdirectory("ingot-fault-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Whatever_a_trial_does_is_a_result_in_the_process_that_searches_and_in_others()
    {
        // A hang is waited for ten seconds after its time: both at once.
        var (own, others) = (SearchAsync("own", null), SearchAsync("others", "local --parallel 2"));
        await Waiting.ForAsync(Task.WhenAll(own, others));

        foreach (var (_, trials) in (IEnumerable<(int, JsonArray)>)[await own, await others])
        {
            Assert.Equal(5, trials.Count);
            var said = trials.ToDictionary(t => (string)t!["parameters"]!["Fault"]!, t => (string?)t!["failure"]);
            Assert.Null(said["None"]);
            Assert.Contains("longer than 1 s (TrialTimeout)", said["Hang"], StringComparison.Ordinal);
            Assert.Contains("perhaps it takes more memory", said["Die"], StringComparison.Ordinal);
            Assert.Contains("memory", said["Memory"], StringComparison.OrdinalIgnoreCase);
            Assert.Contains("no luck today", said["Throw"], StringComparison.Ordinal);
        }

        // One process that hung, two that died with the same trial, and the one that came to the end.
        Assert.Equal(4, (await own).Processes);
        Assert.Equal((await own).Trials.ToJsonString(), (await others).Trials.ToJsonString());
    }

    private async Task<(int Processes, JsonArray Trials)> SearchAsync(string name, string? on)
    {
        var project = new SearchedProject(Directory.CreateDirectory(Path.Combine(_root, name)).FullName)
        {
            Trainer = ("Faulty", []),
            Search = new() { ["Algorithm"] = "Grid", ["Trials"] = "5", ["Parallel"] = "2", ["TrialTimeout"] = "1s", ["Fault"] = $"None|{string.Join('|', Faults)}" },
            Assembly = typeof(FaultyLearner).Assembly.Location,
        };
        var file = project.Write(on);
        Assert.Equal(0, (await WorkerAsync("prepare", file, project.Stages)).ExitCode);

        // What the task of MSBuild does: it starts another process as long as one more trial was begun.
        var processes = 1;
        for (var end = await WorkerAsync("search", file, project.Stages); end.ExitCode != 0; end = await WorkerAsync("search", file, project.Stages))
        {
            Assert.True(end.ExitCode > 3 && ++processes < 10, $"the search of '{name}' ended with exit code {end.ExitCode}: {end.Said}");
        }

        return (processes, JsonNode.Parse(await File.ReadAllTextAsync(project.Report))!["trials"]!.AsArray());
    }

    private static async Task<(int ExitCode, string Said)> WorkerAsync(string stage, string project, string folder)
    {
        var command = OwnTool.Command("worker", stage, "--project", project, "--folder", folder, "--threads", "2");
        using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }
}

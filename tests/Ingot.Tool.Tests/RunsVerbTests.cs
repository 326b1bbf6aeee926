using System.Globalization;
using System.Text.Json;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Tool.Tests;

/// <summary>What the verbs of runs do with real stores that are damaged, shared, or asked for what they do not have.</summary>
public sealed class RunsVerbTests : IDisposable
{
    private readonly RunsFolder _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task Shown_and_listed_as_JSON_a_run_has_all_that_is_known_of_it()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84, ("Leaves", "8")) with
        {
            Gates = new RunGates(2, 1, 0, 0), Tags = ["a", "b"], Notes = "said", Commit = new RunCommit("0123456789abcdef", false), Seed = 7, Hashes = new RunHashes { Data = "d" },
            Steps = [new RunStep("Train", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(3), "Passed")],
        });
        using var listed = JsonDocument.Parse((await _runs.RunAsync("list", "--json")).Output);
        Assert.Equal(_runs.File, listed.RootElement.GetProperty("store").GetString());
        var run = listed.RootElement.GetProperty("runs")[0];
        Assert.Equal(("Churn", 9.0, "Finished"), (run.GetProperty("model").GetString(), run.GetProperty("seconds").GetDouble(), run.GetProperty("state").GetString()));
        Assert.Equal(("8", 7, "d", "said"), (run.GetProperty("parameters").GetProperty("Leaves").GetString(), run.GetProperty("seed").GetInt32(), run.GetProperty("hashes").GetProperty("data").GetString(), run.GetProperty("notes").GetString()));
        Assert.Equal((0.84, true, 1), (run.GetProperty("metrics")[0].GetProperty("value").GetDouble(), run.GetProperty("metrics")[0].GetProperty("higherIsBetter").GetBoolean(), run.GetProperty("gates").GetProperty("failed").GetInt32()));
        Assert.False(run.GetProperty("commit").GetProperty("isClean").GetBoolean());

        using var shown = JsonDocument.Parse((await _runs.RunAsync("show", "last", "--json")).Output);
        Assert.Equal(run.GetRawText().Replace("\n    ", "\n", StringComparison.Ordinal), shown.RootElement.GetRawText());
    }

    [Fact]
    public async Task Of_no_runs_there_is_an_empty_list()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84));
        Assert.Equal(0, (await _runs.RunAsync("prune", "--keep", "0")).ExitCode);
        using var listed = JsonDocument.Parse((await _runs.RunAsync("list", "--json")).Output);
        Assert.Empty(listed.RootElement.GetProperty("runs").EnumerateArray());
        Assert.EndsWith($"0 runs of {_runs.File}\n", (await _runs.RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list --model Chrun", "0 runs of {0}; none has the model 'Chrun' (did you mean Churn?)\n")]
    [InlineData("list --sort AUX --tag bset", "0 runs of {0}; none has the tag 'bset' (did you mean best?); none has the metric 'AUX' (did you mean AUC?)\n")]
    [InlineData("list --metric AUC>0.99", "0 runs of {0}\n")]
    public async Task An_empty_list_says_what_was_perhaps_misspelt(string arguments, string end)
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84) with { Tags = ["best"] });
        var (exitCode, output, _) = await _runs.RunAsync(arguments.Split(' '));
        Assert.Equal(0, exitCode);
        Assert.EndsWith(string.Format(CultureInfo.InvariantCulture, end, _runs.File), output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lst", "(did you mean last?)")]
    [InlineData("run-x", "(did you mean run-3?)")]
    [InlineData("last~3", "There is no run 'last~3'")]
    [InlineData("last!", "There is no run 'last!'")]
    [InlineData("nothing at all", "No run has an id that begins or ends with 'nothing at all'. 'dotnet ingot runs list' has them.")]
    public async Task A_run_that_is_not_there_is_told_with_the_one_that_was_perhaps_meant(string name, string says)
    {
        Save([.. Enumerable.Range(1, 3).Select(d => RunsFolder.Of(d, RunKind.Build, 0.8))]);
        foreach (var verb in new[] { "show", "note", "tag" })
        {
            var (exitCode, output, error) = await _runs.RunAsync([verb, name, .. verb == "show" ? [] : new[] { "text" }]);
            Assert.Equal((2, string.Empty), (exitCode, output));
            Assert.Contains("error INGOT9204: ", error, StringComparison.Ordinal);
            Assert.Contains(says, error, StringComparison.Ordinal);
        }

        Assert.Equal(2, (await _runs.RunAsync("compare", "run-1", name)).ExitCode);
    }

    [Fact]
    public async Task The_last_and_those_before_it_are_known_by_their_order()
    {
        Save([.. Enumerable.Range(1, 3).Select(d => RunsFolder.Of(d, RunKind.Build, 0.8)), RunsFolder.Of(4, RunKind.Trial, 0.9) with { Parent = "run-1" }]);
        Assert.StartsWith("run-3: a", (await _runs.RunAsync("tag", "last", "a")).Output, StringComparison.Ordinal);
        Assert.StartsWith("run-1: a", (await _runs.RunAsync("tag", "last~2", "a")).Output, StringComparison.Ordinal);
        Assert.StartsWith("run-2: a", (await _runs.RunAsync("tag", "2", "a")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notes_and_tags_are_added_replaced_and_removed()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84));
        Assert.Equal("run-1: first\n", (await _runs.RunAsync("note", "last", "first")).Output);
        Assert.Equal("run-1: second\n", (await _runs.RunAsync("note", "last", "second")).Output);
        Assert.Equal("run-1: a, b\n", (await _runs.RunAsync("tag", "last", "b", "a", "a")).Output);
        Assert.Equal("run-1: b\n", (await _runs.RunAsync("tag", "last", "--remove", "a", "--remove", "nothing")).Output);
        var run = Assert.Single(_runs.Store.Read(new RunQuery()));
        Assert.Equal("second", run.Notes);
        Assert.Equal(["b"], run.Tags);

        Assert.Equal("run-1: no note\n", (await _runs.RunAsync("note", "last", "--clear")).Output);
        Assert.Null(Assert.Single(_runs.Store.Read(new RunQuery())).Notes);
        Assert.Contains("INGOT9205", (await _runs.RunAsync("note", "last")).Error, StringComparison.Ordinal);
        Assert.Contains("INGOT9205", (await _runs.RunAsync("note", "last", "x", "--clear")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_is_compared_also_as_JSON_and_of_several()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84, ("Leaves", "8"), ("Same", "1")), RunsFolder.Of(2, RunKind.Build, 0.86, ("Leaves", "16"), ("Same", "1")) with { Model = "Other" }, RunsFolder.Of(3, RunKind.Train, 0.86, ("Same", "1")));
        using var json = JsonDocument.Parse((await _runs.RunAsync("compare", "run-1", "run-2", "run-3", "--json")).Output);
        Assert.Equal(3, json.RootElement.GetProperty("runs").GetArrayLength());
        var differences = json.RootElement.GetProperty("differences").EnumerateArray().ToDictionary(d => d.GetProperty("name").GetString()!, d => d.GetProperty("values").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal(["8", "16", "–"], differences["Leaves"]);
        Assert.Equal(["Build", "Build", "Train"], differences["kind"]);
        Assert.DoesNotContain("Same", differences.Keys);
        var paired = json.RootElement.GetProperty("paired").EnumerateArray().ToList();
        Assert.Equal(("run-2", "they are of different models"), (paired[0].GetProperty("with").GetString(), paired[0].GetProperty("whyNot").GetString()));
        Assert.Equal("they were measured on different reference rows", paired[1].GetProperty("whyNot").GetString());
        Assert.Contains("is not known: they are of different models", (await _runs.RunAsync("compare", "run-1", "run-2")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pruning_keeps_what_is_kept_what_works_and_the_parents_of_what_is_kept()
    {
        Save(
            RunsFolder.Of(1, RunKind.Search, 0.8), RunsFolder.Of(2, RunKind.Trial, 0.8) with { Parent = "run-1", Tags = ["Keep"] },
            RunsFolder.Of(3, RunKind.Search, 0.8), RunsFolder.Of(4, RunKind.Trial, 0.8) with { Parent = "run-3" },
            RunsFolder.Of(5, RunKind.Build, 0.8) with { Tags = ["keep"] }, RunsFolder.Of(6, RunKind.Build, 0.8) with { State = RunState.Running }, RunsFolder.Of(7, RunKind.Build, 0.8) with { Model = "Other" });
        Assert.Equal("2 runs deleted, parts included.\n", (await _runs.RunAsync("prune", "--older", "0", "--model", "churn")).Output);
        Assert.Equal(["run-1", "run-2", "run-5", "run-6", "run-7"], _runs.Ids());
        Assert.Equal("1 run would be deleted, with their parts.\n", (await _runs.RunAsync("prune", "--keep", "0", "--dry-run")).Output);
        Assert.Equal("0 runs deleted, parts included.\n", (await _runs.RunAsync("prune", "--older", "30000")).Output);
        foreach (var wrong in new[] { Array.Empty<string>(), ["--keep", "1", "--older", "1"], ["--keep", "-1"] })
        {
            Assert.Contains("INGOT9205", (await _runs.RunAsync(["prune", .. wrong])).Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_run_whose_process_is_gone_is_listed_as_killed()
    {
        _runs.Store.Save([RunsFolder.Of(1, RunKind.Build, 0.8) with { State = RunState.Running, Ended = null }], RunOwner.Current with { Started = RunOwner.Current.Started - 1 }, RunsFolder.Of(1, RunKind.Build, 0).Started.AddSeconds(5));
        _runs.Store.Save([RunsFolder.Of(2, RunKind.Build, 0.8) with { State = RunState.Running, Ended = null }], RunOwner.Current, TimeProvider.System.GetUtcNow());
        var lines = (await _runs.RunAsync("list")).Output.Split('\n');
        Assert.Matches(@"run-1.*Killed +│ 5\.0 s", lines.Single(l => l.Contains("run-1", StringComparison.Ordinal)));
        Assert.Matches(@"run-2.*Running +│ –", lines.Single(l => l.Contains("run-2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Of_a_damaged_store_the_rest_is_listed_and_the_damage_is_told()
    {
        Save([.. Enumerable.Range(1, 300).Select(d => RunsFolder.Of(1, RunKind.Build, 0.8, [.. Enumerable.Range(0, 20).Select(p => ($"Parameter{p}", $"{d}"))]) with { Id = $"run-{d}" })]);
        using (var file = new FileStream(_runs.File, FileMode.Open))
        {
            file.Position = 30 * 4096;
            file.Write([.. Enumerable.Repeat((byte)0xA5, 4096)]);
        }

        var (exitCode, output, error) = await _runs.RunAsync("list", "--limit", "1000");
        Assert.Equal(0, exitCode);
        Assert.Contains("warning INGOT9203: The store was damaged.", error, StringComparison.Ordinal);
        Assert.InRange(output.Split('\n').Length, 200, 310);
        Assert.Empty((await _runs.RunAsync("list")).Error);
    }

    [Fact]
    public async Task Verbs_at_once_lose_nothing_of_each_other()
    {
        Save([.. Enumerable.Range(1, 4).Select(d => RunsFolder.Of(d, RunKind.Build, 0.8))]);
        var said = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => i % 3 == 0 ? _runs.RunAsync("note", $"run-{(i % 4) + 1}", $"note {i % 4}") : _runs.RunAsync("tag", $"run-{(i % 4) + 1}", $"tag{i}"))));
        Assert.All(said, s => Assert.Equal((0, string.Empty), (s.ExitCode, s.Error)));
        Assert.Equal(16, _runs.Store.Read(new RunQuery()).Sum(r => r.Tags.Count));
        Assert.All(_runs.Store.Read(new RunQuery()), r => Assert.Equal($"note {r.Id[^1] - '1'}", r.Notes));
    }

    [Fact]
    public async Task Exported_files_have_what_was_chosen()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84, ("Leaves", "8")), RunsFolder.Of(2, RunKind.Build, double.NaN, ("Rate", "=1+1")) with { Tags = ["t"], Notes = "with \"quotes\",\nand lines" });
        var (csv, json) = (Path.Combine(_runs.Folder, "a.csv"), Path.Combine(_runs.Folder, "a.json"));
        Assert.Equal($"2 runs written to {csv}\n", (await _runs.RunAsync("export", "--csv", csv)).Output);
        Assert.Contains("\"with \"\"quotes\"\",\nand lines\"", await File.ReadAllTextAsync(csv), StringComparison.Ordinal);
        Assert.Equal($"1 run written to {json}\n", (await _runs.RunAsync("export", "--json", json, "--tag", "T")).Output);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("runs")[0].GetProperty("metrics")[0].GetProperty("value").ValueKind);

        Assert.Contains("INGOT9205: Where to is not said", (await _runs.RunAsync("export")).Error, StringComparison.Ordinal);
        Assert.Contains("INGOT9205: Where to is not said", (await _runs.RunAsync("export", "--csv", csv, "--json", json)).Error, StringComparison.Ordinal);
        Assert.Contains("INGOT9205: '--mlflow nowhere' is no address", (await _runs.RunAsync("export", "--mlflow", "nowhere")).Error, StringComparison.Ordinal);
        Assert.Contains("INGOT9206", (await _runs.RunAsync("export", "--mlflow", "http://127.0.0.1:1")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_is_found_whatever_its_letters()
    {
        Save(RunsFolder.Of(1, RunKind.Build, 0.84) with { Model = "Größe" }, RunsFolder.Of(2, RunKind.Build, 0.8) with { Model = "Über" });
        Assert.Contains("1 run of", (await _runs.RunAsync("list", "--model", "größe")).Output, StringComparison.Ordinal);
        Assert.Contains("1 run of", (await _runs.RunAsync("list", "--model", "Über")).Output, StringComparison.Ordinal);
    }

    private void Save(params Run[] runs) => _runs.Store.Save(runs, RunOwner.Current, TimeProvider.System.GetUtcNow());
}

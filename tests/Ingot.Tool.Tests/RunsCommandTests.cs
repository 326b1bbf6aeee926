using System.Text.Json;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;

namespace Ingot.Tool.Tests;

/// <summary>The verbs that look into the store of runs.</summary>
public sealed class RunsCommandTests : IDisposable
{
    private readonly RunsFolder _runs = new();

    public RunsCommandTests() =>
        _runs.Store.Save(
            [
                RunsFolder.Of(1, RunKind.Build, 0.84, ("Leaves", "8")) with { Gates = new RunGates(2, 0, 0, 1), Tags = ["first"] },
                RunsFolder.Of(2, RunKind.Build, 0.86, ("Leaves", "16")) with { Gates = new RunGates(1, 1, 0, 0) },
                RunsFolder.Of(3, RunKind.Build, 0.85, ("Leaves", "32")) with { Gates = new RunGates(0, 0, 0, 0), State = RunState.Failed, Fault = "INGOT2001: no" },
                RunsFolder.Of(4, RunKind.Search, 0.9),
                RunsFolder.Of(5, RunKind.Trial, 0.9, ("Leaves", "9")) with { Parent = "run-4" },
            ],
            RunOwner.Current,
            DateTimeOffset.UnixEpoch);

    public void Dispose() => _runs.Dispose();

    [Theory]
    [InlineData("", "run-4 run-3 run-2 run-1")]
    [InlineData("--sort AUC", "run-4 run-2 run-3 run-1")]
    [InlineData("--kind Build --limit 2", "run-3 run-2")]
    [InlineData("--metric AUC>=0.85 --state Finished", "run-4 run-2")]
    [InlineData("--tag first", "run-1")]
    [InlineData("--parent run-4", "run-5")]
    [InlineData("--since 2026-03-03", "run-4 run-3")]
    [InlineData("--model Other", "")]
    public async Task Runs_are_chosen_and_put_in_order(string options, string expected)
    {
        var (exitCode, output, error) = await _runs.RunAsync(["list", "--json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((0, string.Empty), (exitCode, error));
        using var json = JsonDocument.Parse(output);
        var runs = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement : json.RootElement.GetProperty("runs");
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), runs.EnumerateArray().Select(r => r.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_list_says_what_the_gates_said_and_nothing_where_there_were_none()
    {
        var lines = (await _runs.RunAsync("list")).Output.Split('\n');
        Assert.Contains("2 of 3 passed", lines.Single(l => l.Contains("run-1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1 failed", lines.Single(l => l.Contains("run-2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("0 of 0", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_shown_with_what_people_say_of_it()
    {
        Assert.Equal(0, (await _runs.RunAsync("note", "run-1", "The one before the change.")).ExitCode);
        Assert.Equal(0, (await _runs.RunAsync("tag", "run-1", "kept")).ExitCode);
        var shown = (await _runs.RunAsync("show", "run-1")).Output;
        Assert.Contains("The one before the change.", shown, StringComparison.Ordinal);
        Assert.Contains("kept", shown, StringComparison.Ordinal);
        Assert.Contains("Leaves", shown, StringComparison.Ordinal);
        Assert.Contains("0.8400", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_are_compared_by_what_differs()
    {
        var compared = (await _runs.RunAsync("compare", "run-1", "run-2")).Output;
        var leaves = compared.Split('\n').Single(l => l.Contains("Leaves", StringComparison.Ordinal));
        Assert.Matches(@"Leaves.*\b8\b.*\b16\b", leaves);
        Assert.DoesNotContain("Trainer", compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_old_is_deleted_with_its_parts_and_only_when_it_is_meant()
    {
        Assert.Equal(0, (await _runs.RunAsync("prune", "--keep", "2", "--dry-run")).ExitCode);
        Assert.Equal(5, _runs.Ids().Count);
        Assert.Equal(0, (await _runs.RunAsync("prune", "--keep", "2")).ExitCode);
        Assert.Equal(["run-3", "run-4", "run-5"], _runs.Ids());
    }

    [Theory]
    [InlineData("show run-9", "INGOT9204")]
    [InlineData("show run-", "INGOT9204")]
    [InlineData("list --metric AUC", "INGOT9205")]
    [InlineData("list --since yesterday", "INGOT9205")]
    [InlineData("list --limit 0", "INGOT9205")]
    public async Task What_cannot_be_answered_is_refused(string arguments, string code)
    {
        var (exitCode, output, error) = await _runs.RunAsync(arguments.Split(' '));
        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.Contains($"error {code}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_told_and_not_made()
    {
        File.Delete(_runs.File);
        var (exitCode, _, error) = await _runs.RunAsync("list");
        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT9205: There is no file", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_runs.File));
    }

    [Fact]
    public async Task The_board_and_the_table_are_files()
    {
        var (board, table) = (Path.Combine(_runs.Folder, "board.html"), Path.Combine(_runs.Folder, "runs.csv"));
        Assert.Equal(0, (await _runs.RunAsync("board", "--out", board)).ExitCode);
        Assert.Contains("AUC over time", await File.ReadAllTextAsync(board), StringComparison.Ordinal);
        Assert.Equal(0, (await _runs.RunAsync("export", "--csv", table)).ExitCode);
        Assert.Equal(5, (await File.ReadAllLinesAsync(table)).Length);
    }
}

using System.Globalization;
using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Core.Schemas;
using Ingot.Runs.Stores;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>The verbs that look into the store of runs.</summary>
public sealed class RunsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-runs-").FullName;
    private readonly SqliteRunStore _store;

    public RunsCommandTests()
    {
        _store = new SqliteRunStore(Store, new DiagnosticList(), TimeProvider.System);
        _store.Save(
            [
                Of(1, RunKind.Build, 0.84, ("Leaves", "8")) with { Gates = new RunGates(2, 0, 0, 1), Tags = ["first"] },
                Of(2, RunKind.Build, 0.86, ("Leaves", "16")) with { Gates = new RunGates(1, 1, 0, 0) },
                Of(3, RunKind.Build, 0.85, ("Leaves", "32")) with { Gates = new RunGates(0, 0, 0, 0), State = RunState.Failed, Fault = "INGOT2001: no" },
                Of(4, RunKind.Search, 0.9),
                Of(5, RunKind.Trial, 0.9, ("Leaves", "9")) with { Parent = "run-4" },
            ],
            RunOwner.Current,
            DateTimeOffset.UnixEpoch);
    }

    private string Store => Path.Combine(_folder, "runs.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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
        var (exitCode, output, error) = await RunAsync(["list", "--json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((0, string.Empty), (exitCode, error));
        using var json = JsonDocument.Parse(output);
        var runs = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement : json.RootElement.GetProperty("runs");
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries), runs.EnumerateArray().Select(r => r.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_list_says_what_the_gates_said_and_nothing_where_there_were_none()
    {
        var lines = (await RunAsync("list")).Output.Split('\n');
        Assert.Contains("2 of 3 passed", lines.Single(l => l.Contains("run-1", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("1 failed", lines.Single(l => l.Contains("run-2", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.DoesNotContain("0 of 0", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_shown_with_what_people_say_of_it()
    {
        Assert.Equal(0, (await RunAsync("note", "run-1", "The one before the change.")).ExitCode);
        Assert.Equal(0, (await RunAsync("tag", "run-1", "kept")).ExitCode);
        var shown = (await RunAsync("show", "run-1")).Output;
        Assert.Contains("The one before the change.", shown, StringComparison.Ordinal);
        Assert.Contains("kept", shown, StringComparison.Ordinal);
        Assert.Contains("Leaves", shown, StringComparison.Ordinal);
        Assert.Contains("0.8400", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_are_compared_by_what_differs()
    {
        var compared = (await RunAsync("compare", "run-1", "run-2")).Output;
        var leaves = compared.Split('\n').Single(l => l.Contains("Leaves", StringComparison.Ordinal));
        Assert.Matches(@"Leaves.*\b8\b.*\b16\b", leaves);
        Assert.DoesNotContain("Trainer", compared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_old_is_deleted_with_its_parts_and_only_when_it_is_meant()
    {
        Assert.Equal(0, (await RunAsync("prune", "--keep", "2", "--dry-run")).ExitCode);
        Assert.Equal(5, Ids().Count);
        Assert.Equal(0, (await RunAsync("prune", "--keep", "2")).ExitCode);
        Assert.Equal(["run-3", "run-4", "run-5"], Ids());
    }

    [Theory]
    [InlineData("show run-9", "INGOT9204")]
    [InlineData("show run-", "INGOT9204")]
    [InlineData("list --metric AUC", "INGOT9205")]
    [InlineData("list --since yesterday", "INGOT9205")]
    [InlineData("list --limit 0", "INGOT9205")]
    public async Task What_cannot_be_answered_is_refused(string arguments, string code)
    {
        var (exitCode, output, error) = await RunAsync(arguments.Split(' '));
        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        Assert.Contains($"error {code}: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_told_and_not_made()
    {
        File.Delete(Store);
        var (exitCode, _, error) = await RunAsync("list");
        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT9205: There is no file", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Store));
    }

    [Fact]
    public async Task The_board_and_the_table_are_files()
    {
        var (board, table) = (Path.Combine(_folder, "board.html"), Path.Combine(_folder, "runs.csv"));
        Assert.Equal(0, (await RunAsync("board", "--out", board)).ExitCode);
        Assert.Contains("AUC over time", await File.ReadAllTextAsync(board), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("export", "--csv", table)).ExitCode);
        Assert.Equal(5, (await File.ReadAllLinesAsync(table)).Length);
    }

    private static Run Of(int day, RunKind kind, double auc, params (string Name, string Value)[] parameters) => new()
    {
        Id = $"run-{day}",
        Kind = kind,
        State = RunState.Finished,
        Model = "Churn",
        Task = ModelTask.BinaryClassification,
        Started = new DateTimeOffset(2026, 3, Math.Min(day, 4), 5, day, 0, TimeSpan.Zero),
        Ended = new DateTimeOffset(2026, 3, Math.Min(day, 4), 5, day, 9, TimeSpan.Zero),
        Parameters = new SortedDictionary<string, string>(parameters.Append(("Trainer", "LightGbm")).ToDictionary(p => p.Item1, p => p.Item2), StringComparer.Ordinal),
        Metrics = [new RunMetric { Name = "AUC", Value = auc, Low = auc - 0.01, High = auc + 0.01, HigherIsBetter = true }],
    };

    private List<string> Ids() => [.. _store.Read(new RunQuery()).Select(r => r.Id).Order(StringComparer.Ordinal)];

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var parsed = RootCommandFactory.Create().Parse(["runs", .. arguments, "--store", Store]);
        (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error) = (output, error);
        return (await parsed.InvokeAsync(parsed.InvocationConfiguration), output.ToString(), error.ToString());
    }
}

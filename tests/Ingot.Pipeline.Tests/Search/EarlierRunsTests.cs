using System.Globalization;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Pipeline.Recording;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Pipeline.Tests.Search;

/// <summary>A search that begins with the best points of the store of runs.</summary>
public sealed class EarlierRunsTests : IDisposable
{
    private readonly ModelFolder _model = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public EarlierRunsTests() => _model.AddItem("Trainer", "FastTree", 6, ("Iterations", "5"));

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_best_runs_of_the_store_are_tried_first_and_stay_those()
    {
        Search("Wide", ("Trials", "14"), ("Leaves", "2..60"));
        Record("b1");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));
        var earlier = Report();
        var inside = earlier["trials"]!.AsArray().OrderBy(t => (double)t!["value"]!).Select(t => (string)t!["parameters"]!["Leaves"]!).Where(l => int.Parse(l, CultureInfo.InvariantCulture) <= 40).ToList();

        // Other rows, and a parameter more, which the trials had with its default.
        _model.WriteData("train.csv", 800, 3);
        Search("Narrow", ("Trials", "3"), ("Leaves", "2..40"), ("EarlyStopping", "5..40"), ("From", "runs"));
        Record("b2");
        Assert.True(_model.Run(Stage.Prepare, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var report = Report();
        var trials = report["trials"]!.AsArray();
        Assert.Equal(inside.Take(3), trials.Select(t => (string)t!["parameters"]!["Leaves"]!));
        Assert.All(trials, t => Assert.Equal("20", (string)t!["parameters"]!["EarlyStopping"]!));
        var from = report["from"]![0]!;
        Assert.Equal(("runs", "Leave", 14, 14 - inside.Count), ((string)from["file"]!, (string)from["model"]!, (int)from["trials"]!, (int)from["outside"]!));
        var taken = from["runs"]!.AsArray().Select(r => (string)r!).ToList();
        Assert.Equal(inside.Take(10), taken.Select(id => Assert.Single(Runs(), r => r.Id == id).Parameters["Leaves"]));
        Assert.Contains($"first are tried the best {taken.Count} points of runs that lie in the space: {string.Join(", ", taken)}", _model.Progress);
        Assert.Contains(taken[0], File.ReadAllText(_model.Output(Stage.Search, "Leave.search.html")), StringComparison.Ordinal);
        Assert.Contains(taken[0], Runs().Single(r => r.Build == "b2").Parameters["Search.From"], StringComparison.Ordinal);

        // The store has more runs now, and then none at all: it is the same search, killed or not.
        var bytes = File.ReadAllText(_model.Output(Stage.Search, "search.json"));
        Record("b3");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Contains(_model.Progress, p => p.StartsWith("3 trials of an earlier search with the same data", StringComparison.Ordinal));
        Assert.Equal(bytes, File.ReadAllText(_model.Output(Stage.Search, "search.json")));
        _model.Recorder = null;
        _model.Properties["ModelSearchTrials"] = "5";
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Equal(inside.Take(5), Report()["trials"]!.AsArray().Select(t => (string)t!["parameters"]!["Leaves"]!));
        _ = _model.Properties.Remove("ModelSearchTrials");

        // Forgotten with the trials: then the store is asked anew, and has the trials of this data too. Those come in turn with the others, the newest first.
        Directory.Delete(Path.Combine(_model.File("ingot"), "..", "ingot.search"), recursive: true);
        Record("b4");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        var best = trials.OrderBy(t => (double)t!["value"]!).First()!;
        Assert.Equal((string)best["parameters"]!["Leaves"]!, (string)Report()["trials"]![0]!["parameters"]!["Leaves"]!);
    }

    [Fact]
    public void Of_the_store_what_is_named_is_taken()
    {
        Save(
            Trial("s1", 1, 0.5, 7), Trial("s1", 2, 0.4, 8), SearchRun("s1", "First", "good"), Trial("s2", 3, 0.3, 9), SearchRun("s2", "Second"),
            Of("build", RunKind.Build, 0.2, 11) with { Tags = ["best"] }, Of("other", RunKind.Build, 0.1, 12) with { Model = "Other" });
        // On the same rows by the same metric the best; builds, which are other rows, in turn.
        Assert.Equal((StageOutcome.Passed, "9"), Taken("runs"));
        Assert.Equal(["s2-3", "build", "s1-2", "s1-1"], Report()["from"]![0]!["runs"]!.AsArray().Select(r => (string)r!));

        Assert.Equal((StageOutcome.Passed, "8"), Taken("runs:search=first"));
        Assert.Equal((StageOutcome.Passed, "9"), Taken("runs:s2"));
        Assert.Equal((StageOutcome.Passed, "7"), Taken("runs:s1-1"));
        Assert.Equal((StageOutcome.Passed, "8"), Taken("runs:tag=GOOD"));
        Assert.Equal((StageOutcome.Passed, "11"), Taken("runs:tag=best"));
        Assert.Equal((StageOutcome.Passed, "12"), Taken("runs:model=other"));
        Assert.Equal((StageOutcome.Passed, "12"), Taken("runs:other; runs:s1"));
    }

    [Fact]
    public void Only_what_was_measured_on_validation_rows_and_lies_in_the_space_is_taken()
    {
        var run = Of("a", RunKind.Build, 0.2, 11);
        Save(
            run with { Metrics = [new RunMetric { Name = "AUC", Value = 0.9, HigherIsBetter = true }] }, Of("b", RunKind.Build, double.NaN, 11), Of("c", RunKind.Build, 0.2, 11) with { State = RunState.Failed },
            Of("d", RunKind.Build, 0.2, 99), Of("e", RunKind.Build, 0.2, 11) with { Parameters = new Dictionary<string, string> { ["Trainer"] = "LightGbm", ["Leaves"] = "11" } });
        Assert.Equal(StageOutcome.Passed, Taken("runs").Outcome);
        var said = Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2615");
        Assert.Equal((DiagnosticSeverity.Warning, 7), (said.Severity, said.Location.Line));
        Assert.Contains("From names runs, and of 2 finished runs there none lies in the space", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "11", "12", "13")]
    [InlineData("Trees<=50", "12", "13", "11")]
    [InlineData("Trees<=20", "12", "13", "11")]
    [InlineData("Trees<=90; LogLoss<=0.25", "12", "11", "13")]
    public void What_breaks_a_bound_of_the_search_comes_behind_what_keeps_it(string? constraints, params string[] expected)
    {
        Run Sized(string id, double loss, int leaves, double? trees) => Of(id, RunKind.Trial, loss, leaves) is var run && trees is { } count
            ? run with { Metrics = [.. run.Metrics, new RunMetric { Name = "Trees", Data = "constraints", Value = count, HigherIsBetter = false }] }
            : run;

        // The best has many trees; nothing is known of the second; the worst has few.
        Save(Sized("a", 0.2, 11, 100), Sized("b", 0.22, 12, null), Sized("c", 0.3, 13, 10));
        var metadata = new List<(string, string)> { ("Trials", "3"), ("Leaves", "2..60"), ("From", "runs") };
        if (constraints is not null)
        {
            metadata.Add(("Constraints", constraints));
        }

        Search("Bound", [.. metadata]);
        Record("b1");
        _ = _model.Run(Stage.Prepare, Stage.Search);
        Assert.Equal(expected, Report()["trials"]!.AsArray().Select(t => (string)t!["parameters"]!["Leaves"]!));
    }

    [Theory]
    [InlineData("runs:nobody", "INGOT2614", "has no run whose id begins or ends so")]
    [InlineData("runs:s", "INGOT2614", "has several whose ids begin or end so")]
    [InlineData("runs:tag=goood", "INGOT2614", "with the tag 'goood' (did you mean good?)")]
    [InlineData("runs:search=Frist", "INGOT2614", "with the search 'Frist' (did you mean First?)")]
    [InlineData("runs:model=Leav", "INGOT2614", "has no finished run of that model (did you mean Leave?)")]
    [InlineData("runs:tga=good", "INGOT2601", "of which 'tga=good' is not understood (did you mean tag?)")]
    [InlineData("runs:tag=", "INGOT2601", "of which 'tag=' is not understood")]
    [InlineData("runs.json", "INGOT2612", "there is no such file")]
    public void What_is_not_there_is_told_at_the_item(string from, string code, string says)
    {
        Save(SearchRun("s1", "First", "good"), Trial("s1", 1, 0.5, 7), Trial("s1", 2, 0.5, 8));
        Assert.Equal(StageOutcome.BadInput, Taken(from).Outcome);
        var said = Assert.Single(_model.Diagnostics.Items, d => d.Code.StartsWith("INGOT26", StringComparison.Ordinal));
        Assert.Equal((code, 7), (said.Code, said.Location.Line));
        Assert.Contains(says, said.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_store_is_a_beginning_and_none_is_not()
    {
        Assert.Equal(StageOutcome.Passed, Taken("runs").Outcome);
        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2615" && d.Message.Contains("of 0 finished runs there", StringComparison.Ordinal));

        _model.Recorder = null;
        Search("Boosting", ("Trials", "1"), ("Leaves", "3..40"), ("From", "runs"));
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));
        Assert.Contains("From names 'runs', and nothing is recorded here", Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2616").Message, StringComparison.Ordinal);

        var said = new DiagnosticList();
        _model.Recorder = new StageRecorder(new RunRecorder(new PostgreSqlRunStore("Host=127.0.0.1;Port=1;Timeout=2"), said, _time), "b9");
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));
        Assert.Contains("the store cannot be read", Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2616").Message, StringComparison.Ordinal);
    }

    private (StageOutcome Outcome, string? Leaves) Taken(string from)
    {
        Search("Boosting", ("Trials", "1"), ("Leaves", "2..40"), ("From", from));
        Record(from);
        var outcome = _model.Run(Stage.Prepare, Stage.Search);
        return (outcome, outcome == StageOutcome.Passed ? (string?)Report()["trials"]![0]!["parameters"]!["Leaves"] : null);
    }

    private void Search(string name, params (string Name, string Value)[] metadata)
    {
        _model.Items.RemoveAll(i => i.ToString()!.Contains("Search", StringComparison.Ordinal));
        _model.AddItem("Search", name, 7, metadata);
    }

    private static Run Of(string id, RunKind kind, double loss, int leaves) => new()
    {
        Id = id,
        Kind = kind,
        State = RunState.Finished,
        Model = "Leave",
        Started = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Parameters = new Dictionary<string, string> { ["Trainer"] = "FastTree", ["Leaves"] = leaves.ToString(CultureInfo.InvariantCulture), ["ModelSeed"] = "1" },
        Metrics = [new RunMetric { Name = "LogLoss", Data = "validation", Value = loss, HigherIsBetter = false }],
    };

    private static Run Trial(string search, int number, double loss, int leaves) => Of($"{search}-{number}", RunKind.Trial, loss, leaves) with { Parent = search };

    private static Run SearchRun(string id, string name, params string[] tags) => Of(id, RunKind.Search, 0.1, 30) with { Parameters = new Dictionary<string, string> { ["Search.Name"] = name }, Tags = tags };

    private void Save(params Run[] runs) => new SqliteRunStore(_model.File("runs/runs.db"), new DiagnosticList(), _time).Save(runs, RunOwner.Current, _time.GetUtcNow());

    private void Record(string build)
    {
        var said = new DiagnosticList();
        _model.Recorder = new StageRecorder(new RunRecorder(new SqliteRunStore(_model.File("runs/runs.db"), said, _time), said, _time), build);
    }

    private IReadOnlyList<Run> Runs() => new SqliteRunStore(_model.File("runs/runs.db"), new DiagnosticList(), _time).Read(new RunQuery());

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Search, "search.json")))!;
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Pipeline.Recording;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Pipeline.Tests;

/// <summary>What the stages of a build leave in the store of runs.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly ModelFolder _model = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };

    public void Dispose() => _model.Dispose();

    [Fact]
    public void A_build_is_one_run_with_what_went_in_and_came_out()
    {
        _model.AddItem("Gate", "AUC", 7, ("Min", "0.5"));
        _model.AddItem("Gate", "Accuracy", 8, ("Min", "1.0"));
        Record("b1");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare));
        Assert.Empty(Runs());
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Train));
        Assert.Equal((RunKind.Train, RunState.Finished), (Runs()[0].Kind, Runs()[0].State));
        Assert.Equal(StageOutcome.GateFailed, _model.Run(Stage.Evaluate, Stage.Gate));

        var run = Assert.Single(Runs());
        Assert.Equal((RunKind.Build, RunState.Finished, null, "Leave", "1.0.0", 1L), (run.Kind, run.State, run.Fault, run.Model, run.Version, run.Seed!.Value));
        Assert.Equal(["Train Passed", "Evaluate Passed", "Gate GateFailed"], run.Steps.Select(s => $"{s.Stage} {s.Outcome}"));
        Assert.Equal(new RunGates(1, 1, 0, 0), run.Gates);
        Assert.Equal(new RunCommit("abc", true), run.Commit);
        Assert.Equal(["nightly"], run.Tags);
        Assert.Equal("LightGbm", run.Parameters["Trainer"]);
        Assert.True(run.Find("AUC") is { HigherIsBetter: true, Rows: > 0, Data: "reference" });
        Assert.Contains(run.Metrics, m => m is { Name: "binary_logloss", Data: "validation", HigherIsBetter: false });
        Assert.All([run.Hashes.Data, run.Hashes.Reference, run.Hashes.Schema, run.Hashes.Parameters, run.Hashes.Model], h => Assert.Equal(64, h!.Length));
    }

    [Fact]
    public void A_stage_that_fails_is_a_failed_run_and_the_next_build_is_another()
    {
        Record("b1");
        _model.Run(Stage.Prepare);
        _model.AddItem("Trainer", "LightGbm", 9, ("Leaves", "1"));
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Train));
        var failed = Assert.Single(Runs());
        Assert.Equal((RunState.Failed, "1"), (failed.State, failed.Parameters["Leaves"]));
        Assert.StartsWith("INGOT2001: Leaves=\"1\"", failed.Fault, StringComparison.Ordinal);

        _model.Items.RemoveAt(_model.Items.Count - 1);
        Record("b2");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Train));
        Assert.Equal([RunState.Finished, RunState.Failed], Runs().Select(r => r.State));
    }

    [Fact]
    public void A_search_is_a_run_and_its_trials_are_its_children()
    {
        _model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "5"));
        _model.AddItem("Search", "Boosting", 9, ("Algorithm", "Grid"), ("Boosting", "Gbdt|Rf"), ("LearningRate", "0.1"), ("Leaves", "3"));
        Record("b1");
        _model.Run(Stage.Prepare);
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));

        var runs = Runs();
        var search = Assert.Single(runs, r => r.Kind == RunKind.Search);
        var trials = runs.Where(r => r.Kind == RunKind.Trial).OrderBy(r => r.Id, StringComparer.Ordinal).ToList();
        Assert.Equal((RunState.Finished, "Grid", "2", "Gbdt"), (search.State, search.Parameters["Search.Algorithm"], search.Parameters["Search.Trials"], search.Parameters["Best.Boosting"]));
        Assert.All(trials, t => Assert.Equal(search.Id, t.Parent));
        Assert.Equal([("Gbdt", RunState.Finished), ("Rf", RunState.Failed)], trials.Select(t => (t.Parameters["Boosting"], t.State)));
        Assert.Equal(search.Metrics.Single().Value, trials[0].Metrics.Single().Value);
        Assert.StartsWith("INGOT2001", trials[1].Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_that_is_stopped_is_a_killed_run()
    {
        Record("b1");
        _model.Run(Stage.Prepare);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => _model.Run(Stage.Train, stop.Token));
        Assert.Equal(RunState.Killed, Assert.Single(Runs()).State);
    }

    [Fact]
    public void A_store_that_refuses_changes_nothing_of_the_stage()
    {
        Record("b1");
        _model.Run(Stage.Prepare);
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Train));
        var without = Outputs();
        Record("b2", Path.Combine(_model.File("ingot"), "project.json", "runs.db"));
        File.WriteAllText(Path.Combine(_model.File("ingot"), "project.json"), "a file");

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Train));
        Assert.Equal(without, Outputs());
        Assert.Equal(["INGOT9201"], _model.Diagnostics.Items.Select(d => d.Code));
        Assert.Empty(File.ReadAllText(_model.File("ingot/train/diagnostics.txt")).Trim());
    }

    private SortedDictionary<string, string> Outputs() =>
        new(Directory.GetFiles(_model.File("ingot/train")).ToDictionary(f => Path.GetFileName(f), f => Convert.ToBase64String(File.ReadAllBytes(f))), StringComparer.Ordinal);

    private void Record(string build, string? store = null) =>
        _model.Recorder = new StageRecorder(new RunRecorder(new SqliteRunStore(store ?? _model.File("runs/runs.db"), new Sink(_model), _time), new Sink(_model), _time), build)
        {
            Tags = ["nightly"],
            CommitOf = _ => new RunCommit("abc", true),
        };

    private IReadOnlyList<Run> Runs() => new SqliteRunStore(_model.File("runs/runs.db"), new DiagnosticList(), _time).Read(new RunQuery());

    private sealed class Sink(ModelFolder model) : IDiagnosticSink
    {
        public void Report(Diagnostic diagnostic) => model.Diagnostics.Report(diagnostic);
    }
}

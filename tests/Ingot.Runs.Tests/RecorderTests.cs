using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Recording;
using Ingot.Runs.Stores;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Runs.Tests;

public sealed class RecorderTests : IDisposable
{
    private readonly StoreFolder _folder = new();
    private readonly FakeTimeProvider _time = new(RunSamples.Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_there_while_it_runs_and_when_it_has_ended()
    {
        var recorder = Recorder();
        using (var open = recorder.Begin(recorder.New(RunKind.Train, "Churn") with { Seed = 3 }))
        {
            Assert.Equal((RunState.Running, null, 3), (Stored().State, Stored().Ended, Stored().Seed));
            _time.Advance(TimeSpan.FromSeconds(5));
            open.Change(r => r with { Metrics = [new RunMetric { Name = "AUC", Value = 0.8 }] });
            Assert.Equal(0.8, Stored().Find("auc")!.Value);
            open.End(RunState.Finished);
        }

        Assert.Equal((RunState.Finished, TimeSpan.FromSeconds(5)), (Stored().State, Stored().Duration));
        Assert.Equal(RunEnvironment.Current, Stored().Environment);
    }

    [Fact]
    public void One_that_nobody_ended_is_killed()
    {
        var recorder = Recorder();
        recorder.Begin(recorder.New(RunKind.Train, "Churn")).Dispose();
        Assert.Equal(RunState.Killed, Stored().State);
    }

    [Fact]
    public void Stages_of_one_build_are_one_run()
    {
        var made = 0;
        foreach (var stage in new[] { "Train", "Evaluate" })
        {
            // Each in a process of its own.
            var recorder = Recorder();
            using var open = recorder.Continue("b1", () =>
            {
                made++;
                return recorder.New(RunKind.Build, "Churn");
            });
            open.Change(r => r with { Steps = [.. r.Steps, new RunStep(stage, _time.GetUtcNow())] });
            _time.Advance(TimeSpan.FromSeconds(1));
            open.End(stage == "Train" ? RunState.Failed : RunState.Finished, stage == "Train" ? "INGOT2001: no" : null);
        }

        Assert.Equal(1, made);
        Assert.Equal((RunState.Finished, null, TimeSpan.FromSeconds(2)), (Stored().State, Stored().Fault, Stored().Duration));
        Assert.Equal(["Train", "Evaluate"], Stored().Steps.Select(s => s.Stage));
    }

    [Fact]
    public void Trials_are_added_in_batches_once()
    {
        var recorder = Recorder();
        using var search = recorder.Begin(recorder.New(RunKind.Search, "Churn"));
        Run[] trials = [.. Enumerable.Range(0, 50).Select(i => recorder.New(RunKind.Trial, "Churn") with { State = i == 3 ? RunState.Failed : RunState.Finished, Ended = _time.GetUtcNow() })];
        search.Add(trials);
        search.Add(trials);
        search.End(RunState.Finished);

        var read = _folder.Open().Read(new RunQuery { Parent = search.Run.Id });
        Assert.Equal(trials.Select(t => t.Id).Reverse(), read.Select(r => r.Id));
        Assert.Equal(RunState.Failed, read[46].State);
        Assert.Equal([search.Run.Id], _folder.Open().Read(new RunQuery { OnlyWhole = true }).Select(r => r.Id));
    }

    [Fact]
    public void A_store_that_refuses_is_a_warning_once_and_nothing_else()
    {
        File.WriteAllText(Path.Combine(_folder.Folder, RunStoreLocation.FolderName), "a file");
        var recorder = Recorder();
        for (var i = 0; i < 2; i++)
        {
            using var open = recorder.Continue("b1", () => recorder.New(RunKind.Train, "Churn"));
            open.Change(r => r with { Seed = 1 });
            open.End(RunState.Finished);
        }

        var said = Assert.Single(_folder.Said.Items);
        Assert.Equal(("INGOT9201", DiagnosticSeverity.Warning), (said.Code, said.Severity));
    }

    [Fact]
    public void The_owner_gives_signs_of_life()
    {
        var recorder = Recorder();
        using var open = recorder.Begin(recorder.New(RunKind.Train, "Churn"));
        _time.Advance(TimeSpan.FromMinutes(30));
        var seen = DateTimeOffset.MinValue;
        _folder.Open().MarkKilled((_, last) =>
        {
            seen = last;
            return false;
        });
        Assert.InRange(seen, RunSamples.Start.AddMinutes(29), RunSamples.Start.AddMinutes(30));
    }

    [Fact]
    public void Ids_are_in_the_order_of_time()
    {
        var ids = new RunIds(_time);
        var given = new List<string>();
        for (var i = 0; i < 1000; i++)
        {
            given.Add(ids.Next().Id);
            _time.Advance(TimeSpan.FromMilliseconds(i % 3 == 0 ? 1 : 0));
        }

        Assert.Equal(given, given.Order(StringComparer.Ordinal));
        Assert.Equal(given.Count, given.Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith("20260304T050607089-", given[0], StringComparison.Ordinal);
    }

    private RunRecorder Recorder() => new(_folder.Open(), _folder.Said, _time);

    private Run Stored() => Assert.Single(_folder.Open().Read(new RunQuery()));
}

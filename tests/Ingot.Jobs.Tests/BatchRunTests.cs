using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Jobs.Tests;

/// <summary>A batch comes to its end whatever the scheduler forgets, and nothing is done for ever.</summary>
public sealed class BatchRunTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly Sink _sink = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Every_unit_is_handed_over_once_and_its_result_ends_the_wait()
    {
        using var batch = ShellUnits.Open(_root, "a", "b", "c");
        var scheduler = new FakeScheduler { MaxUnits = 2, Does = (b, units) => Finish(b, units, exitCode: 0) };
        var progress = await RunAsync(scheduler, batch.Folder);
        Assert.Equal([[0, 1], [2]], scheduler.Submitted);
        Assert.Equal(new BatchProgress(3, 0, 0, 0, 3, string.Empty), progress[^1]);
        Assert.Empty(_sink.Diagnostics);
    }

    [Fact]
    public async Task A_unit_that_the_scheduler_forgets_is_handed_over_again_after_the_time_in_which_its_result_may_come()
    {
        using var batch = ShellUnits.Open(_root, "a", "b");
        var scheduler = new FakeScheduler { Says = _ => UnitStatus.Unknown };
        scheduler.Does = (b, units) => Finish(b, scheduler.Submitted.Count == 1 ? [0] : units, exitCode: 0);
        await RunAsync(scheduler, batch.Folder);
        Assert.Equal([[0, 1], [1]], scheduler.Submitted);
        Assert.Equal("INGOT9304", Assert.Single(_sink.Diagnostics).Descriptor.Code);
        Assert.True(_time.GetUtcNow() - _time.Start >= scheduler.Lateness);
    }

    [Fact]
    public async Task A_unit_that_no_submission_brings_a_result_of_ends_with_what_is_known()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler { Says = _ => new UnitStatus(UnitState.Gone, "NODE_FAIL") };
        await RunAsync(scheduler, batch.Folder);
        Assert.Equal(3, scheduler.Submitted.Count);
        var result = batch.Folder.Units[0].Result!;
        Assert.Equal(("INGOT9302", 3), (result.Lost!.Code, result.ExitCode));
        Assert.Contains("3 times", result.Lost.Reason, StringComparison.Ordinal);
        Assert.Contains("NODE_FAIL", result.Lost.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_a_shared_folder_shows_late_is_waited_for()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler { Says = _ => UnitStatus.Unknown };
        var asked = 0;
        await RunAsync(scheduler, batch.Folder, _ =>
        {
            if (++asked == 25)
            {
                Finish(batch.Folder, [0], exitCode: 0);
            }
        });
        Assert.Single(scheduler.Submitted);
        Assert.Empty(_sink.Diagnostics);
    }

    [Fact]
    public async Task What_the_scheduler_refused_is_no_attempt()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler { Refuses = "no such partition", Says = _ => UnitStatus.Unknown };
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<IngotException>(() => new BatchRun(scheduler, _time, _sink).RunAsync(batch.Folder, _ => { }, CancellationToken.None));
        }

        scheduler.Refuses = null;
        await RunAsync(scheduler, batch.Folder);
        Assert.Equal(3, scheduler.Submitted.Count);
        Assert.Contains("handed it 3 times", batch.Folder.Units[0].Result!.Lost!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_stopped_is_handed_over_again_when_it_is_asked_for_again()
    {
        using var batch = ShellUnits.Open(_root, "a", "b");
        var scheduler = new FakeScheduler();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BatchRun(scheduler, _time, _sink).RunAsync(
            batch.Folder,
            _ =>
            {
                Finish(batch.Folder, [0], exitCode: 0);
                stop.Cancel();
            },
            stop.Token));
        scheduler.Says = _ => new UnitStatus(UnitState.Ended, "CANCELLED");
        scheduler.Does = (b, units) => Finish(b, units, exitCode: 0);
        await RunAsync(scheduler, batch.Folder);
        Assert.Equal([[0, 1], [1]], scheduler.Submitted);
        Assert.Equal([0, 0], batch.Folder.Units.Select(u => u.Result!.ExitCode));
    }

    [Fact]
    public async Task A_job_that_is_not_cancelled_is_told()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BatchRun(scheduler, _time, _sink).RunAsync(
            batch.Folder,
            _ =>
            {
                scheduler.Refuses = "no controller";
                stop.Cancel();
            },
            stop.Token));
        var told = Assert.Single(_sink.Diagnostics);
        Assert.Equal("INGOT9308", told.Code);
        Assert.Contains("no controller", told.Message, StringComparison.Ordinal);
        Assert.Contains(batch.Folder.Submissions[0].Content.Name, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_that_was_over_its_memory_is_not_done_again()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler { Says = _ => new UnitStatus(UnitState.Ended, "OUT_OF_MEMORY") };
        await RunAsync(scheduler, batch.Folder);
        Assert.Single(scheduler.Submitted);
        Assert.Equal(new LostUnit("INGOT9303", "fake ended it: OUT_OF_MEMORY"), batch.Folder.Units[0].Result!.Lost);
    }

    [Fact]
    public async Task A_scheduler_that_does_not_answer_says_nothing_of_the_units()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var asked = 0;
        var scheduler = new FakeScheduler();
        scheduler.Does = (_, _) => scheduler.Says = null;
        var progress = await RunAsync(scheduler, batch.Folder, _ =>
        {
            if (++asked == 100)
            {
                Finish(batch.Folder, [0], exitCode: 0);
            }
        });
        Assert.Single(scheduler.Submitted);
        Assert.Equal("fake does not answer", progress[0].Word);
    }

    [Fact]
    public async Task What_was_handed_over_by_a_process_that_died_is_waited_for_and_not_handed_over_again()
    {
        using (var first = ShellUnits.Open(_root, "a", "b"))
        {
            first.Folder.Submit("fake", [0, 1]);
        }

        using var batch = ShellUnits.Open(_root, "a", "b");
        Assert.True(batch.IsResumed);
        Finish(batch.Folder, [0], exitCode: 1);
        var scheduler = new FakeScheduler { Says = u => u == 1 ? new UnitStatus(UnitState.Running, "RUNNING") : UnitStatus.Unknown };
        var asked = 0;
        await RunAsync(scheduler, batch.Folder, _ =>
        {
            if (++asked == 3)
            {
                Finish(batch.Folder, [1], exitCode: 0);
            }
        });
        Assert.Empty(scheduler.Submitted);
        Assert.Equal([1, 0], batch.Folder.Units.Select(u => u.Result!.ExitCode));
    }

    [Fact]
    public async Task Cancelling_ends_what_was_handed_over()
    {
        using var batch = ShellUnits.Open(_root, "a");
        var scheduler = new FakeScheduler();
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new BatchRun(scheduler, _time, _sink).RunAsync(batch.Folder, _ => stop.Cancel(), stop.Token));
        Assert.Equal([batch.Folder.Submissions[0].Content.Name], scheduler.Cancelled);
        Assert.Null(batch.Folder.Units[0].Result);
    }

    private void Finish(BatchFolder batch, IEnumerable<int> units, int exitCode)
    {
        foreach (var unit in units)
        {
            Directory.CreateDirectory(batch.Units[unit].FullPath);
            batch.Units[unit].Keep(new UnitResult(exitCode, 1, "m", _time.GetUtcNow(), 1));
        }
    }

    private async Task<List<BatchProgress>> RunAsync(FakeScheduler scheduler, BatchFolder batch, Action<BatchProgress>? then = null)
    {
        var progress = new List<BatchProgress>();
        var run = new BatchRun(scheduler, _time, _sink).RunAsync(
            batch,
            p =>
            {
                progress.Add(p);
                then?.Invoke(p);
            },
            CancellationToken.None);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(scheduler.Interval);
            return run.IsCompleted;
        });
        await run;
        return progress;
    }

    private sealed class Sink : IDiagnosticSink
    {
        public List<Diagnostic> Diagnostics { get; } = [];

        public void Report(Diagnostic diagnostic) => Diagnostics.Add(diagnostic);
    }
}

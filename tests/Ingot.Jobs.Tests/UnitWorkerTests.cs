using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Workers;
using Ingot.Tests.Shared;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Jobs.Tests;

/// <summary>A unit is done once, by one process at a time, and ends after as many attempts as it may have.</summary>
public sealed class UnitWorkerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [UnixFact]
    public async Task A_unit_runs_in_the_root_folder_and_its_exit_code_and_texts_are_kept()
    {
        using var batch = ShellUnits.Open(_root, "pwd; echo trouble >&2; exit 2");
        var result = await Worker("node").RunAsync(batch.Folder, 0, CancellationToken.None);
        Assert.Equal((2, 1, "node"), (result.ExitCode, result.Attempt, result.Machine));
        Assert.Equal((Path.GetFullPath(_root) + "\n", "trouble\n"), (batch.Folder.Units[0].Output, batch.Folder.Units[0].Error));
        Assert.Equal(result, batch.Folder.Units[0].Result);
    }

    [UnixFact]
    public async Task A_unit_that_has_a_result_is_not_done_again()
    {
        using var batch = ShellUnits.Open(_root, "echo x >> done.txt");
        await Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        var result = await Worker("b").RunAsync(batch.Folder, 0, CancellationToken.None);
        Assert.Equal("a", result.Machine);
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(_root, "done.txt")));
    }

    [UnixTheory]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 137)]
    public async Task What_the_machine_failed_at_has_no_result_until_the_last_attempt(string script, int exitCode)
    {
        using var batch = ShellUnits.Open(_root, script);
        foreach (var attempt in (int[])[1, 2])
        {
            Assert.Equal(attempt, (await Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None)).Attempt);
            Assert.Null(batch.Folder.Units[0].Result);
        }

        await Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        var result = batch.Folder.Units[0].Result!;
        Assert.Equal((exitCode, 3, null), (result.ExitCode, result.Attempt, result.Lost));
    }

    [UnixFact]
    public async Task A_process_that_asks_for_it_is_started_again_in_the_same_attempt()
    {
        using var batch = ShellUnits.Open(_root, "echo x >> done.txt; [ $(wc -l < done.txt) = 3 ] || exit 75");
        var result = await Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        Assert.Equal((0, 1), (result.ExitCode, result.Attempt));
    }

    [UnixFact]
    public async Task A_unit_that_never_comes_to_an_end_is_given_up_after_its_attempts()
    {
        using var batch = ShellUnits.Open(_root, "true");
        for (var i = 0; i < 3; i++)
        {
            batch.Folder.Units[0].Begin();
        }

        var result = await Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        Assert.Equal("INGOT9302", result.Lost!.Code);
        Assert.Contains("3 times", result.Lost.Reason, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Two_that_do_the_same_unit_at_once_do_it_once()
    {
        using var batch = ShellUnits.Open(_root, "echo x >> done.txt; while [ ! -e go ]; do sleep 0.05; done");
        var first = Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        await Waiting.UntilAsync(() => File.Exists(Path.Combine(_root, "done.txt")));
        var second = Worker("b").RunAsync(batch.Folder, 0, CancellationToken.None);
        var claim = batch.Folder.Units[0].ClaimFile;
        for (var i = 0; i < 20; i++)
        {
            // One beat after the other: on a busy machine the sign of life comes late, and the clock must not run away.
            var last = await File.ReadAllTextAsync(claim);
            _time.Advance(UnitClaim.Beat);
            await Waiting.UntilAsync(() => File.ReadAllText(claim) != last);
        }

        Assert.False(second.IsCompleted);
        await File.WriteAllTextAsync(Path.Combine(_root, "go"), string.Empty);
        await Waiting.ForAsync(first);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(UnitClaim.Beat);
            return second.IsCompleted;
        });
        Assert.Equal("a", (await second).Machine);
        Assert.Equal("x\n", await File.ReadAllTextAsync(Path.Combine(_root, "done.txt")));
    }

    [UnixTheory]
    [InlineData("elsewhere 1")]
    [InlineData("{0} 2147483647")]
    public async Task A_claim_of_another_machine_that_shows_no_life_is_taken_over(string holder)
    {
        // Another machine may have the name of this one, and then its processes are not here.
        using var batch = ShellUnits.Open(_root, "true");
        var unit = batch.Folder.Units[0];
        Directory.CreateDirectory(unit.FullPath);
        await File.WriteAllTextAsync(unit.ClaimFile, $"{string.Format(CultureInfo.InvariantCulture, holder, Environment.MachineName + "/other")} x\n7\n");
        var run = Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        _time.Advance(UnitClaim.Patience / 2);
        await Task.Delay(50);
        Assert.False(run.IsCompleted);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(UnitClaim.Beat);
            return run.IsCompleted;
        });
        Assert.Equal("a", (await run).Machine);
        Assert.False(File.Exists(unit.ClaimFile));
    }

    [UnixFact]
    public async Task A_claim_of_a_dead_process_of_this_machine_is_taken_over_at_once()
    {
        using var batch = ShellUnits.Open(_root, "true");
        var unit = batch.Folder.Units[0];
        Directory.CreateDirectory(unit.FullPath);
        await File.WriteAllTextAsync(unit.ClaimFile, $"{OwnMachine.Name} {int.MaxValue} x\n7\n");
        var run = Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(UnitClaim.Beat);
            return run.IsCompleted;
        });
        Assert.True(_time.GetUtcNow() - _time.Start < UnitClaim.Patience);
    }

    [UnixFact]
    public async Task A_worker_whose_unit_was_taken_over_ends_its_process()
    {
        using var batch = ShellUnits.Open(_root, "sleep 600");
        var unit = batch.Folder.Units[0];
        var run = Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None);
        await Waiting.UntilAsync(() => unit.Attempts == 1);
        await File.WriteAllTextAsync(unit.ClaimFile, "elsewhere 1 x\n7\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await Waiting.UntilAsync(() =>
            {
                _time.Advance(UnitClaim.Beat);
                return run.IsCompleted;
            });
            await run;
        });
        Assert.Null(unit.Result);
        Assert.True(File.Exists(unit.ClaimFile));
    }

    [UnixFact]
    public async Task Stopping_leaves_no_result_no_claim_and_no_attempt()
    {
        using var batch = ShellUnits.Open(_root, "sleep 600");
        var unit = batch.Folder.Units[0];
        using var stop = new CancellationTokenSource();
        var run = Worker("a").RunAsync(batch.Folder, 0, stop.Token);
        await Waiting.UntilAsync(() => unit.Attempts == 1);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Waiting.ForAsync(run));
        Assert.Null(unit.Result);
        Assert.False(File.Exists(unit.ClaimFile));
        Assert.Equal((0, null), (unit.Attempts, unit.Output));
    }

    [UnixFact]
    public async Task What_a_unit_leaves_running_is_not_waited_for()
    {
        using var batch = ShellUnits.Open(_root, "echo done; sleep 600 & echo $! > left.txt");
        var result = await Waiting.ForAsync(Worker("a").RunAsync(batch.Folder, 0, CancellationToken.None));
        using var left = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_root, "left.txt")), CultureInfo.InvariantCulture));
        Assert.False(left.HasExited);
        left.Kill();
        Assert.Equal((0, "done\n"), (result.ExitCode, batch.Folder.Units[0].Output));
    }

    [Fact]
    public async Task A_batch_that_this_machine_does_not_see_is_told_after_a_minute()
    {
        var find = Worker("a").FindAsync(Path.Combine(_root, "nowhere"), CancellationToken.None);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return find.IsCompleted;
        });
        Assert.Equal("INGOT9306", (await Assert.ThrowsAsync<IngotException>(() => find)).Diagnostic.Descriptor.Code);
        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_submission_that_a_shared_folder_shows_late_is_waited_for()
    {
        using var batch = ShellUnits.Open(_root, "a", "b");
        var find = Worker("a").FindUnitAsync(batch.Folder, $"ingot-{batch.Folder.Content.Key}-{batch.Folder.Content.Mark}-0", 0, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(find.IsCompleted);
        batch.Folder.Submit("fake", [1]);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return find.IsCompleted;
        });
        Assert.Equal(1, await find);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData(null, 1)]
    [InlineData(null, -1)]
    public async Task A_submission_that_is_not_there_is_told_after_a_minute(string? name, int element)
    {
        using var batch = ShellUnits.Open(_root, "a");
        var submission = batch.Folder.Submit("fake", [0]);
        var find = Worker("a").FindUnitAsync(batch.Folder, name ?? submission.Content.Name, element, CancellationToken.None);
        await Waiting.UntilAsync(() =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return find.IsCompleted;
        });
        Assert.Equal("INGOT9306", (await Assert.ThrowsAsync<IngotException>(() => find)).Diagnostic.Code);
        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromMinutes(1));
    }

    private UnitWorker Worker(string machine) => ShellUnits.Worker(machine, _time);
}

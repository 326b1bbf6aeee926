using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Tests;

/// <summary>A batch is known by its units; what was left unfinished is gone on with.</summary>
public sealed class BatchStoreTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-jobs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void An_unfinished_batch_is_opened_again_and_a_finished_one_is_begun_anew()
    {
        string first;
        using (var batch = Open(reuse: false))
        {
            first = batch.Folder.FullPath;
            Assert.False(batch.IsResumed);
            Assert.Equal(Path.GetFullPath(_root), batch.Folder.Root);
        }

        using (var again = Open(reuse: false))
        {
            Assert.Equal((first, true), (again.Folder.FullPath, again.IsResumed));
            Finish(again.Folder);
        }

        using (var kept = Open(reuse: true))
        {
            Assert.Equal((first, true), (kept.Folder.FullPath, kept.IsResumed));
        }

        using var second = Open(reuse: false);
        Assert.Equal((Path.Combine(Path.GetDirectoryName(first)!, "2"), false), (second.Folder.FullPath, second.IsResumed));
    }

    /// <summary>What is left out of a batch is part of its name all the same: whoever asks for the same goes on with it, though meanwhile more could be left out.</summary>
    [Fact]
    public void A_batch_without_some_of_its_units_is_found_by_all_of_them()
    {
        var (store, units) = (new BatchStore(_root), ShellUnits.Of("true", "false"));
        Assert.False(store.IsBegun(units));
        string first;
        using (var batch = store.Open(units, [units[1]], 3, reuse: false, () => { }, CancellationToken.None))
        {
            first = batch.Folder.FullPath;
            Assert.Equal([units[1].Name], batch.Folder.Units.Select(u => u.Unit.Name));
        }

        Assert.True(store.IsBegun(units));
        using (var again = store.Open(units, 3, reuse: false, () => { }, CancellationToken.None))
        {
            Assert.Equal((first, true, 1), (again.Folder.FullPath, again.IsResumed, again.Folder.Units.Count));
            Finish(again.Folder);
        }

        Assert.False(store.IsBegun(units));
        using var next = store.Open(units, 3, reuse: false, () => { }, CancellationToken.None);
        Assert.Equal((false, 2), (next.IsResumed, next.Folder.Units.Count));
    }

    [Fact]
    public void Two_batches_of_the_same_units_are_kept()
    {
        for (var i = 0; i < 4; i++)
        {
            using var batch = Open(reuse: false);
            Finish(batch.Folder);
        }

        var folder = Assert.Single(Directory.GetDirectories(Path.Combine(_root, "obj", "ingot.jobs")));
        Assert.Equal(["3", "4"], Directory.GetDirectories(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_units_are_another_batch()
    {
        using var one = Open(reuse: false);
        using var other = new BatchStore(_root).Open(ShellUnits.Of("false"), 3, reuse: false, () => { }, CancellationToken.None);
        Assert.NotEqual(one.Folder.FullPath, other.Folder.FullPath);
    }

    [Fact]
    public void Who_asks_for_units_that_another_process_drives_waits()
    {
        using var batch = Open(reuse: false);
        using var stop = new CancellationTokenSource();
        var waited = 0;
        Assert.Throws<OperationCanceledException>(() => new BatchStore(_root).Open(ShellUnits.Of("true"), 3, reuse: false, Wait, stop.Token));

        void Wait()
        {
            if (++waited == 3)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public void The_first_result_stands()
    {
        using var batch = Open(reuse: false);
        var unit = batch.Folder.Units[0];
        Directory.CreateDirectory(unit.FullPath);
        var first = new UnitResult(0, 1, "a", DateTimeOffset.UnixEpoch, 1);
        Assert.Equal(first, unit.Keep(first));
        Assert.Equal(first, unit.Keep(first with { ExitCode = 2, Machine = "b" }));
        Assert.Equal(first, unit.Result);
    }

    [Fact]
    public void A_damaged_batch_is_told()
    {
        string path;
        using (var batch = Open(reuse: false))
        {
            path = batch.Folder.FullPath;
        }

        File.WriteAllText(Path.Combine(path, "batch.json"), """{"formatVersion": 1, "root": "x"}""");
        Assert.Equal("INGOT9006", Assert.Throws<IngotException>(() => BatchFolder.Find(path)).Diagnostic.Descriptor.Code);
        Assert.Null(BatchFolder.Find(path + "-not"));
    }

    private OpenBatch Open(bool reuse) => new BatchStore(_root).Open(ShellUnits.Of("true"), 3, reuse, () => { }, CancellationToken.None);

    private static void Finish(BatchFolder batch)
    {
        Directory.CreateDirectory(batch.Units[0].FullPath);
        batch.Units[0].Keep(new UnitResult(0, 1, "m", DateTimeOffset.UnixEpoch, 1));
    }
}

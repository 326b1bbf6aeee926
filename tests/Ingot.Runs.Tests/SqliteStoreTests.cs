using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Runs.Stores;
using Microsoft.Data.Sqlite;

namespace Ingot.Runs.Tests;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Does_what_every_store_does()
    {
        StoreContract.Holds(_folder.Open());
        Assert.Empty(_folder.Said.Items);
    }

    [Fact]
    public void Looking_into_no_store_makes_none()
    {
        Assert.Empty(_folder.Open().Read(new RunQuery()));
        Assert.Empty(_folder.Open().FindIds("2", 5));
        _folder.Open().Check();
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Folder));
    }

    [Fact]
    public void Git_ignores_the_default_folder()
    {
        _folder.Open().Save([RunSamples.Full()], null, RunSamples.Start);
        Assert.Equal("*\n", File.ReadAllText(Path.Combine(Path.GetDirectoryName(_folder.File)!, ".gitignore")));
    }

    [Fact]
    public void Secrets_are_not_stored()
    {
        var run = RunSamples.Full() with { Parameters = new Dictionary<string, string> { ["Command"] = "train --api-key hunter2 --url https://me:hunter2@host/x" } };
        _folder.Open().Save([run], null, RunSamples.Start);
        Assert.Equal("train --api-key (hidden) --url https://(hidden)@host/x", Assert.Single(_folder.Open().Read(new RunQuery())).Parameters["Command"]);
        Assert.DoesNotContain("hunter2", string.Concat(Directory.GetFiles(Path.GetDirectoryName(_folder.File)!).Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_of_a_newer_Ingot_is_left_alone()
    {
        _folder.Open().Save([RunSamples.Full()], null, RunSamples.Start);
        using (var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=false"))
        {
            connection.Open();
            connection.Execute("PRAGMA user_version = 99");
        }

        var e = Assert.Throws<IngotException>(() => _folder.Open().Read(new RunQuery()));
        Assert.Equal("INGOT9020", e.Diagnostic.Code);
        Assert.Contains("the form 99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_held_store_is_waited_for_and_then_refused()
    {
        _folder.Open().Save([RunSamples.Full()], null, RunSamples.Start);
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=false");
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: false);

        // Who reads is not held up.
        Assert.Single(_folder.Open().Read(new RunQuery()));
        var e = Assert.Throws<IngotException>(() => _folder.Open(TimeSpan.FromSeconds(1)).SetNotes("x", "y"));
        Assert.Equal("INGOT9202", e.Diagnostic.Code);
        Assert.Contains("Another process", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said()
    {
        File.WriteAllText(Path.Combine(_folder.Folder, RunStoreLocation.FolderName), "a file");
        var e = Assert.Throws<IngotException>(() => _folder.Open().Save([RunSamples.Full()], null, RunSamples.Start));
        Assert.Equal("INGOT9202", e.Diagnostic.Code);
    }

    [Fact]
    public async Task Many_writers_lose_nothing()
    {
        const int writers = 8, each = 25;
        await Task.WhenAll(Enumerable.Range(0, writers).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                var run = RunSamples.Small((w * each) + i, 0.5);
                _folder.Open().Save([run with { State = RunState.Running }], RunOwner.Current, RunSamples.Start);
                _folder.Open().Save([run], RunOwner.Current, RunSamples.Start);
            }
        })));
        var runs = _folder.Open().Read(new RunQuery());
        Assert.Equal(writers * each, runs.Count);
        Assert.All(runs, r => Assert.Equal((RunState.Finished, 2), (r.State, r.Metrics.Count)));
    }

    [Fact]
    public async Task A_process_that_is_killed_leaves_a_killed_run_and_a_whole_store()
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [typeof(SqliteStoreTests).Assembly.Location, _folder.File]) { RedirectStandardOutput = true })!;
        try
        {
            var id = await process.StandardOutput.ReadLineAsync();
            var store = _folder.Open();
            int Sweep() => store.MarkKilled((owner, seen) => RunOwner.IsGone(owner, seen, TimeProvider.System.GetUtcNow()));
            Assert.Equal(0, Sweep());

            // While it writes.
            process.Kill();
            await process.WaitForExitAsync();
            Assert.Equal(1, Sweep());
            Assert.Equal(id, Assert.Single(store.Read(new RunQuery { State = RunState.Killed })).Id);
            store.Check();
            Assert.Empty(_folder.Said.Items);
        }
        finally
        {
            process.Kill();
        }
    }

    [Theory]
    [InlineData("the header", 0, 1)]
    [InlineData("a page in the middle", 40, 1)]
    [InlineData("many pages", 8, 60)]
    public void Of_a_damaged_store_the_rest_is_read_and_the_file_is_kept(string what, int page, int pages)
    {
        const int runs = 400, pageSize = 4096;
        _folder.Open().Save([.. Enumerable.Range(0, runs).Select(i => RunSamples.Full(FormattableString.Invariant($"20260304T050607089-{i:x8}"), i))], null, RunSamples.Start);
        using (var file = new FileStream(_folder.File, FileMode.Open))
        {
            Assert.True(file.Length > (page + pages) * pageSize, what);
            file.Position = page * pageSize;
            file.Write([.. Enumerable.Repeat((byte)0xA5, pages * pageSize)]);
        }

        var store = _folder.Open();
        store.Check();
        var read = store.Read(new RunQuery());

        // Without the header there is no database any more.
        Assert.InRange(read.Count, page == 0 ? 0 : runs / 10, runs);
        var said = Assert.Single(_folder.Said.Items);
        Assert.Equal("INGOT9203", said.Code);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{read.Count:N0} run"), said.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(_folder.File)!, "runs.damaged-*.db"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_folder.File)!, "*.tmp-*"));

        // And goes on.
        store.Check();
        store.Save([RunSamples.Small(1, 0.5)], null, RunSamples.Start);
        Assert.Equal(read.Count + 1, store.Read(new RunQuery()).Count);
        Assert.Single(_folder.Said.Items);
    }

    [Fact]
    public void Ten_thousand_runs_are_read_at_once()
    {
        // How long it takes is measured by the benchmark 'runs'.
        var store = _folder.Open();
        store.Save([.. Enumerable.Range(0, 10_000).Select(i => RunSamples.Small(i, i / 10_000.0))], null, RunSamples.Start);
        Assert.Equal(10_000, store.Read(new RunQuery()).Count);
        Assert.Equal(0.9999, Assert.Single(store.Read(new RunQuery { SortBy = "AUC", Limit = 1 })).Find("AUC")!.Value);
    }
}

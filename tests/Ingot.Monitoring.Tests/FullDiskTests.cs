using Ingot.Core.Tables;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

public sealed class FullDiskTests : IDisposable
{
    private readonly LogFolder _folder = new();
    private readonly FaultyStorage _disk = new();

    private static FeedbackEntry Label => new() { Id = "r1", Label = "Yes" };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_full_disk_drops_and_counts_and_logs_again_when_there_is_room(bool cannotTruncate)
    {
        _disk.CannotTruncate = cannotTruncate;
        await using (var log = new PredictionLog(_folder.Options, _folder.Clock, _disk))
        {
            var model = LogFolder.Churn(log);
            Assert.True(model.TryAdd(LogFolder.Entry(1)));
            await log.FlushAsync();
            _disk.IsFull = true;
            for (var i = 2; i <= 4; i++)
            {
                Assert.True(model.TryAdd(LogFolder.Entry(i)));
                await log.FlushAsync();
            }

            Assert.Equal((1, 3, 0), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));
            _disk.IsFull = false;
            Assert.True(model.TryAdd(LogFolder.Entry(5)));
            await log.FlushAsync();
            Assert.Equal((2, 3, 0), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));
        }

        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal(["r1", "r5"], Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table["ingot_id"])[r]));
        Assert.Empty(_folder.Files("*.journal"));
    }

    [Fact]
    public async Task Labels_wait_for_a_full_disk_and_none_is_lost()
    {
        await using (var log = new PredictionLog(_folder.Options with { Capacity = 8 }, _folder.Clock, _disk))
        {
            var model = LogFolder.Churn(log);
            Assert.True(model.TryAdd(LogFolder.Entry(1)));
            await log.FlushAsync();
            _disk.IsFull = true;
            Assert.Equal(8, Enumerable.Range(0, 12).Count(_ => model.TryAdd(Label)));
            await log.FlushAsync();
            await log.FlushAsync();
            Assert.Equal((1, 4, 8), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));

            // The queue is full of labels: requests are dropped, as new labels are.
            Assert.False(model.TryAdd(LogFolder.Entry(2)));
            _disk.IsFull = false;
            await log.FlushAsync();
            Assert.Equal((9, 5, 0), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));
        }

        var summary = _folder.History.Feedback(HistoryFilter.All);
        Assert.Equal((1, 7), (summary.Labelled, summary.DuplicateLabels));
    }

    [Fact]
    public async Task Labels_that_still_wait_when_the_process_ends_are_counted_as_dropped()
    {
        var log = new PredictionLog(_folder.Options, _folder.Clock, _disk);
        _disk.IsFull = true;
        LogFolder.Churn(log).TryAdd(Label);
        await log.FlushAsync();
        Assert.Equal((0, 1), (log.Counters.Dropped, log.Counters.Pending));
        await log.DisposeAsync();
        Assert.Equal((0, 1, 0), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));
        _disk.IsFull = false;
    }

    [Fact]
    public async Task Journals_that_are_not_stored_grow_up_to_their_limit()
    {
        await using var log = _folder.Open(_folder.Options with { MaxJournalBytes = 20_000 });
        var model = LogFolder.Churn(log);
        for (var i = 0; i < 30; i++)
        {
            model.TryAdd(LogFolder.Entry(i));
            await log.FlushAsync();
        }

        var (written, dropped) = (log.Counters.Written, log.Counters.Dropped);
        Assert.Equal(30, written + dropped);
        Assert.InRange(written, 1, 29);
        Assert.InRange(_folder.Files("*.journal").Sum(f => new FileInfo(f).Length), 1, 20_500);
        Assert.Equal("INGOT8001", Assert.Single(_folder.Diagnostics.Items).Code);

        await log.RollAsync();
        model.TryAdd(LogFolder.Entry(30));
        await log.RollAsync();
        Assert.Equal((written + 1, dropped), (log.Counters.Written, log.Counters.Dropped));
        Assert.Equal(written + 1, _folder.History.Table(HistoryFilter.All).Rows);
    }

    [Fact]
    public async Task A_full_disk_is_reported_once_until_there_was_room_again()
    {
        await using var log = new PredictionLog(_folder.Options, _folder.Clock, _disk);
        var model = LogFolder.Churn(log);
        foreach (var isFull in new[] { true, true, false, true, true })
        {
            _disk.IsFull = isFull;
            model.TryAdd(LogFolder.Entry(1));
            await log.FlushAsync();
        }

        Assert.Equal(["INGOT8001", "INGOT8001"], _folder.Diagnostics.Items.Select(d => d.Code));
        _disk.IsFull = false;
    }

    [Fact]
    public async Task When_there_is_no_room_for_a_Parquet_file_the_journal_stays_and_is_tried_again()
    {
        await using var log = new PredictionLog(_folder.Options, _folder.Clock, _disk);
        var model = LogFolder.Churn(log);
        model.TryAdd(LogFolder.Entry(1));
        await log.FlushAsync();
        _disk.IsFull = true;
        await log.RollAsync();
        Assert.Empty(_folder.Files("*.parquet"));
        Assert.Single(_folder.Files("*.journal"));

        _disk.IsFull = false;
        model.TryAdd(LogFolder.Entry(2));
        await log.RollAsync();
        Assert.Equal(2, _folder.History.Table(HistoryFilter.All).Rows);
        Assert.Empty(_folder.Files("*.journal"));
        Assert.Empty(_folder.Files("*.partial"));
    }

    [Fact]
    public async Task A_process_that_ended_with_a_full_disk_leaves_its_journal_to_the_next()
    {
        var log = new PredictionLog(_folder.Options, _folder.Clock, _disk);
        LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
        await log.FlushAsync();
        _disk.IsFull = true;
        await log.DisposeAsync();
        Assert.Single(_folder.Files("*.journal"));

        await using (var next = _folder.Open())
        {
            await next.RollAsync();
        }

        Assert.Equal(1, _folder.History.Table(HistoryFilter.All).Rows);
    }

    [Fact]
    public async Task A_disk_that_stands_still_blocks_nobody_and_takes_no_more_memory_than_allowed()
    {
        await using var log = new PredictionLog(_folder.Options with { Capacity = 50 }, _folder.Clock, _disk);
        var model = LogFolder.Churn(log);
        _disk.Moves.Reset();
        Assert.True(model.TryAdd(LogFolder.Entry(0)));
        var flush = log.FlushAsync();
        await Waiting.ForAsync(_disk.IsWaiting.Task);

        // The request that is being written keeps its place.
        var added = Enumerable.Range(1, 200).Count(i => model.TryAdd(LogFolder.Entry(i)));
        Assert.Equal(49, added);
        Assert.Equal((0, 151, 50), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));

        _disk.Moves.Set();
        await flush;
        await log.FlushAsync();
        Assert.Equal((50, 151, 0), (log.Counters.Written, log.Counters.Dropped, log.Counters.Pending));
    }

    [Fact]
    public async Task Memory_is_bounded_by_bytes_too()
    {
        await using var log = new PredictionLog(_folder.Options with { CapacityBytes = 10_000_000 }, _folder.Clock, _disk);
        var model = LogFolder.Churn(log);
        _disk.Moves.Reset();
        var entry = LogFolder.Entry(1) with { Inputs = [new("contract", new[] { new string('x', 1_000_000) })] };
        var added = Enumerable.Range(0, 20).Count(_ => model.TryAdd(entry));
        Assert.Equal(4, added);
        Assert.False(model.TryAdd(LogFolder.Entry(1) with { Inputs = [new("contract", new[] { new string('x', 5_000_001) })] }));
        _disk.Moves.Set();
        await log.FlushAsync();
        Assert.True(model.TryAdd(entry));
    }
}

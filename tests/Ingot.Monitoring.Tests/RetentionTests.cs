using Ingot.Core.Tables;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;

namespace Ingot.Monitoring.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly TimeSpan ThirtyDays = TimeSpan.FromDays(30);

    private readonly LogFolder _folder = new();

    private PredictionLogOptions Keeping => _folder.Options with { Retention = ThirtyDays };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_is_deleted_unless_it_is_asked_for()
    {
        await Log(Predicted(0));
        _folder.Clock.Advance(TimeSpan.FromDays(10_000));
        await Log();
        Assert.Equal(["2026-03-01"], Days("predictions"));
    }

    [Fact]
    public async Task A_day_is_deleted_when_its_last_instant_is_older_than_the_retention()
    {
        await Log(Predicted(0), Predicted(1));
        MoveTo(new DateTime(2026, 3, 31, 23, 59, 59));
        await Open(Keeping);
        Assert.Equal(["2026-03-01", "2026-03-02"], Days("predictions"));

        MoveTo(new DateTime(2026, 4, 1));
        await Open(Keeping);
        Assert.Equal(["2026-03-02"], Days("predictions"));
        Assert.Equal("r1", ((StringColumn)_folder.History.Table(HistoryFilter.All)["ingot_id"])[0]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "deleted")));
        Assert.Empty(_folder.Diagnostics.Items);
    }

    [Fact]
    public async Task A_process_that_runs_deletes_when_the_time_has_come()
    {
        await using var log = _folder.Open(Keeping);
        LogFolder.Churn(log).TryAdd(Predicted(0));
        await log.RollAsync();
        _folder.Clock.Advance(TimeSpan.FromDays(32));
        await log.RollAsync();
        Assert.Empty(Days("predictions"));
    }

    [Fact]
    public async Task What_has_no_days_any_more_is_neither_a_version_nor_a_package()
    {
        await Log(Predicted(0));
        await using (var log = _folder.Open())
        {
            LogFolder.Churn(log, "2.0.0").TryAdd(Predicted(60));
            log.Open("Contoso.Other", "1.0.0", LogFolder.Schema).TryAdd(Predicted(0));
        }

        _folder.Clock.Advance(TimeSpan.FromDays(60));
        await Open(Keeping);
        Assert.Equal(["Contoso.Churn"], PredictionHistory.Packages(_folder.Path));
        Assert.Equal(["2.0.0"], _folder.History.Versions().Select(v => v.Version));
        Assert.Single(Directory.EnumerateDirectories(Path.Combine(_folder.Path, "predictions", "ingot_package=Contoso.Churn")));
    }

    [Fact]
    public async Task Labels_stay_as_long_as_a_row_that_they_may_be_of()
    {
        await Log(Predicted(0), Predicted(5));
        await Label("r0");
        _folder.Clock.Advance(TimeSpan.FromDays(5));
        await Label("r5");
        _folder.Clock.Advance(TimeSpan.FromDays(15));
        await Label("r5");
        Assert.Equal(["2026-03-01", "2026-03-06", "2026-03-21"], Days("labels"));

        // The first predictions go; labels of that day may be of rows of the next one, whose clock was ahead.
        MoveTo(new DateTime(2026, 4, 1));
        await Open(Keeping);
        AssertDays(["2026-03-06"], ["2026-03-01", "2026-03-06", "2026-03-21"]);
        MoveTo(new DateTime(2026, 4, 2));
        await Open(Keeping);
        AssertDays(["2026-03-06"], ["2026-03-06", "2026-03-21"]);
        Assert.Equal(new FeedbackSummary(1, 1, 1, 1, 0), _folder.History.Feedback(HistoryFilter.All));

        // A label that came late stays longer than its row, until its own time.
        MoveTo(new DateTime(2026, 4, 8));
        await Open(Keeping);
        AssertDays([], ["2026-03-21"]);
        MoveTo(new DateTime(2026, 4, 22));
        await Open(Keeping);
        Assert.Empty(Days("labels"));
    }

    [Fact]
    public async Task Labels_stay_while_their_predictions_are_held_open()
    {
        await Log(Predicted(0));
        await Label("r0");
        var now = LogFolder.Noon.AddDays(100);
        var refusal = new Journals.LogRetention(_folder.Path, ThirtyDays, now, (from, to) =>
        {
            if (from.Contains("predictions", StringComparison.Ordinal))
            {
                throw new IOException("held open");
            }

            Directory.Move(from, to);
        }).Apply();
        Assert.Equal("held open", refusal!.Message);
        AssertDays(["2026-03-01"], ["2026-03-01"]);

        Assert.Null(new Journals.LogRetention(_folder.Path, ThirtyDays, now).Apply());
        Assert.Equal((0, 0), (Days("predictions").Count, Days("labels").Count));
    }

    [Fact]
    public async Task What_cannot_be_deleted_is_said_once_and_tried_again()
    {
        await Log(Predicted(0), Predicted(1));
        await Label("r0");

        // No folder can be where a file is.
        var obstacle = Path.Combine(_folder.Path, "deleted");
        await File.WriteAllTextAsync(obstacle, "in the way");
        _folder.Clock.Advance(TimeSpan.FromDays(100));
        await using (var log = _folder.Open(Keeping))
        {
            await log.RollAsync();
            await log.RollAsync();
            Assert.Equal((2, 1), (Days("predictions").Count, Days("labels").Count));

            // Said once, however often it is tried.
            Assert.Equal("INGOT8006", Assert.Single(_folder.Diagnostics.Items).Code);
            File.Delete(obstacle);
            await log.RollAsync();
        }

        Assert.Equal((0, 0), (Days("predictions").Count, Days("labels").Count));
        Assert.Single(_folder.Diagnostics.Items);
    }

    [Fact]
    public async Task What_a_killed_process_had_only_renamed_is_deleted_by_the_next()
    {
        var left = Directory.CreateDirectory(Path.Combine(_folder.Path, "deleted", "0123")).FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "a.parquet"), "rows");
        await Open(Keeping);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task Only_folders_of_days_are_deleted()
    {
        await Log(Predicted(0));
        var version = Path.GetDirectoryName(Path.GetDirectoryName(_folder.Files("*.parquet").Single()))!;
        string[] others = ["ingot_date=2026-02-30", "ingot_date=2020-1-1", "ingot_date=", "2020-01-01", "backup"];
        Array.ForEach(others, o => Directory.CreateDirectory(Path.Combine(version, o)));
        _folder.Clock.Advance(TimeSpan.FromDays(100));
        await Open(Keeping);
        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.EnumerateDirectories(version).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_reads_while_a_day_is_deleted_reads_what_is_left()
    {
        await Log(Predicted(0), Predicted(40));
        await Label("r0");
        _folder.Clock.Advance(TimeSpan.FromDays(45));
        var deletions = 0;
        var history = new PredictionHistory(_folder.Path, LogFolder.Package)
        {
            Listed = () =>
            {
                if (deletions++ == 0)
                {
                    Open(Keeping).GetAwaiter().GetResult();
                }
            },
        };

        Assert.Equal(1, history.Table(HistoryFilter.All).Rows);
        Assert.Equal(2, deletions);
    }

    [Fact]
    public async Task Several_processes_may_delete_the_same_days()
    {
        await Log([.. Enumerable.Range(0, 40).Select(Predicted)]);
        _folder.Clock.Advance(TimeSpan.FromDays(65));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open(Keeping))));
        Assert.Equal(["2026-04-05", "2026-04-06", "2026-04-07", "2026-04-08", "2026-04-09"], Days("predictions"));
        Assert.Empty(_folder.Diagnostics.Items);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "deleted")));
    }

    private static PredictionEntry Predicted(int day) => LogFolder.Entry(day) with { Timestamp = LogFolder.Noon.AddDays(day) };

    private void MoveTo(DateTime utc) => _folder.Clock.SetUtcNow(new DateTimeOffset(utc, TimeSpan.Zero));

    private async Task Log(params PredictionEntry[] entries)
    {
        await using var log = _folder.Open();
        Array.ForEach(entries, e => LogFolder.Churn(log).TryAdd(e));
    }

    private async Task Label(string id)
    {
        await using var log = _folder.Open();
        LogFolder.Churn(log).TryAdd(new FeedbackEntry { Id = id, Label = "Yes" });
    }

    private async Task Open(PredictionLogOptions options)
    {
        await using var log = _folder.Open(options);
        await log.RollAsync();
    }

    private void AssertDays(string[] predictions, string[] labels)
    {
        Assert.Equal(predictions, Days("predictions"));
        Assert.Equal(labels, Days("labels"));
    }

    private List<string> Days(string folder) =>
    [
        .. Directory.EnumerateDirectories(Path.Combine(_folder.Path, folder), "ingot_date=*", SearchOption.AllDirectories)
            .Select(d => Path.GetFileName(d)["ingot_date=".Length..]).Distinct().Order(StringComparer.Ordinal),
    ];
}

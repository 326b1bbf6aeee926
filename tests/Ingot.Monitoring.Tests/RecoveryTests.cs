using Ingot.Monitoring.History;

namespace Ingot.Monitoring.Tests;

public sealed class RecoveryTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_journal_that_was_cut_anywhere_is_read_up_to_its_last_whole_record()
    {
        var (bytes, ends) = await ThreeRecords();
        foreach (var cut in new[] { 0, 1, 11, 12, ends[0] - 1, ends[0], ends[0] + 5, ends[1] - 1, ends[1], ends[1] + 13, ends[2] - 1, ends[2] })
        {
            Assert.Equal(ends.Count(e => e <= cut), await RowsOf(bytes[..cut]));
        }
    }

    [Fact]
    public async Task A_journal_with_a_wrong_byte_is_read_up_to_that_record()
    {
        var (bytes, ends) = await ThreeRecords();
        foreach (var at in new[] { 0, 4, 7, 8, 20, ends[0] - 1, ends[0], ends[0] + 7, ends[0] + 9, ends[1] - 8, ends[1] + 300 })
        {
            byte[] wrong = [.. bytes];
            wrong[at] ^= 0x40;
            Assert.Equal(ends.Count(e => e <= at), await RowsOf(wrong));
        }
    }

    [Fact]
    public async Task What_was_allocated_and_never_written_is_not_a_record()
    {
        var (bytes, ends) = await ThreeRecords();
        Assert.Equal(3, await RowsOf([.. bytes, .. new byte[4096]]));
        Assert.Equal(2, await RowsOf([.. bytes[..(ends[1] + 12)], .. new byte[ends[2] - ends[1] - 12]]));
    }

    [Fact]
    public async Task A_file_that_was_made_before_the_kill_is_made_again_and_no_row_is_there_twice()
    {
        var (bytes, _) = await ThreeRecords();
        Assert.Equal(3, await RowsOf(bytes));
        var file = Assert.Single(_folder.Files("*.parquet"));
        var once = await File.ReadAllBytesAsync(file);

        // The kill came after the rename and before the journal was deleted.
        Assert.Equal(3, await RowsOf(bytes, deletesFiles: false));
        Assert.Equal(once, await File.ReadAllBytesAsync(Assert.Single(_folder.Files("*.parquet"))));
    }

    [Fact]
    public async Task The_lock_of_a_process_that_was_killed_before_it_logged_is_removed()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "journal"));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "journal", "20200101T000000-1.lock"), string.Empty);
        await using (var log = _folder.Open())
        {
            await log.RollAsync();
            Assert.Single(_folder.Files("*.lock"));
        }

        Assert.Empty(_folder.Files("*.lock"));
        Assert.Empty(_folder.Diagnostics.Items);
    }

    [Fact]
    public async Task A_journal_of_a_process_that_lives_is_left_alone()
    {
        await using var first = _folder.Open();
        LogFolder.Churn(first).TryAdd(LogFolder.Entry(1));
        await first.FlushAsync();
        await using (var second = _folder.Open())
        {
            LogFolder.Churn(second).TryAdd(LogFolder.Entry(2));
            await second.RollAsync();
        }

        Assert.Single(_folder.Files("*.journal"));
        Assert.Equal(1, _folder.History.Table(HistoryFilter.All).Rows);
        await first.RollAsync();
        Assert.Equal(2, _folder.History.Table(HistoryFilter.All).Rows);
        Assert.Empty(_folder.Diagnostics.Items);
    }

    [Fact]
    public async Task A_recovered_journal_is_reported()
    {
        var (bytes, _) = await ThreeRecords();
        await RowsOf(bytes);
        var diagnostic = Assert.Single(_folder.Diagnostics.Items);
        Assert.Equal("INGOT8002", diagnostic.Code);
        Assert.Contains("3 whole rows", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_something_else_is_set_aside_and_does_not_stop_the_others()
    {
        var (bytes, _) = await ThreeRecords();
        var stranger = Path.Combine(_folder.Path, "journal", "20260101T000000-0.000001.journal");
        await File.WriteAllBytesAsync(stranger, Journals.JournalRecord.Frame("no Arrow at all, but whole"u8));

        Assert.Equal(3, await RowsOf(bytes));
        Assert.True(File.Exists(stranger + ".damaged"));
        Assert.Equal(["INGOT8003", "INGOT8002"], _folder.Diagnostics.Items.Select(d => d.Code));
    }

    /// <summary>A journal of three records of one row, and where each of them ends.</summary>
    private async Task<(byte[] Bytes, List<int> Ends)> ThreeRecords()
    {
        await using var log = _folder.Open();
        var model = LogFolder.Churn(log);
        var ends = new List<int>();
        byte[] bytes = [];
        for (var i = 0; i < 3; i++)
        {
            model.TryAdd(LogFolder.Entry(i));
            await log.FlushAsync();
            await using var file = new FileStream(Assert.Single(_folder.Files("*.journal")), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            bytes = new byte[file.Length];
            await file.ReadExactlyAsync(bytes);
            ends.Add(bytes.Length);
        }

        await log.RollAsync();
        Clear();
        return (bytes, ends);
    }

    private async Task<int> RowsOf(byte[] journal, bool deletesFiles = true)
    {
        if (deletesFiles)
        {
            Clear();
        }

        var path = Path.Combine(_folder.Path, "journal", "20260301T110000-1.000001.journal");
        await File.WriteAllBytesAsync(path, journal);
        await using (var log = _folder.Open())
        {
            await log.RollAsync();
        }

        Assert.False(File.Exists(path));
        return _folder.History.Table(HistoryFilter.All).Rows;
    }

    private void Clear()
    {
        foreach (var file in _folder.Files("*.parquet"))
        {
            File.Delete(file);
        }
    }
}

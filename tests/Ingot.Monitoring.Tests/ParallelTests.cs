using Ingot.Core.Tables;
using Ingot.Monitoring.History;

namespace Ingot.Monitoring.Tests;

public sealed class ParallelTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Many_threads_and_two_logs_in_one_folder_lose_nothing_and_write_nothing_twice()
    {
        const int threads = 4;
        const int each = 500;
        await using (var one = _folder.Open(_folder.Options with { RollRows = 300 }))
        await using (var two = _folder.Open(_folder.Options with { RollRows = 200 }))
        {
            await Task.WhenAll(Enumerable.Range(0, threads).Select(t => Task.Run(async () =>
            {
                var log = t % 2 == 0 ? one : two;
                var model = LogFolder.Churn(log);
                for (var i = 0; i < each; i++)
                {
                    Assert.True(model.TryAdd(LogFolder.Entry((t * each) + i)));
                    if (i % 100 == 99)
                    {
                        await log.FlushAsync();
                    }
                }
            })));
        }

        Assert.True(_folder.Files("*.parquet").Count > 4);
        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal(
            Enumerable.Range(0, threads * each).Select(i => $"r{i}"), Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table["ingot_id"])[r]));
        Assert.Empty(_folder.Diagnostics.Items);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.Path, "journal")));
    }
}

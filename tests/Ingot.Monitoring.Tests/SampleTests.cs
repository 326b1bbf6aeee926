using System.Security.Cryptography;
using System.Text;
using Ingot.Core.Tables;
using Ingot.Monitoring.History;

namespace Ingot.Monitoring.Tests;

public sealed class SampleTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_sample_is_exactly_the_ids_whose_hash_is_below_the_rate()
    {
        const int requests = 2000;
        await using (var log = _folder.Open(_folder.Options with { SampleRate = 0.25 }))
        {
            var model = LogFolder.Churn(log);
            Assert.All(Enumerable.Range(0, requests), i => Assert.True(model.TryAdd(LogFolder.Entry(i))));
            await log.RollAsync();
            Assert.Equal(requests, log.Counters.Written + log.Counters.SampledOut);
            Assert.Equal(0, log.Counters.Dropped);
        }

        // A quarter: the first two bits of SHA-256 are zero.
        var expected = Enumerable.Range(0, requests).Select(i => $"r{i}").Where(id => SHA256.HashData(Encoding.UTF8.GetBytes(id))[0] < 64).ToList();
        var table = _folder.History.Table(HistoryFilter.All);
        Assert.Equal(expected, Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table["ingot_id"])[r]));
        Assert.InRange(expected.Count, 430, 570);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 100)]
    public async Task Nothing_and_everything_are_exact(double rate, int written)
    {
        await using var log = _folder.Open(_folder.Options with { SampleRate = rate });
        var model = LogFolder.Churn(log);
        Assert.All(Enumerable.Range(0, 100), i => Assert.True(model.TryAdd(LogFolder.Entry(i))));
        await log.FlushAsync();
        Assert.Equal((written, 100 - written), (log.Counters.Written, log.Counters.SampledOut));
    }

    [Fact]
    public void A_smaller_sample_is_part_of_a_larger_one()
    {
        var small = new Predictions.RequestSample(0.1);
        var large = new Predictions.RequestSample(0.5);
        var sampled = Enumerable.Range(0, 1000).Select(i => $"r{i}").Where(small.Contains).ToList();
        Assert.NotEmpty(sampled);
        Assert.All(sampled, id => Assert.True(large.Contains(id)));
    }
}

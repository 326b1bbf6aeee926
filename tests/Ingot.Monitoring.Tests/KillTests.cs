using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Tables;
using Ingot.Monitoring.History;

namespace Ingot.Monitoring.Tests;

public sealed class KillTests : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_process_loses_nothing_that_was_flushed_and_damages_nothing()
    {
        var flushed = new List<int>();
        foreach (var lines in new[] { 1, 3, 8, 15, 30 })
        {
            flushed.Add(await WriteAndKill(lines));

            // Another process finishes what the killed one left, each time.
            await using var log = _folder.Open();
            await log.RollAsync();
        }

        Assert.Empty(_folder.Files("*.journal"));
        Assert.Empty(_folder.Files("*.damaged"));
        Assert.DoesNotContain(_folder.Diagnostics.Items, d => d.Severity != Core.Diagnostics.DiagnosticSeverity.Info);
        var table = _folder.History.Table(HistoryFilter.All);
        var times = new Dictionary<int, int>();
        for (var row = 0; row < table.Rows; row++)
        {
            var number = int.Parse(((StringColumn)table["ingot_id"])[row]![1..], CultureInfo.InvariantCulture);
            times[number] = times.GetValueOrDefault(number) + 1;
            Assert.Equal(number, ((NumberColumn)table["tenure"]).Values[row]);
            Assert.Equal($"contract-{number}", ((StringColumn)table["contract"])[row]);
            Assert.Equal((float)(number / 100f), (float)((NumberColumn)table["probability"]).Values[row]);
            if (flushed.Exists(f => f >= number))
            {
                Assert.Equal("Yes", ((StringColumn)table["ingot_label"])[row]);
            }
        }

        // Each process counted from 0; what it flushed is there once, and nothing twice.
        Assert.All(
            Enumerable.Range(0, flushed.Max() + 1),
            number => Assert.InRange(times.GetValueOrDefault(number), flushed.Count(f => f >= number), flushed.Count));
    }

    private async Task<int> WriteAndKill(int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            ArgumentList = { "exec", typeof(KillTests).Assembly.Location, _folder.Path },
        };
        using var process = Process.Start(start)!;
        var last = -1;
        for (var i = 0; i < lines; i++)
        {
            last = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        }

        process.Kill();
        await process.WaitForExitAsync();
        var rest = await process.StandardOutput.ReadToEndAsync();
        foreach (var line in rest.Split('\n').SkipLast(1))
        {
            last = int.Parse(line, CultureInfo.InvariantCulture);
        }

        return last;
    }
}

using System.Diagnostics;
using System.Text.Json;
using Ingot.Alerts;
using Ingot.Alerts.Tests;
using Ingot.Core.Gates;
using Ingot.Tests.Shared;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

/// <summary>One book of alerts, and processes that use it at once or are killed.</summary>
public sealed class AlertProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-alert-processes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Several_at_once_tell_it_once()
    {
        await using var receiver = await Receiver.StartAsync(200);
        string[] clones = ["a", "b", "c"];
        foreach (var clone in clones)
        {
            await MonitoredProject.WriteAsync(Path.Combine(_folder, clone), GateOutcome.Failed);
        }

        var exitCodes = await Task.WhenAll(clones.Select(async clone =>
        {
            using var process = Start(clone, receiver);
            await Waiting.ForAsync(process.WaitForExitAsync());
            return process.ExitCode;
        }));

        Assert.Equal([1, 1, 1], exitCodes);
        Assert.Single(receiver.Messages);
    }

    [Fact]
    public async Task One_that_is_killed_while_it_tells_loses_nothing_and_repeats_it_once_with_the_same_id()
    {
        var never = new TaskCompletionSource();
        await using var receiver = await Receiver.StartAsync((number, _) => number == 0 ? never.Task : Task.CompletedTask);
        await MonitoredProject.WriteAsync(Path.Combine(_folder, "a"), GateOutcome.Failed);
        using (var killed = Start("a", receiver))
        {
            await Waiting.UntilAsync(() => !receiver.Messages.IsEmpty);
            killed.Kill(entireProcessTree: true);
            await Waiting.ForAsync(killed.WaitForExitAsync());
        }

        for (var i = 0; i < 2; i++)
        {
            using var next = Start("a", receiver);
            await Waiting.ForAsync(next.WaitForExitAsync());
            Assert.Equal(1, next.ExitCode);
        }

        never.SetResult();
        Assert.Equal(2, receiver.Messages.Count);
        Assert.Single(receiver.Messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("id").GetString()).Distinct());
    }

    private Process Start(string clone, Receiver receiver)
    {
        var command = OwnTool.Command("monitor", Path.Combine(_folder, clone), "--no-restore", "--alerts", Path.Combine(_folder, "book"));
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[AlertSettings.WebhookVariable] = receiver.Address.AbsoluteUri;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }
}

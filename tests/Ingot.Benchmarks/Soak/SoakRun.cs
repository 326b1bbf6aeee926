using System.Diagnostics;
using System.Net;
using Ingot.Benchmarks.Serving;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;
using Spectre.Console;

namespace Ingot.Benchmarks.Soak;

/// <summary>One soak: a server, its clients, its channel and its disk.</summary>
internal sealed class SoakRun(ServedChurn churn, IReadOnlyList<string> versions, ServerProcess server, SmallDisk disk, string channels, SoakPlan plan)
{
    private const string Channel = "production";
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Sample = TimeSpan.FromSeconds(1);

    private readonly AnswerKey _key = new(churn, versions);
    private int _revision = 1;

    public SoakTally Tally { get; } = new();

    public MemorySamples Memory { get; } = new();

    /// <summary>Swaps that requests were answered after by the new version.</summary>
    public int SeenSwaps { get; private set; }

    /// <summary>How long predictions could not be logged.</summary>
    public TimeSpan WithoutDisk { get; private set; }

    public TimeSpan Took { get; private set; }

    /// <summary>Writes the channel file as promote does.</summary>
    public static void Promote(string channels, string folder, string version, int revision)
    {
        var package = ModelPackage.Read(Path.Combine(folder, $"{TestPackage.Id}.{version}.nupkg"));
        var release = new ChannelRelease(version, package.ContentHash, package.OnnxSha256, revision, "ada@contoso.com", DateTimeOffset.UnixEpoch, "soak", [], null);
        Directory.CreateDirectory(Path.Combine(channels, Channel));
        ChannelFile.Write(Path.Combine(channels, Channel, TestPackage.Id + ".json"), new ChannelState(TestPackage.Id, Channel, revision, release, [], []));
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clients = Enumerable.Range(1, plan.Clients).Select(seed => new SoakClient(server.Address, _key, Tally, seed)).ToList();
        var work = clients.Select(c => Task.Run(() => c.RunAsync(stop.Token), CancellationToken.None)).Append(Task.Run(() => ConnectWronglyAsync(stop.Token), CancellationToken.None)).ToList();
        await Task.Delay(WarmUp, cancellation);

        var watch = Stopwatch.StartNew();
        await Task.WhenAll(SampleAsync(watch, cancellation), SwapAsync(cancellation), FailAsync(cancellation));
        Took = watch.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(work);
        await Task.WhenAll(clients.Select(c => c.FinishAsync(cancellation)));
        clients.ForEach(c => c.Dispose());
    }

    private async Task ConnectWronglyAsync(CancellationToken stop)
    {
        var connections = new WrongConnections(seed: 1, $"/v2/models/{TestPackage.Id}/infer", _key.Requests[0].Body);
        var address = new IPEndPoint(IPAddress.Loopback, server.Address.Port);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                foreach (var status in (await connections.RunAsync(address)).Where(s => s >= 500 && s != (int)HttpStatusCode.HttpVersionNotSupported))
                {
                    Tally.Fault($"{status} to a wrong connection");
                }
            }
            catch (TimeoutException e)
            {
                Tally.Fault(e.Message);
            }

            Tally.HasConnected();
        }
    }

    private async Task SampleAsync(Stopwatch watch, CancellationToken cancellation)
    {
        while (watch.Elapsed < plan.Duration)
        {
            await Task.Delay(Sample, cancellation);
            Memory.Add(server.WorkingSet);
            if ((int)watch.Elapsed.TotalSeconds % 30 == 0)
            {
                AnsiConsole.WriteLine(FormattableString.Invariant($"{watch.Elapsed.TotalSeconds,5:0} s: {Tally.Answers:N0} answers, {SeenSwaps} swaps, {Tally.Labels:N0} labels, {Tally.FaultCount} faults, {server.WorkingSet >> 20} MiB"));
            }
        }
    }

    private async Task SwapAsync(CancellationToken cancellation)
    {
        for (var swap = 1; swap <= plan.Swaps; swap++)
        {
            await Task.Delay(plan.Duration / (plan.Swaps + 1), cancellation);
            var next = versions[swap % versions.Count];
            var before = Tally.AnswersOf.GetValueOrDefault(next);
            Promote(channels, churn.Folder, next, ++_revision);
            for (var wait = 0; wait < 100 && Tally.AnswersOf.GetValueOrDefault(next) == before; wait++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
            }

            if (Tally.AnswersOf.GetValueOrDefault(next) > before)
            {
                SeenSwaps++;
            }
            else
            {
                Tally.Fault($"Swap {swap} to {next} was not seen within 10 s");
            }
        }
    }

    /// <summary>Fills the disk a few times, each for a tenth of the time that it has room.</summary>
    private async Task FailAsync(CancellationToken cancellation)
    {
        if (!disk.CanFill)
        {
            return;
        }

        var span = plan.Duration / (plan.DiskFailures + 1);
        for (var failure = 0; failure < plan.DiskFailures; failure++)
        {
            await Task.Delay(0.9 * span, cancellation);
            var watch = Stopwatch.StartNew();
            disk.Fill();
            await Task.Delay(0.1 * span, cancellation);
            disk.Empty();
            WithoutDisk += watch.Elapsed;
        }
    }
}

using System.Net;
using System.Net.Sockets;
using System.Text;
using Ingot.Core.Schemas;
using Ingot.Serving.Endpoints;
using Ingot.Serving.Models;
using Ingot.Serving.Requests;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>Too many, too long, and the end.</summary>
public sealed class LimitTests
{
    private const string Path = "/models/Contoso.Churn/predict";

    [Fact]
    public async Task What_finds_no_place_is_told_when_to_try_again()
    {
        await using var host = await ServingHost.StartAsync(o =>
        {
            o.Limits.MaxConcurrentRequests = 1;
            o.Limits.MaxQueuedRequests = 0;
        });
        using (await host.Services.GetRequiredService<RequestGate>().EnterAsync(CancellationToken.None))
        {
            using var response = await host.PostAsync(Path, "{}");

            Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        await host.AskAsync(Path, "{}");
    }

    [Fact]
    public async Task Clients_that_send_slowly_take_no_place_and_only_the_memory_of_what_they_sent()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Promote("production", "1.0.0");
        await host.RunAsync(
            o =>
            {
                o.Limits.MaxConcurrentRequests = 2;
                o.Limits.MaxQueuedRequests = 0;
                o.Limits.MaxBodyBytes = 1000;
                o.Limits.Timeout = TimeSpan.FromHours(1);
            },
            s => s.Configure<KestrelServerOptions>(k => k.Limits.MinRequestBodyDataRate = null),
            isReal: true);
        var bodies = host.Services.GetRequiredService<BodyBudget>();
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 10; i++)
            {
                slow.Add(new TcpClient());
                await slow[i].ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port);
                await slow[i].GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST {Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{new string(' ', 100)}"));
            }

            await Waiting.UntilAsync(() => bodies.Held >= 1000);

            await host.AskAsync(Path, "{}");
            using var more = await host.PostAsync(Path, "{}" + new string(' ', 998));
            Assert.Equal(HttpStatusCode.OK, more.StatusCode);
            await slow[0].GetStream().WriteAsync(new byte[1]);
            await Waiting.UntilAsync(() => bodies.Held >= 1001);

            using var tooMuch = await host.PostAsync(Path, "{}" + new string(' ', 998));
            Assert.Equal(HttpStatusCode.TooManyRequests, tooMuch.StatusCode);
            Assert.NotNull(tooMuch.Headers.RetryAfter);
        }
        finally
        {
            slow.ForEach(c => c.Dispose());
        }

        await Waiting.UntilAsync(() => bodies.Held <= 0);
    }

    [Fact]
    public async Task What_waits_too_long_is_told_when_to_try_again()
    {
        await using var host = await ServingHost.StartAsync(o =>
        {
            o.Limits.MaxConcurrentRequests = 1;
            o.Limits.Timeout = TimeSpan.FromMilliseconds(50);
        });
        using var place = await host.Services.GetRequiredService<RequestGate>().EnterAsync(CancellationToken.None);

        using var response = await host.PostAsync(Path, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task A_server_that_is_to_stop_says_so_and_still_answers()
    {
        await using var host = await ServingHost.StartAsync(o => o.Limits.DrainDelay = TimeSpan.FromHours(1));
        using var stop = new CancellationTokenSource();

        var stopping = host.Services.GetRequiredService<ServingLifetime>().StoppingAsync(stop.Token);

        using var ready = await host.Client.GetAsync("/v2/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        await host.AskAsync(Path, "{}");
        Assert.False(stopping.IsCompleted);
        await stop.CancelAsync();
        await stopping;
    }

    [Fact]
    public async Task Requests_that_wait_share_a_run_and_each_gets_its_own_rows()
    {
        await using var host = await ServingHost.StartAsync();
        var router = host.Services.GetRequiredService<ModelRouter>();
        using var lease = router.Lease("Contoso.Churn", null, null);
        using var free = new SemaphoreSlim(0);
        var first = new TaskCompletionSource();
        var runs = new List<int>();
        var batcher = new MicroBatcher(
            (batch, cancellation) =>
            {
                if (first.TrySetResult())
                {
                    Assert.True(free.Wait(Waiting.Patience, CancellationToken.None));
                }

                return lease.Model.Run(batch, cancellation);
            },
            maxRows: 8,
            maxRuns: 1,
            (_, rows) => runs.Add(rows));
        var blocking = Task.Run(() => batcher.RunAsync(Rows(lease, 0), CancellationToken.None));
        await Waiting.ForAsync(first.Task);
        using var given = new CancellationTokenSource();

        var waiting = Enumerable.Range(1, 10).Select(i => batcher.RunAsync(Rows(lease, i), CancellationToken.None)).ToList();
        var canceled = batcher.RunAsync(Rows(lease, 99), given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        free.Release();

        await Waiting.ForAsync(blocking);
        var together = await Waiting.ForAsync(Task.WhenAll(waiting));
        Assert.Equal([1, 8, 2], runs);
        for (var i = 0; i < together.Length; i++)
        {
            Assert.Equal((float[])lease.Model.Run(Rows(lease, i + 1), CancellationToken.None).Columns[2], (float[])together[i].Columns[2]);
        }
    }

    [Fact]
    public async Task A_run_of_several_requests_ends_when_the_last_of_them_has_given_up()
    {
        await using var host = await ServingHost.StartAsync();
        using var lease = host.Services.GetRequiredService<ModelRouter>().Lease("Contoso.Churn", null, null);
        using var free = new SemaphoreSlim(0);
        var (first, together) = (new TaskCompletionSource(), new TaskCompletionSource());
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var batcher = new MicroBatcher(
            (batch, cancellation) =>
            {
                if (first.TrySetResult())
                {
                    free.Wait(CancellationToken.None);
                    return lease.Model.Run(batch, cancellation);
                }

                // A model that never answers.
                together.TrySetResult();
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
                ended.TrySetResult();
                throw new OperationCanceledException(cancellation);
            },
            maxRows: 8,
            maxRuns: 1);
        var blocking = Task.Run(() => batcher.RunAsync(Rows(lease, 0), CancellationToken.None));
        await first.Task;
        using var one = new CancellationTokenSource();
        using var other = new CancellationTokenSource();
        Task<OutputBatch>[] waiting = [batcher.RunAsync(Rows(lease, 1), one.Token), batcher.RunAsync(Rows(lease, 2), other.Token)];
        free.Release();
        await together.Task;

        await one.CancelAsync();
        Assert.False(ended.Task.IsCompleted);
        await other.CancelAsync();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await blocking;
        foreach (var request in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        }
    }

    [Fact]
    public async Task A_run_that_fails_for_one_request_fails_for_no_other()
    {
        await using var host = await ServingHost.StartAsync();
        using var lease = host.Services.GetRequiredService<ModelRouter>().Lease("Contoso.Churn", null, null);
        using var free = new SemaphoreSlim(0);
        var first = new TaskCompletionSource();
        var batcher = new MicroBatcher(
            (batch, cancellation) =>
            {
                if (first.TrySetResult())
                {
                    Assert.True(free.Wait(Waiting.Patience, CancellationToken.None));
                }

                return ((float[])batch.Column(0)).Take(batch.Rows).Contains(13) ? throw new InvalidDataException("13") : lease.Model.Run(batch, cancellation);
            },
            maxRows: 8,
            maxRuns: 1);
        var blocking = Task.Run(() => batcher.RunAsync(Rows(lease, 0), CancellationToken.None));
        await Waiting.ForAsync(first.Task);

        var good = batcher.RunAsync(Rows(lease, 12), CancellationToken.None);
        var bad = batcher.RunAsync(Rows(lease, 13), CancellationToken.None);
        free.Release();

        await Waiting.ForAsync(blocking);
        Assert.Equal(1, (await Waiting.ForAsync(good)).Rows);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);
    }

    [Fact]
    public void Percentiles_are_right_to_nine_percent()
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 1000; i++)
        {
            histogram.Add(TimeSpan.FromMilliseconds(i));
        }

        Assert.InRange(histogram.Percentile(0.5).TotalMilliseconds, 500, 546);
        Assert.InRange(histogram.Percentile(0.99).TotalMilliseconds, 990, 1080);
        Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.5));
    }

    [Fact]
    public async Task The_document_knows_the_columns_and_the_page_needs_nothing_from_elsewhere()
    {
        await using var host = await ServingHost.StartAsync();

        var document = await host.GetAsync("/openapi/v1.json");
        var page = await host.Client.GetStringAsync("/scalar/");

        var row = document["paths"]!["/models/Contoso.Churn/predict"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!["oneOf"]![0]!;
        Assert.Equal(["tenure", "contract", "senior"], row["properties"]!.AsObject().Select(p => p.Key));
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_is_JSON_whatever_characters_columns_and_values_have()
    {
        // All control characters (RFC 8259 wants them escaped), quotes, a backslash, and what is no ASCII.
        var odd = string.Concat(Enumerable.Range(1, 0x9f).Select(c => (char)c)) + "\u2028ä\ud83d\ude00";
        await using var host = new ServingHost();
        host.Publish("1.0.0", schema: TestPackage.Schema with
        {
            Columns =
            [
                .. TestPackage.Schema.Columns,
                new SchemaColumn { Name = "n" + odd, Type = ColumnType.Number, Role = ColumnRole.Feature, MinFraction = 1 },
                new SchemaColumn { Name = "s" + odd, Type = ColumnType.String, Role = ColumnRole.Feature, Domain = [odd, "other"], MinDomainMass = 1 },
            ],
        });
        host.Promote("production", "1.0.0");
        await host.RunAsync();

        var document = await host.GetAsync("/openapi/v1.json");

        var content = document["paths"]!["/models/Contoso.Churn/predict"]!["post"]!["requestBody"]!["content"]!["application/json"]!;
        var row = content["schema"]!["oneOf"]![0]!;
        Assert.Equal(["tenure", "contract", "senior", "n" + odd, "s" + odd], row["properties"]!.AsObject().Select(p => p.Key));
        Assert.Equal(["n" + odd], row["required"]!.AsArray().Select(v => (string?)v));
        Assert.Equal([odd, "other"], row["properties"]!["s" + odd]!["enum"]!.AsArray().Select(v => (string?)v));
        Assert.Equal(odd, (string?)content["example"]!["s" + odd]);
    }

    private static InputBatch Rows(ModelLease lease, int tenure)
    {
        var json = System.Text.Encoding.UTF8.GetBytes($$"""{"tenure": {{tenure}}}""");
        return PredictFormat.Instance.Read(new System.Buffers.ReadOnlySequence<byte>(json), lease.Model.Signature, 1).Batch;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Ingot.Monitoring.History;
using Ingot.Monitoring.Predictions;
using Ingot.Releases.Validation;
using Ingot.Serving.Telemetry;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>Many clients, many hot swaps, wrong requests and late labels at the same time: no wrong answer, no failure, and nothing lost uncounted.</summary>
public sealed class SoakTests : IDisposable
{
    private const int Clients = 4;
    private const int Swaps = 50;
    private const int RequestsBetweenSwaps = 40;
    private const string Path = "/models/Contoso.Churn/";

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-soak-").FullName;
    private readonly ConcurrentQueue<string> _wrong = new();
    private int _predictions;
    private int _labels;
    private long _dropped;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_answer_is_right_for_the_version_it_names_and_every_label_is_kept()
    {
        using var listener = new MeterListener();
        PredictionLog log;
        await using (var host = new ServingHost())
        {
            var golden = new[] { host.Publish("1.0.0"), host.Publish("1.1.0", weight: -1) }.ToDictionary(p => p.Version, p => p.Golden!.Rows);
            host.Promote("production", "1.0.0");
            await host.RunAsync(services: s => s.AddIngotPredictionLog(new PredictionLogOptions { Folder = _folder }));
            log = host.Services.GetRequiredService<PredictionLog>();
            var meters = host.Services.GetRequiredService<IMeterFactory>();
            listener.InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == ServingMetrics.Name && instrument.Meter.Scope == meters && instrument.Name == "ingot.serving.observations.dropped")
                {
                    l.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _dropped, value));
            listener.Start();

            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(1, Clients).Select(seed => Task.Run(() => AskAsync(host, golden, seed, stop.Token))).ToList();
            for (var swap = 1; swap <= Swaps; swap++)
            {
                var before = Volatile.Read(ref _predictions);
                host.Promote("production", swap % 2 == 0 ? "1.0.0" : "1.1.0");
                await host.RefreshAsync();
                await Waiting.UntilAsync(() => Volatile.Read(ref _predictions) >= before + RequestsBetweenSwaps || clients.Exists(c => c.IsCompleted));
            }

            await stop.CancelAsync();
            await Task.WhenAll(clients);
            await host.StopAsync();
        }

        Assert.Empty(_wrong);
        Assert.Equal(_predictions + _labels, log.Counters.Written + log.Counters.Dropped + _dropped);
        var feedback = new PredictionHistory(_folder, ServingHost.Id).Feedback(HistoryFilter.All);
        Assert.Equal(_labels, feedback.Labels);
        Assert.Equal(0, feedback.DuplicateLabels);
        Assert.True(_labels > 0);
    }

    private async Task AskAsync(ServingHost host, Dictionary<string, IReadOnlyList<GoldenRow>> golden, int seed, CancellationToken stop)
    {
        var mutator = new RequestMutator(seed);
        var right = $"[{string.Join(", ", golden["1.0.0"].Select(r => r.Inputs.ToJsonString()))}]";
        while (!stop.IsCancellationRequested)
        {
            using var wrong = await host.PostAsync(Path + "predict", mutator.Below(2) == 0 ? right[..mutator.Below(right.Length)] : """[{"tenure": "x"}]""");
            await ExpectAsync(HttpStatusCode.BadRequest, wrong);
            using var response = await host.PostAsync(Path + "predict", right);
            Interlocked.Increment(ref _predictions);
            var answer = await ExpectAsync(HttpStatusCode.OK, response);
            var scores = answer["predictions"]!.AsArray().Select(p => (float)p!["probability"]!);
            if (!scores.SequenceEqual(golden[(string)answer["version"]!].Select(r => r.Scores[0])))
            {
                _wrong.Enqueue(answer.ToJsonString());
            }

            if (mutator.Below(3) == 0)
            {
                using var label = await host.PostAsync(Path + "feedback", $$"""{"id": "{{(string)answer["id"]!}}", "row": {{mutator.Below(4)}}, "label": "Yes"}""");
                await ExpectAsync(HttpStatusCode.Accepted, label);
                Interlocked.Increment(ref _labels);
            }
        }
    }

    private async Task<JsonNode> ExpectAsync(HttpStatusCode expected, HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected)
        {
            _wrong.Enqueue($"{response.StatusCode} {text}");
        }

        return JsonNode.Parse(text)!;
    }
}

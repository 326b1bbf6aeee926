using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Serving.Models;
using Ingot.Serving.Observers;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>Canaries and shadows.</summary>
public sealed class TrafficTests
{
    private const string Path = "/models/Contoso.Churn/predict";

    [Fact]
    public void Keys_are_split_by_their_percent_and_stay_where_they_are()
    {
        var buckets = Enumerable.Range(0, 20_000).Select(i => ModelRouter.Bucket("Contoso.Churn", $"customer-{i}")).ToList();

        Assert.All(buckets, b => Assert.InRange(b, 0, 9_999));
        Assert.InRange(buckets.Count(b => b < 1_000), 1_800, 2_200);
        Assert.Equal(ModelRouter.Bucket("contoso.churn", "a"), ModelRouter.Bucket("Contoso.Churn", "a"));
        Assert.NotEqual(
            buckets.Take(100), Enumerable.Range(0, 100).Select(i => ModelRouter.Bucket("Contoso.Other", $"customer-{i}")));
    }

    [Fact]
    public async Task A_canary_gets_its_part_and_a_routing_key_stays_with_its_version()
    {
        await using var host = await CanaryAsync(50, weight: -0.5);

        var versions = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            versions.Add(await VersionAsync(host, $"customer-{i}"));
        }

        Assert.InRange(versions.Count(v => v == "1.1.0"), 8, 32);
        for (var i = 0; i < 40; i++)
        {
            Assert.Equal(versions[i], await VersionAsync(host, $"customer-{i}"));
        }

        Assert.Equal(50, State(host, ModelRole.Canary).Percent);
        Assert.Equal("1.0.0", (string?)(await host.AskAsync("/models/Contoso.Churn/versions/1.0.0/predict", "{}"))["version"]);
    }

    [Fact]
    public async Task What_a_canary_refuses_is_answered_by_the_serving_version_and_rolls_it_back()
    {
        // The new version requires a column that clients need not send.
        var schema = TestPackage.Schema with
        {
            Columns = [.. TestPackage.Schema.Columns.Select(c => c.Name == "contract" ? c with { MinFraction = 1 } : c)],
        };
        await using var host = await CanaryAsync(100, weight: -0.5, schema: schema);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal("1.0.0", await VersionAsync(host, null, """{"tenure": 3}"""));
        }

        var state = State(host, ModelRole.Canary);
        Assert.Equal(0, state.Percent);
        Assert.Equal(5, state.FailedRequests);
        Assert.Contains("it failed at 5 of 5 requests", state.RolledBack, StringComparison.Ordinal);
        Assert.Equal("1.0.0", await VersionAsync(host, null, """{"tenure": 3, "contract": "Two year"}"""));
        Assert.Single(host.Log.Lines, l => l.Contains("INGOT7010", StringComparison.Ordinal));
        await host.RefreshAsync();
        Assert.NotNull(State(host, ModelRole.Canary).RolledBack);
    }

    /// <summary>What is wrong with a request that names the version is its client's to bear, and tells nothing of the version.</summary>
    [Fact]
    public async Task Wrong_requests_that_name_the_canary_do_not_roll_it_back()
    {
        var schema = TestPackage.Schema with
        {
            Columns = [.. TestPackage.Schema.Columns.Select(c => c.Name == "contract" ? c with { MinFraction = 1 } : c)],
        };
        await using var host = await CanaryAsync(100, weight: -0.5, schema: schema);
        for (var i = 0; i < 20; i++)
        {
            await host.RefusedAsync(System.Net.HttpStatusCode.BadRequest, "/models/Contoso.Churn/versions/1.1.0/predict", """{"tenure": "many"}""");
        }

        // The canary cannot answer these, and the serving version can; of the third no version can make anything.
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("1.0.0", await VersionAsync(host, null, """{"tenure": 3}"""));
            await host.RefusedAsync(System.Net.HttpStatusCode.BadRequest, Path, """{"tenure": "many"}""");
        }

        Assert.Equal((null, 4, 20), (State(host, ModelRole.Canary).RolledBack, State(host, ModelRole.Canary).FailedRequests, State(host, ModelRole.Canary).RefusedRequests));
        await VersionAsync(host, null, """{"tenure": 3}""");
        Assert.Contains("it failed at 5 of 5 requests", State(host, ModelRole.Canary).RolledBack, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canary_whose_scores_shift_is_rolled_back_until_its_channel_names_another_version()
    {
        await using var host = await CanaryAsync(50, weight: 0.5, minRequests: 100);
        for (var i = 0; i < 1000 && State(host, ModelRole.Canary).RolledBack is null; i++)
        {
            await VersionAsync(host, $"{i}", $$"""{"tenure": {{i % 72}}}""");
        }

        Assert.Contains("population stability index", State(host, ModelRole.Canary).RolledBack, StringComparison.Ordinal);
        Assert.Equal("1.0.0", await VersionAsync(host, null));
        host.Publish("1.2.0", weight: -0.5);
        host.Promote("staging", "1.2.0");
        await host.RefreshAsync();
        Assert.Equal((50.0, null), (State(host, ModelRole.Canary).Percent, State(host, ModelRole.Canary).RolledBack));
    }

    [Fact]
    public async Task A_canary_like_the_serving_version_stays()
    {
        await using var host = await CanaryAsync(50, weight: -0.5, minRequests: 100, ratio: 1000);
        for (var i = 0; i < 600; i++)
        {
            await VersionAsync(host, $"{i}", $$"""{"tenure": {{i % 72}}}""");
        }

        Assert.Null(State(host, ModelRole.Canary).RolledBack);
        Assert.InRange(State(host, ModelRole.Canary).ScoreShift!.Value, 0, 1);
    }

    [Fact]
    public async Task A_trial_begins_again_when_its_model_was_unloaded_and_is_loaded()
    {
        await using var host = await CanaryAsync(50, weight: -1);
        using var unloaded = await host.PostAsync("/v2/repository/models/Contoso.Churn/unload", "{}");
        using var loaded = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", "{}");

        Assert.Equal(("1.1.0", 50), (State(host, ModelRole.Canary).Version, State(host, ModelRole.Canary).Percent));
        Assert.Equal("1.0.0", State(host, ModelRole.Serving).Version);
    }

    [Fact]
    public async Task A_promoted_canary_is_the_serving_version_and_no_longer_a_canary()
    {
        await using var host = await CanaryAsync(50, weight: -1);
        host.Promote("production", "1.1.0");

        await host.RefreshAsync();

        Assert.Equal("1.1.0", await VersionAsync(host, null));
        Assert.Single(host.Services.GetRequiredService<ServingState>().Find("Contoso.Churn")!.Versions);
    }

    [Theory]
    [InlineData(-0.5, 0)]
    [InlineData(3, 1)]
    public async Task A_shadow_scores_what_was_answered_and_is_compared(double weight, int different)
    {
        var told = new Recorder(expected: 2);
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight);
        host.Promote("production", "1.0.0");
        host.Promote("staging", "1.1.0");
        await host.RunAsync(o => o.ShadowChannel = "staging", s => s.AddSingleton<IPredictionObserver>(told));

        Assert.Equal("1.0.0", await VersionAsync(host, null, """{"senior": false, "contract": "Two year", "tenure": 60}"""));
        await Waiting.ForAsync(told.All);

        var comparison = State(host, ModelRole.Shadow).Comparison!;
        Assert.Equal((1, different, 0), (comparison.Rows, comparison.DifferentLabels, comparison.FailedRequests));
        Assert.Equal(different == 1, comparison.GreatestDifference > 0.1);
        Assert.Equal([ModelRole.Serving, ModelRole.Shadow], told.Events.Select(e => e.Role).Order());
        Assert.Single(told.Events.Select(e => e.RequestId).Distinct());
    }

    [Fact]
    public async Task Observers_are_told_inputs_by_column_and_outputs_and_logs_are_not()
    {
        var told = new Recorder(expected: 1);
        await using var host = await ServingHost.StartAsync(services: s => s.AddSingleton<IPredictionObserver>(told));

        await host.AskAsync(Path, """[{"tenure": 60, "contract": "Two year", "senior": true}, {"tenure": 61.25}]""");
        await Waiting.ForAsync(told.All);

        var prediction = told.Events.Single();
        Assert.Equal(("Contoso.Churn", "1.0.0", 2, 200), (prediction.Model, prediction.Version, prediction.Rows, prediction.Status));
        Assert.Equal(["tenure", "contract", "senior"], prediction.Inputs.Select(i => i.Name));
        Assert.Equal([60, 61.25f], ((float[])prediction.Inputs[0].Values).Take(2));
        Assert.Equal(["Two year", null], ((string?[])prediction.Inputs[1].Values).Take(2));
        Assert.Equal([true, false], prediction.Inputs[2].Present!.Take(2));
        Assert.Equal(["predicted_label", "score", "probability"], prediction.Outputs.Select(o => o.Name));
        Assert.True(prediction.Latency > TimeSpan.Zero);
        Assert.DoesNotContain(host.Log.Lines, l => l.Contains("61.25", StringComparison.Ordinal) || l.Contains("Two year", StringComparison.Ordinal));
    }

    private static async Task<ServingHost> CanaryAsync(double percent, double weight, ModelSchema? schema = null, int minRequests = 500, double ratio = 100)
    {
        var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight, schema, files => files["other"] = [1]);
        host.Promote("production", "1.0.0");
        host.Promote("staging", "1.1.0");
        await host.RunAsync(o =>
        {
            o.Canary.Channel = "staging";
            o.Canary.Percent = percent;
            o.Canary.MinRequests = minRequests;
            o.Canary.MaxLatencyRatio = ratio;
        });
        return host;
    }

    private static VersionState State(ServingHost host, ModelRole role) =>
        host.Services.GetRequiredService<ServingState>().Find("Contoso.Churn")!.Versions.Single(v => v.Role == role);

    private static async Task<string> VersionAsync(ServingHost host, string? key, string row = "{}")
    {
        JsonNode answer = await host.AskAsync(Path, row, key is null ? [] : [("Ingot-Routing-Key", key)]);
        return (string)answer["version"]!;
    }

    private sealed class Recorder(int expected) : IPredictionObserver
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<PredictionEvent> Events { get; } = [];

        public Task All => _all.Task;

        public ValueTask ObserveAsync(PredictionEvent prediction, CancellationToken cancellation)
        {
            Events.Add(prediction);
            if (Events.Count == expected)
            {
                _all.TrySetResult();
            }

            return ValueTask.CompletedTask;
        }
    }
}

using System.Net;
using Ingot.Releases.Channels;
using Ingot.Serving.Channels;
using Ingot.Serving.Models;
using Ingot.Serving.Telemetry;
using Ingot.Serving.Traffic;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>Versions come and go while requests are answered.</summary>
public sealed class SwapTests
{
    private const string Path = "/models/Contoso.Churn/predict";
    private const string Row = """{"tenure": 3}""";

    [Fact]
    public async Task No_request_fails_while_versions_are_replaced_and_old_ones_are_freed()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);
        using var stop = new CancellationTokenSource();
        var first = Serving(host);
        var asked = 0;
        var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var versions = new HashSet<string>();
            while (!stop.IsCancellationRequested)
            {
                versions.Add((string)(await host.AskAsync(Path, Row))["version"]!);
                Interlocked.Increment(ref asked);
            }

            return versions;
        })).ToList();

        for (var i = 0; i < 10; i++)
        {
            var before = Volatile.Read(ref asked);
            host.Promote("production", i % 2 == 0 ? "1.1.0" : "1.0.0");
            await host.RefreshAsync();
            await Waiting.UntilAsync(() => Volatile.Read(ref asked) >= before + 20 || clients.Exists(c => c.IsCompleted));
        }

        await stop.CancelAsync();
        var seen = (await Task.WhenAll(clients)).SelectMany(v => v).Distinct().Order();
        Assert.Equal(["1.0.0", "1.1.0"], seen);
        Assert.True(first.IsFreed);
        Assert.False(Serving(host).IsFreed);
    }

    [Fact]
    public async Task A_replaced_version_lives_until_its_last_request_has_ended()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);
        var lease = host.Services.GetRequiredService<ModelRouter>().Lease("Contoso.Churn", null, null);

        host.Promote("production", "1.1.0");
        await host.RefreshAsync();

        Assert.False(lease.Model.IsFreed);
        Assert.Equal("1.1.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        lease.Dispose();
        Assert.True(lease.Model.IsFreed);
        Assert.False(lease.Model.TryLease());
    }

    [Fact]
    public async Task A_package_that_is_not_the_promoted_one_is_refused_and_the_version_before_goes_on()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);
        host.Promote("production", "1.1.0", contentHash: Convert.ToBase64String(new byte[64]));

        await host.RefreshAsync();
        await host.RefreshAsync();

        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        Assert.Single(host.Log.Lines, l => l.Contains("INGOT7003", StringComparison.Ordinal));
        host.Promote("production", "1.1.0");
        await host.RefreshAsync();
        Assert.Equal("1.1.0", (string?)(await host.AskAsync(Path, Row))["version"]);
    }

    [Theory]
    [InlineData("not json", "INGOT6030")]
    [InlineData("{}", "INGOT6030")]
    public async Task A_damaged_channel_file_changes_nothing(string content, string code)
    {
        await using var host = await ServingHost.StartAsync();
        await File.WriteAllTextAsync(System.IO.Path.Combine(host.Channels, "production", "Contoso.Churn.json"), content);

        await host.RefreshAsync();

        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        Assert.Contains(host.Log.Lines, l => l.Contains(code, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_channel_file_changes_nothing_and_an_empty_channel_unloads()
    {
        await using var host = await ServingHost.StartAsync();
        File.Delete(System.IO.Path.Combine(host.Channels, "production", "Contoso.Churn.json"));
        await host.RefreshAsync();
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);

        host.Write(new ChannelState("Contoso.Churn", "production", 2, null, [], [new RetiredVersion("1.0.0", "ada@contoso.com", DateTimeOffset.UnixEpoch, "test")]));
        await host.RefreshAsync();

        await host.RefusedAsync(HttpStatusCode.NotFound, Path, Row);
    }

    [Fact]
    public async Task A_model_that_answers_its_golden_rows_otherwise_is_not_served()
    {
        await using var host = new ServingHost();
        var other = host.Publish("2.0.0", weight: 3);
        host.Publish("1.0.0", edit: files => files["model/Churn.onnx"] = other.Onnx);
        host.Promote("production", "1.0.0");

        var thrown = await Assert.ThrowsAsync<Core.Diagnostics.IngotException>(() => host.RunAsync());

        Assert.Equal("INGOT7004", thrown.Diagnostic.Code);
        Assert.Contains("golden row", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_whose_package_is_nowhere_does_not_start_the_server()
    {
        await using var host = new ServingHost();
        var gone = host.Publish("1.0.0");
        host.Promote("production", "1.0.0");
        File.Delete(System.IO.Path.Combine(host.Packages, $"{gone.Id}.1.0.0.nupkg"));

        // No feed of this machine is asked.
        var thrown = await Assert.ThrowsAsync<Core.Diagnostics.IngotException>(() => host.RunAsync(services: s => s.AddSingleton<IModelPackages>(new NoPackages())));

        Assert.Equal("INGOT7002", thrown.Diagnostic.Code);
        Assert.StartsWith("The package Contoso.Churn 1.0.0 cannot be found: ", thrown.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_a_model_does_not_start()
    {
        await using var host = new ServingHost();

        Assert.Equal("INGOT7001", (await Assert.ThrowsAsync<Core.Diagnostics.IngotException>(() => host.RunAsync())).Diagnostic.Code);
    }

    [Fact]
    public async Task Versions_are_loaded_beside_the_serving_one_and_unloaded()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);

        using var loaded = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", """{"parameters": {"version": "1.1.0"}}""");
        Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        Assert.Equal("1.1.0", (string?)(await host.AskAsync("/models/Contoso.Churn/versions/1.1.0/predict", Row))["version"]);
        Assert.Equal(2, (await host.AskAsync("/v2/repository/index", "{}")).AsArray().Count);

        using var unloaded = await host.PostAsync("/v2/repository/models/Contoso.Churn/unload", """{"parameters": {"version": "1.1.0"}}""");
        Assert.Equal(HttpStatusCode.OK, unloaded.StatusCode);
        await host.RefusedAsync(HttpStatusCode.NotFound, "/models/Contoso.Churn/versions/1.1.0/predict", Row);
        using var all = await host.PostAsync("/v2/repository/models/Contoso.Churn/unload", "{}");
        await host.RefreshAsync();
        await host.RefusedAsync(HttpStatusCode.NotFound, Path, Row);
        using var again = await host.PostAsync("/v2/repository/models/Contoso.Churn/load", "{}");
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        await host.RefusedAsync(HttpStatusCode.NotFound, "/v2/repository/models/Contoso.Churn/unload", """{"parameters": {"version": "9.9.9"}}""");
        await host.RefusedAsync(HttpStatusCode.BadRequest, "/v2/repository/models/Contoso.Churn/load", """{"parameters": {"version": "../x"}}""");
    }

    [Fact]
    public async Task A_package_without_a_channel_comes_back_and_the_server_is_not_ready_while_nothing_serves()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight: -1);
        await host.RunAsync(o =>
        {
            o.Channel = null;
            o.Packages.Add("Contoso.Churn@1.0.0");
        });
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());

        await DoAsync("unload", "{}");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync());
        Assert.Contains("No model serves", await host.Client.GetStringAsync("/"), StringComparison.Ordinal);

        // A version that answers only those who name it does not serve.
        await DoAsync("load", """{"parameters": {"version": "1.1.0"}}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ReadyAsync());

        await DoAsync("load", """{"parameters": {"version": null}}""");
        Assert.Equal(HttpStatusCode.OK, await ReadyAsync());
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        await DoAsync("unload", """{"parameters": {"version": "1.0.0"}}""");
        await DoAsync("load", """{"parameters": null}""");
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Path, Row))["version"]);
        await DoAsync("load", "null");
        var refused = await host.RefusedAsync(HttpStatusCode.BadRequest, "/v2/repository/models/Contoso.Churn/unload", """{"parameters": "1.0.0"}""");
        Assert.Contains("'parameters' is not a JSON object", (string?)refused["error"], StringComparison.Ordinal);
        refused = await host.RefusedAsync(HttpStatusCode.NotFound, "/v2/repository/models/Contoso.Other/load", "{}");
        Assert.Contains("Nothing says which version of 'Contoso.Other' is to serve", (string?)refused["error"], StringComparison.Ordinal);

        async Task<HttpStatusCode> ReadyAsync()
        {
            using var response = await host.Client.GetAsync("/v2/health/ready");
            return response.StatusCode;
        }

        async Task DoAsync(string what, string body)
        {
            using var response = await host.PostAsync("/v2/repository/models/Contoso.Churn/" + what, body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task What_no_channel_and_no_option_has_is_not_loaded_by_a_load_without_a_version()
    {
        await using var host = await ServingHost.StartAsync();
        var state = host.Read();
        host.Write(state with { Current = null, Retired = [new RetiredVersion("1.0.0", "ada@contoso.com", DateTimeOffset.UnixEpoch, "test")] });
        await host.RefreshAsync();

        await host.RefusedAsync(HttpStatusCode.NotFound, "/v2/repository/models/Contoso.Churn/load", "{}");
    }

    [Fact]
    public async Task Two_versions_of_one_package_are_not_both_to_serve()
    {
        await using var host = new ServingHost();

        var thrown = await Assert.ThrowsAsync<Core.Diagnostics.IngotException>(() => host.RunAsync(o =>
        {
            o.Packages.Add("Contoso.Churn@1.0.0");
            o.Packages.Add("contoso.churn@1.1.0");
        }));

        Assert.Equal("INGOT7007", thrown.Diagnostic.Code);
        Assert.Contains("Contoso.Churn@1.0.0, contoso.churn@1.1.0", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_of_another_channel_keeps_no_version_from_its_own()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);
        Directory.CreateDirectory(System.IO.Path.Combine(host.Channels, "staging"));
        await File.WriteAllTextAsync(System.IO.Path.Combine(host.Channels, "staging", "Contoso.Churn.json"), "{");
        host.Promote("production", "1.1.0");
        await host.RefreshAsync();

        Assert.Equal("1.1.0", (string?)(await host.AskAsync(Path, Row))["version"]);
    }

    [Fact]
    public async Task What_was_retired_is_served_to_nobody()
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("1.1.0", weight: -1);
        var state = host.Read();
        host.Write(state with { Retired = [new RetiredVersion("1.1.0", "ada@contoso.com", DateTimeOffset.UnixEpoch, "It leaks.")] });

        var refused = await host.RefusedAsync(HttpStatusCode.BadRequest, "/v2/repository/models/Contoso.Churn/load", """{"parameters": {"version": "1.1"}}""");
        Assert.Contains("INGOT6034: Contoso.Churn 1.1.0 was retired by ada@contoso.com: It leaks. Serve another version.", (string)refused["error"]!, StringComparison.Ordinal);
        await using var named = new ServingHost();
        named.Publish("1.1.0");
        named.Write(state with { Current = null, Retired = [new RetiredVersion("1.1.0", "ada@contoso.com", DateTimeOffset.UnixEpoch, "It leaks.")] });
        var thrown = await Assert.ThrowsAsync<Core.Diagnostics.IngotException>(() => named.RunAsync(o => o.Packages.Add("Contoso.Churn@1.1.0")));
        Assert.Equal("INGOT6034", thrown.Diagnostic.Code);
    }

    private static ServedModel Serving(ServingHost host) => host.Services.GetRequiredService<ModelRegistry>().Find("Contoso.Churn")!.Serving!;

    private sealed class NoPackages : IModelPackages
    {
        public Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation) => Task.FromResult<ModelArtifact?>(null);
    }
}

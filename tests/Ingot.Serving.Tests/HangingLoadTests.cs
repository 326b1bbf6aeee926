using System.Net;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Validation;
using Ingot.Serving.Channels;
using Ingot.Serving.Models;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>A model that does not load keeps nobody from another one.</summary>
public sealed class HangingLoadTests
{
    private const string Hanging = "Contoso.Hanging";
    private const string Load = "/v2/repository/models/{0}/load";
    private const string Predict = "/models/Contoso.Churn/predict";

    [Fact]
    public async Task Others_are_loaded_promoted_rolled_back_and_unloaded_meanwhile()
    {
        var trial = new HangingTrial();
        await using var host = await StartAsync(trial);
        host.Publish("1.1.0", weight: -1);
        using var loading = host.PostAsync(Path(Load, Hanging), """{"parameters": {"version": "1.0.0"}}""");
        await trial.Hangs;

        using var loaded = await host.PostAsync(Path(Load, "Contoso.Churn"), """{"parameters": {"version": "1.1.0"}}""");
        Assert.Equal(HttpStatusCode.OK, loaded.StatusCode);
        using var unloaded = await host.PostAsync("/v2/repository/models/Contoso.Churn/unload", """{"parameters": {"version": "1.1.0"}}""");
        Assert.Equal(HttpStatusCode.OK, unloaded.StatusCode);
        host.Promote("production", "1.1.0");
        await host.RefreshAsync();
        Assert.Equal("1.1.0", (string?)(await host.AskAsync(Predict, """{"tenure": 3}"""))["version"]);
        host.Promote("production", "1.0.0");
        await host.RefreshAsync();
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Predict, """{"tenure": 3}"""))["version"]);

        Assert.False(loading.IsCompleted);
        trial.Release();
        using var answer = await loading;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_channel_whose_model_hangs_does_not_stop_the_others_channels()
    {
        var trial = new HangingTrial();
        await using var host = await StartAsync(trial);
        host.Publish("1.1.0", weight: -1);
        host.Write(host.Read() with { Package = Hanging });
        var all = host.RefreshAsync();
        await trial.Hangs;

        host.Promote("production", "1.1.0");
        await host.Services.GetRequiredService<ChannelWatcher>().RefreshAsync("Contoso.Churn", CancellationToken.None);

        Assert.Equal("1.1.0", (string?)(await host.AskAsync(Predict, """{"tenure": 3}"""))["version"]);
        Assert.False(all.IsCompleted);
        trial.Release();
        await all;
        Assert.Equal("1.0.0", (string?)(await host.AskAsync($"/models/{Hanging}/predict", """{"tenure": 3}"""))["version"]);
    }

    [Fact]
    public async Task Who_gives_up_ends_the_trial()
    {
        var trial = new HangingTrial();
        await using var host = await StartAsync(trial);
        using var stop = new CancellationTokenSource();
        var loading = LoadAsync(host, stop.Token);
        await trial.Hangs;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
        await trial.Cancelled;
    }

    [Fact]
    public async Task A_model_that_is_refused_is_tried_again_only_when_its_channel_changes()
    {
        var trial = new RefusingTrial();
        await using var host = new ServingHost();
        host.Publish("1.0.0");
        host.Publish("1.1.0", weight: -1);
        host.Promote("production", "1.0.0");
        await host.RunAsync(services: s => s.AddSingleton<IModelTrial>(trial));
        trial.Refuses = true;
        host.Promote("production", "1.1.0");

        await host.RefreshAsync();
        await host.RefreshAsync();

        Assert.Equal(2, trial.Count);
        Assert.Equal("1.0.0", (string?)(await host.AskAsync(Predict, """{"tenure": 3}"""))["version"]);
        Assert.Contains(host.Log.Lines, l => l.Contains("INGOT9026", StringComparison.Ordinal));
        host.Promote("production", "1.1.0");
        await host.RefreshAsync();
        Assert.Equal(3, trial.Count);
    }

    [Theory]
    [InlineData("INGOT9025")]
    [InlineData("INGOT9022")]
    public async Task Without_a_process_of_its_own_a_model_is_judged_by_its_file(string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Publish("2.0.0", edit: f => f["model/Churn.onnx"] = code == "INGOT9025" ? HostileModels.Endless() : HostileModels.External());

        var refused = await host.RefusedAsync(HttpStatusCode.BadRequest, Path(Load, "Contoso.Churn"), """{"parameters": {"version": "2.0.0"}}""");

        Assert.StartsWith(code + ": ", (string)refused["error"]!, StringComparison.Ordinal);
    }

    /// <summary>It gets past a trial, as one would that ends there and not here; then the deadline of the answers ends it.</summary>
    [Fact]
    public async Task A_model_that_never_answers_is_not_served()
    {
        await using var host = await ServingHost.StartAsync(o => o.Trial = new TrialLimits { Time = TimeSpan.FromSeconds(1) }, s => s.AddSingleton<IModelTrial>(new RefusingTrial()));
        host.Publish("2.0.0", edit: f => f["model/Churn.onnx"] = HostileModels.Endless());

        var refused = await host.RefusedAsync(HttpStatusCode.BadRequest, Path(Load, "Contoso.Churn"), """{"parameters": {"version": "2.0.0"}}""");

        Assert.Contains("INGOT7004: The model of Contoso.Churn 2.0.0 cannot be served: it had not answered its golden rows after 1 seconds", (string)refused["error"]!, StringComparison.Ordinal);
    }

    private static async Task LoadAsync(ServingHost host, CancellationToken cancellation)
    {
        using var content = new StringContent("""{"parameters": {"version": "1.0.0"}}""");
        using var answer = await host.Client.PostAsync(Path(Load, Hanging), content, cancellation);
    }

    private static string Path(string path, string model) => path.Replace("{0}", model, StringComparison.Ordinal);

    private static Task<ServingHost> StartAsync(HangingTrial trial) => ServingHost.StartAsync(services: s =>
    {
        s.AddSingleton<IModelTrial>(trial);
        s.AddSingleton<IModelPackages>(p => new Renamed(p.GetRequiredService<PackageFiles>()));
    });

    /// <summary>The package of the tests, under any name.</summary>
    private sealed class Renamed(PackageFiles files) : IModelPackages
    {
        public async Task<ModelArtifact?> FindAsync(string id, string version, CancellationToken cancellation)
        {
            using var file = await files.FindAsync(TestPackage.Id, version, cancellation);
            return ModelArtifact.Of(ModelPackage.Read(file.Path)) with { Id = id };
        }
    }

    private sealed class HangingTrial : IModelTrial
    {
        private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _release = new();

        public bool IsIsolated => true;

        public Task Hangs => _hangs.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public Task Cancelled => _cancelled.Task.WaitAsync(TimeSpan.FromMinutes(1));

        public void Release() => _release.Set();

        public float[] Answer(TrialSubject subject, CancellationToken cancellation)
        {
            if (subject.Name.StartsWith(Hanging, StringComparison.Ordinal))
            {
                _hangs.TrySetResult();
                try
                {
                    _release.Wait(cancellation);
                }
                catch (OperationCanceledException)
                {
                    _cancelled.TrySetResult();
                    throw;
                }
            }

            return [];
        }
    }

    private sealed class RefusingTrial : IModelTrial
    {
        public bool IsIsolated => true;

        public bool Refuses { get; set; }

        public int Count { get; private set; }

        public float[] Answer(TrialSubject subject, CancellationToken cancellation)
        {
            Count++;
            return Refuses ? throw new IngotException(InfrastructureDiagnostics.TrialTooLong.At(new SourceLocation(subject.Name), $"Too long.")) : [];
        }
    }
}

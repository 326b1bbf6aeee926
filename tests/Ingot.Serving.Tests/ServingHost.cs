using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Serving.Channels;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ingot.Serving.Tests;

/// <summary>A server in this process, with channels and packages in a folder of its own.</summary>
internal sealed class ServingHost : IAsyncDisposable
{
    public const string Id = TestPackage.Id;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-serving-").FullName;
    private WebApplication? _application;
    private int _revision;

    public string Channels => Path.Combine(_folder, "channels");

    public string Packages => Path.Combine(_folder, "packages");

    public LogRecorder Log { get; } = new();

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => _application!.Services;

    public TestServer Server => _application!.GetTestServer();

    /// <summary>A server whose channel production has version 1.0.0.</summary>
    public static async Task<ServingHost> StartAsync(Action<ServingOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        var host = new ServingHost();
        host.Publish("1.0.0");
        host.Promote("production", "1.0.0");
        await host.RunAsync(configure, services);
        return host;
    }

    public ServingHost()
    {
        Directory.CreateDirectory(Packages);
        Directory.CreateDirectory(Channels);
    }

    /// <summary>Writes a package; another weight is another model.</summary>
    public ModelPackage Publish(string version, double weight = -0.5, Core.Schemas.ModelSchema? schema = null, Action<Dictionary<string, byte[]>>? edit = null) =>
        ModelPackage.Read(TestPackage.Write(Packages, version, weight, schema, edit));

    /// <summary>Writes a package that verifies, so that it can be promoted.</summary>
    /// <summary>Reads a channel of the model.</summary>
    public ChannelState Read(string channel = "production") => new ChannelFolder(Channels).Read(channel, Id);

    /// <summary>Says what the channels ask for, and whose keys are the repository's.</summary>
    public void Rule(string policy, params SigningKey[] keys)
    {
        File.WriteAllText(Path.Combine(Channels, "policy.json"), policy);
        Directory.CreateDirectory(new ChannelFolder(Channels).Keys);
        foreach (var key in keys)
        {
            File.WriteAllText(KeyRing.PathOf(new ChannelFolder(Channels).Keys, key.Public.Identity), key.Public.ToPem());
        }
    }

    /// <summary>Writes a channel file as promote does.</summary>
    public void Promote(string channel, string version, string? contentHash = null)
    {
        var package = ModelPackage.Read(Path.Combine(Packages, $"{Id}.{version}.nupkg"));
        _revision++;
        var release = new ChannelRelease(version, contentHash ?? package.ContentHash, package.OnnxSha256, _revision, "ada@contoso.com", DateTimeOffset.UnixEpoch, "test", [], null);
        Write(new ChannelState(Id, channel, _revision, release, [], []));
    }

    public void Write(ChannelState state)
    {
        Directory.CreateDirectory(Path.Combine(Channels, state.Channel));
        ChannelFile.Write(Path.Combine(Channels, state.Channel, state.Package + ".json"), state);
    }

    /// <summary>Starts the server.</summary>
    /// <param name="configure">Changes the options.</param>
    /// <param name="services">Changes the services.</param>
    /// <param name="isReal">Whether it listens on a port of this machine.</param>
    public async Task RunAsync(Action<ServingOptions>? configure = null, Action<IServiceCollection>? services = null, bool isReal = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        if (isReal)
        {
            builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Debug).AddProvider(Log);
        builder.Services.AddIngotModels(o =>
        {
            o.Channel = "production";
            o.ChannelsFolder = Channels;
            o.PackageFolders.Add(Packages);

            // Tests say themselves when the files are to be looked at.
            o.ChannelInterval = TimeSpan.FromHours(1);
            configure?.Invoke(o);
        });
        services?.Invoke(builder.Services);
        _application = builder.Build();
        _application.MapIngotModels();
        _application.MapIngotPage();
        _application.MapIngotDocumentation();
        await _application.StartAsync();
        Client = isReal ? new HttpClient { BaseAddress = new Uri(_application.Urls.Single()) } : _application.GetTestClient();
    }

    /// <summary>Looks at the channel files now.</summary>
    public Task RefreshAsync() => Services.GetRequiredService<ChannelWatcher>().RefreshAsync(CancellationToken.None);

    public Task StopAsync() => _application!.StopAsync();

    public async Task<HttpResponseMessage> PostAsync(string path, string json, string mediaType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, mediaType) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Client.SendAsync(request);
    }

    /// <summary>Posts and expects success.</summary>
    public async Task<JsonNode> AskAsync(string path, string json, params (string Name, string Value)[] headers)
    {
        using var response = await PostAsync(path, json, headers: headers);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Posts and expects a refusal.</summary>
    public async Task<JsonNode> RefusedAsync(HttpStatusCode status, string path, string json)
    {
        using var response = await PostAsync(path, json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>(path))!;

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }

        Log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

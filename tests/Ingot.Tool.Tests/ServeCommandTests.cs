using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;
using Ingot.Tool.Serving;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ingot.Tool.Tests;

/// <summary>The ready-made server, on a real port of this machine.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-serve-tests-").FullName;

    [Fact]
    public async Task A_server_answers_measures_itself_and_stops()
    {
        TestPackage.Write(_folder, "1.0.0");
        await using var server = ServeHost.Create(Settings("http://127.0.0.1:0"));
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };

        using var content = new StringContent("""{"tenure": 3}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/models/Contoso.Churn/predict", content);
        var metrics = await client.GetStringAsync("/metrics");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("\"version\":\"1.0.0\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("ingot_serving_requests_total{", metrics, StringComparison.Ordinal);
        Assert.Contains("status=\"200\"", metrics, StringComparison.Ordinal);

        // What cookies are encrypted with is in memory, and not in the user's folder.
        Assert.NotEmpty(Assert.IsType<MemoryKeys>(server.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository).GetAllElements());
        await server.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/v2/health/live"));
    }

    [Theory]
    [InlineData("INGOT9026")]
    [InlineData("INGOT9027")]
    public async Task A_model_that_means_harm_ends_in_a_process_of_its_own_and_the_server_serves_on(string code)
    {
        TestPackage.Write(_folder, "1.0.0");
        var settings = Settings("http://127.0.0.1:0");
        await using var server = ServeHost.Create(settings with
        {
            Configure = o =>
            {
                settings.Configure(o);
                o.Trial = new TrialLimits { Time = TimeSpan.FromSeconds(code == "INGOT9026" ? 2 : 60) };
            },
        });
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        TestPackage.Write(_folder, "2.0.0", edit: f => f["model/Churn.onnx"] = code == "INGOT9026" ? HostileModels.Endless() : HostileModels.Large());
        var loading = PostAsync("/v2/repository/models/Contoso.Churn/load", """{"parameters": {"version": "2.0.0"}}""");
        using var answer = await PostAsync("/models/Contoso.Churn/predict", """{"tenure": 3}""");
        using var refused = await loading;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(code, await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        async Task<HttpResponseMessage> PostAsync(string path, string json)
        {
            using var content = new StringContent(json, Encoding.UTF8, "application/json");
            return await client.PostAsync(path, content);
        }
    }

    [Theory]
    [InlineData("chain.pem", null)]
    [InlineData("chain.pem", "secret")]
    [InlineData("chain.pfx", "secret")]
    public async Task Https_sends_the_certificates_between_the_server_s_and_the_root(string file, string? password)
    {
        TestPackage.Write(_folder, "1.0.0");
        using var authority = new TestAuthority();
        authority.Write(_folder, password);
        await using var server = ServeHost.Create(Settings("https://127.0.0.1:0") with
        {
            Certificate = Path.Combine(_folder, file),
            CertificateKey = file.EndsWith(".pem", StringComparison.Ordinal) ? Path.Combine(_folder, "server.key") : null,
            CertificatePassword = password,
        });
        await server.StartAsync();

        // A client that knows the root only.
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = authority.Trust } };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(server.Urls.Single()) };
        Assert.Equal("""{"ready":true}""", await client.GetStringAsync("/v2/health/ready"));
    }

    [Fact]
    public async Task A_collector_gets_metrics_and_traces()
    {
        TestPackage.Write(_folder, "1.0.0");
        await using var collector = await TestCollector.StartAsync();
        await using (var server = ServeHost.Create(Settings("http://127.0.0.1:0") with { Collector = collector.Address }))
        {
            await server.StartAsync();
            using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
            using var content = new StringContent("""{"tenure": 3}""", Encoding.UTF8, "application/json");
            using var answer = await client.PostAsync("/models/Contoso.Churn/predict", content);
            await server.StopAsync();
        }

        Assert.Contains("ingot.serving.requests", collector.Received("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"), StringComparison.Ordinal);
        Assert.Contains("ingot.model", collector.Received("/opentelemetry.proto.collector.trace.v1.TraceService/Export"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "INGOT7005")]
    [InlineData("http://192.0.2.1:80", "INGOT7005")]
    [InlineData("http://[::]:0", "INGOT7005")]
    [InlineData("http://ingot.example:80", "INGOT7005")]
    [InlineData("https://127.0.0.1:0", "INGOT7007")]
    public void Addresses_that_are_open_to_all_or_lack_a_certificate_are_refused(string address, string code) =>
        Assert.Equal(code, Assert.Throws<IngotException>(() => ServeHost.Create(Settings(address))).Diagnostic.Code);

    [Theory]
    [InlineData("INGOT7001")]
    [InlineData("INGOT7001", "--channel", "nowhere")]
    [InlineData("INGOT7007", "--channel", "production", "--canary-percent", "101")]
    [InlineData("INGOT7007", "--channel", "production", "--urls", "127.0.0.1")]
    [InlineData("INGOT7007", "--channel", "production", "--api-keys", "nowhere.json")]
    [InlineData("INGOT7007", "--channel", "production", "--timeout", "0")]
    [InlineData("INGOT7007", "--channel", "../production")]
    [InlineData("INGOT7007", "--channel", "production", "--manage", "--allow-anonymous")]
    [InlineData("INGOT7007", "--channel", "production", "--log-keep", "30")]
    [InlineData("INGOT7007", "--channel", "production", "--monitor", "1h")]
    [InlineData("INGOT7007", "--channel", "production", "--log", "log", "--monitor", "hourly")]
    [InlineData("INGOT7007", "--channel", "production", "--log", "log", "--monitor", "1s")]
    [InlineData("INGOT7007", "--channel", "production", "--log", "log", "--alerts", "alerts")]
    [InlineData("INGOT8043", "--channel", "production", "--log", "log", "--monitor", "1h", "--alert-again", "soon")]
    [InlineData("INGOT7007", "--channel", "production", "--log", "log", "--log-keep", "0")]
    [InlineData("INGOT7007", "--channel", "production", "--log", "log", "--log-hash", "tenure")]
    public async Task What_cannot_be_served_is_bad_input(string code, params string[] arguments)
    {
        using var error = new StringWriter();
        var parsed = RootCommandFactory.Create().Parse(["serve", "--channels", _folder, .. arguments]);
        parsed.InvocationConfiguration.Error = error;

        var exitCode = await parsed.InvokeAsync(parsed.InvocationConfiguration);

        Assert.Equal(2, exitCode);
        Assert.Contains(code, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_machine_refuses_is_not_bad_input()
    {
        TestPackage.Write(_folder, "1.0.0");
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, string.Empty);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var taken = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        Assert.Contains("INGOT7008", await RefusedAsync("--urls", taken), StringComparison.Ordinal);
        var log = await RefusedAsync("--urls", "http://127.0.0.1:0", "--log", file);
        Assert.StartsWith($"{file}: error INGOT9004: The folder of the prediction log", log, StringComparison.Ordinal);
    }

    private async Task<string> RefusedAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        var parsed = RootCommandFactory.Create().Parse(["serve", "--package", "Contoso.Churn@1.0.0", "--packages", _folder, .. arguments]);
        parsed.InvocationConfiguration.Error = error;
        Assert.Equal(3, await parsed.InvokeAsync(parsed.InvocationConfiguration));
        return error.ToString();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ServeSettings Settings(string address) => new()
    {
        Urls = [new Uri(address)],
        Configure = o =>
        {
            o.Packages.Add("Contoso.Churn@1.0.0");
            o.PackageFolders.Add(_folder);
        },
    };
}

using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ingot.Monitoring.Predictions;
using Ingot.Tests.Shared;
using Ingot.Tool.Serving;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Tool.Tests;

/// <summary>What the log of a server counts. A process has its metrics once: those of other servers of the tests would be among them, so this runs when no others do.</summary>
[Collection(EnvironmentGroup.Name)]
public sealed class LogMetricsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-serve-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_counts_of_the_log_are_among_the_metrics()
    {
        TestPackage.Write(_folder, "1.0.0");
        await using var server = ServeHost.Create(new ServeSettings
        {
            Urls = [new Uri("http://127.0.0.1:0")],
            Configure = o =>
            {
                o.Packages.Add("Contoso.Churn@1.0.0");
                o.PackageFolders.Add(_folder);
            },
            Log = new PredictionLogOptions { Folder = Path.Combine(_folder, "log"), SampleRate = 0 },
        });
        await server.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        using var content = new StringContent("""{"tenure": 3}""", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync("/models/Contoso.Churn/predict", content);
        using var label = new StringContent("""{"id": "a", "label": "Yes"}""", Encoding.UTF8, "application/json");
        using var taken = await client.PostAsync("/models/Contoso.Churn/feedback", label);
        Assert.Equal(HttpStatusCode.Accepted, taken.StatusCode);
        var log = server.Services.GetRequiredService<PredictionLog>();
        await Waiting.UntilAsync(() => log.Counters.SampledOut > 0);

        await log.FlushAsync();
        var metrics = await client.GetStringAsync("/metrics");

        int Value(string name) => int.Parse(Regex.Match(metrics, $"^ingot_serving_log_{name}{{[^}}]*}} ([0-9]+)", RegexOptions.Multiline).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal((1, 0, 1, 0), (Value("written_total"), Value("dropped_total"), Value("sampled_out_total"), Value("pending")));
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingot.Alerts;
using Ingot.Alerts.Book;
using Ingot.Alerts.Sinks;
using Ingot.Alerts.Tests;
using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Monitoring.Predictions;
using Ingot.Serving.Monitoring;
using Ingot.Serving.Tests;
using Ingot.Tests.Shared;
using Ingot.Tool.Serving;
using Ingot.Tool.Serving.Monitoring;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Ingot.Tool.Tests;

/// <summary>A server that watches what it answers.</summary>
public sealed class ServeMonitorTests : IDisposable
{
    private const int Rows = 400;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-serve-monitor-").FullName;
    private readonly LogRecorder _log = new();

    public void Dispose()
    {
        _log.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_drifted_is_on_the_page_among_the_metrics_and_told()
    {
        TestPackage.Write(_folder, "1.0.0", edit: WithReference);
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = Create(Settings(receiver));
        await server.StartAsync();
        var board = server.Services.GetRequiredService<MonitorBoard>();
        await Waiting.UntilAsync(() => board.Windows.Count == 1);
        Assert.Equal(0, board.Windows[0].Report?.Rows ?? 0);
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };

        // As the reference has it, but for a tenure of 60 months more.
        using (var content = new StringContent(JsonSerializer.Serialize(Enumerable.Range(0, Rows).Select(i => new { tenure = Tenure(i) + 60, contract = Contract(i), senior = i % 3 == 0 })), Encoding.UTF8, "application/json"))
        using (var answer = await client.PostAsync("/models/Contoso.Churn/predict", content))
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var log = server.Services.GetRequiredService<PredictionLog>();
        await Waiting.UntilAsync(() => log.Counters.Written + log.Counters.Pending > 0);
        await Watch(server).LookAsync(CancellationToken.None);

        var window = Assert.Single(board.Windows);
        Assert.True(window.Problem is null, $"{window.Problem} {string.Join('\n', _log.Lines)}");
        Assert.Equal(Rows, window.Report!.Rows);
        Assert.Equal([GateOutcome.Failed, GateOutcome.Passed, GateOutcome.Inconclusive], window.Report.Verdicts.Select(v => v.Outcome));

        var page = await client.GetStringAsync("/");
        Assert.Contains("1 failed", page, StringComparison.Ordinal);
        Assert.Contains("1 passed", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/monitor/Contoso.Churn\"", page, StringComparison.Ordinal);
        using var report = await client.GetAsync("/monitor/contoso.churn");
        Assert.Contains("Churn in production", await report.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'", report.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/monitor/Contoso.Churn?channel=staging")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/monitor/Contoso.Other")).StatusCode);

        var metrics = (await client.GetStringAsync("/metrics")).Split('\n');
        Assert.EndsWith(" 0", Sample("ingot_monitor_gate{", "gate=\"Drift Column=tenure\""), StringComparison.Ordinal);
        Assert.EndsWith(" 1", Sample("ingot_monitor_gate{", "gate=\"Drift Column=contract\""), StringComparison.Ordinal);
        Assert.Contains("model=\"Churn\"", Sample("ingot_monitor{", "metric=\"Rows\""), StringComparison.Ordinal);
        Assert.Contains("package=\"Contoso.Churn\"", Sample("ingot_monitor{", "metric=\"Rows\""), StringComparison.Ordinal);
        Assert.Contains(metrics, m => m.StartsWith("ingot_monitor_measured_seconds{", StringComparison.Ordinal));

        var told = Assert.Single(receiver.Messages);
        using var json = JsonDocument.Parse(told.Body);
        Assert.Equal("Contoso.Churn 1.0.0: the monitor gate 'Drift Column=tenure' failed", json.RootElement.GetProperty("title").GetString());
        Assert.Single(new AlertBook(Path.Combine(_folder, "alerts"), new AlertBookOptions(), TimeProvider.System).Read().Open);
        Assert.DoesNotContain(_log.Lines, l => l.Contains(Receiver.Secret, StringComparison.Ordinal));

        // Behind the value may stand a time.
        string Sample(string name, string label) =>
            Regex.Match(Assert.Single(metrics, m => m.StartsWith(name, StringComparison.Ordinal) && m.Contains(label, StringComparison.Ordinal)), @"^.*\} \S+").Value;
    }

    [Fact]
    public async Task A_package_that_carries_nothing_is_served_and_said_once()
    {
        TestPackage.Write(_folder, "1.0.0");
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = Create(Settings(receiver));
        await server.StartAsync();
        await Waiting.UntilAsync(() => _log.Lines.Any(l => l.Contains("INGOT8048", StringComparison.Ordinal)));

        await Watch(server).LookAsync(CancellationToken.None);

        Assert.Single(_log.Lines, l => l.Contains("INGOT8048", StringComparison.Ordinal));
        Assert.StartsWith("INGOT8048", Assert.Single(server.Services.GetRequiredService<MonitorBoard>().Windows).Problem, StringComparison.Ordinal);
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task A_package_that_lies_about_itself_harms_nobody()
    {
        TestPackage.Write(_folder, "1.0.0", edit: f =>
        {
            WithReference(f);
            f["evidence/monitoring.parquet"] = "half a file"u8.ToArray();
        });
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = Create(Settings(receiver));
        await server.StartAsync();
        await Waiting.UntilAsync(() => !receiver.Messages.IsEmpty);

        Assert.Contains(_log.Lines, l => l.Contains("INGOT8046", StringComparison.Ordinal) && l.Contains("INGOT8040 (There is nothing to compare production with)", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(Assert.Single(receiver.Messages).Body);
        Assert.Equal("MonitorFailed", json.RootElement.GetProperty("kind").GetString());
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        Assert.Contains("INGOT8046", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal("""{"ready":true}""", await client.GetStringAsync("/v2/health/ready"));
    }

    [Fact]
    public async Task A_slow_look_leaves_the_next_one_out()
    {
        TestPackage.Write(_folder, "1.0.0");
        var (time, meter) = (new FakeTimeProvider(DateTimeOffset.UnixEpoch), new Meter());
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = Create(Settings(receiver), time, meter);
        await server.StartAsync();
        await meter.EndAsync(1, time, new MonitorLook { Report = Report(10) });
        await Waiting.UntilAsync(() => meter.Ended == 1);

        await meter.BeganAsync(2, time);
        time.Advance(TimeSpan.FromHours(3.5));
        var late = time.GetUtcNow();
        await meter.EndAsync(2, time, new MonitorLook { Report = Report(10) });
        await Waiting.UntilAsync(() => _log.Lines.Any(l => l.Contains("INGOT8047", StringComparison.Ordinal)));
        await meter.BeganAsync(3, time);

        Assert.True(meter.Times[2] > late, $"{meter.Times[2]}, {late}");
        await meter.EndAsync(3, time, new MonitorLook { Report = Report(10) });
    }

    [Fact]
    public async Task What_could_not_be_measured_is_told_once_and_what_was_known_stays()
    {
        TestPackage.Write(_folder, "1.0.0");
        var (time, meter) = (new FakeTimeProvider(DateTimeOffset.UnixEpoch), new Meter());
        await using var receiver = await Receiver.StartAsync(200);
        await using var server = Create(Settings(receiver), time, meter);
        await server.StartAsync();
        var board = server.Services.GetRequiredService<MonitorBoard>();
        await meter.EndAsync(1, time, new MonitorLook { Report = Report(10), Page = "<p>one</p>" });
        await meter.EndAsync(2, time, new MonitorLook { Codes = ["INGOT8021"] });
        await meter.EndAsync(3, time, null);
        await meter.BeganAsync(4, time);

        var window = Assert.Single(board.Windows);
        Assert.Equal((10, "<p>one</p>", DateTimeOffset.UnixEpoch), (window.Report!.Rows, window.Page, window.Measured));
        Assert.Contains("INGOT9001", window.Problem, StringComparison.Ordinal);
        Assert.Equal(2, _log.Lines.Count(l => l.Contains("INGOT8046", StringComparison.Ordinal)));
        Assert.Single(receiver.Messages);

        await meter.EndAsync(4, time, new MonitorLook { Report = Report(11) });
        await meter.EndAsync(5, time, new MonitorLook { Report = Report(12) });
        await meter.BeganAsync(6, time);
        Assert.Null(Assert.Single(board.Windows).Problem);
        Assert.Equal(["MonitorFailed", "Recovered"], receiver.Messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("kind").GetString()));

        // A look that is under way ends with the server.
        await server.StopAsync();
        Assert.True(meter.WasCancelled);
    }

    private static ProductionWatch Watch(WebApplication server) => server.Services.GetServices<IHostedService>().OfType<ProductionWatch>().Single();

    private WebApplication Create(ServeSettings settings, TimeProvider? time = null, IProductionMeter? meter = null) => ServeHost.Create(settings, builder =>
    {
        builder.Logging.AddProvider(_log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        if (meter is not null)
        {
            builder.Services.AddSingleton(meter);
        }
    });

    private ServeSettings Settings(Receiver receiver) => new()
    {
        Urls = [new Uri("http://127.0.0.1:0")],
        Log = new PredictionLogOptions { Folder = Path.Combine(_folder, "log") },
        Monitor = new MonitorSettings(
            TimeSpan.FromHours(1), Path.Combine(_folder, "log"), [new HttpSink("webhook", receiver.Address, WebhookMessage.Write, null, new DeliveryOptions(), TimeProvider.System)],
            Path.Combine(_folder, "alerts"), new AlertBookOptions()),
        Configure = o =>
        {
            o.Packages.Add("Contoso.Churn@1.0.0");
            o.PackageFolders.Add(_folder);
        },
    };

    private static double Tenure(int row) => row * 37 % 50;

    private static string Contract(int row) => row % 4 == 0 ? "Two year" : "Month-to-month";

    // What Export writes.
    private void WithReference(Dictionary<string, byte[]> files)
    {
        var path = Path.Combine(_folder, "reference.parquet");
        int[] Codes(Func<int, bool> isSecond) => [.. Enumerable.Range(0, Rows).Select(i => isSecond(i) ? 1 : 0)];
        ParquetTable.Write(
            path,
            new Table(
            [
                new NumberColumn("ingot_row", [.. Enumerable.Range(0, Rows).Select(i => (double)i)]),
                new NumberColumn("tenure", [.. Enumerable.Range(0, Rows).Select(Tenure)]),
                new StringColumn("contract", Codes(i => i % 4 == 0), ["Month-to-month", "Two year"]),
                new NumberColumn("senior", [.. Enumerable.Range(0, Rows).Select(i => i % 3 == 0 ? 1.0 : 0)]),
                new StringColumn("ingot_label", Codes(i => i % 5 == 0), ["No", "Yes"]),
                new StringColumn("predicted_label", Codes(i => i % 5 == 0), ["No", "Yes"]),
                new NumberColumn("probability", [.. Enumerable.Range(0, Rows).Select(i => i % 5 == 0 ? 0.7 : 0.2)]),
            ]),
            new Dictionary<string, string> { ["ingot_row"] = "BIGINT", ["probability"] = "FLOAT" });
        files["evidence/monitoring.parquet"] = File.ReadAllBytes(path);
        files["evidence/monitoring.json"] = Encoding.UTF8.GetBytes(MonitorPlanFile.ToJson(new MonitorPlan
        {
            Model = "Churn",
            Package = "Contoso.Churn",
            Seed = 1,
            ClassificationThreshold = 0.5,
            DriftThreshold = DriftThresholdMode.Fixed,
            Gates =
            [
                new("Drift", "tenure", null, null, null, null, null, GatePolicy.Significant),
                new("Drift", "contract", null, null, null, null, null, GatePolicy.Significant),
                new("AUC", null, null, null, "0.5", null, null, GatePolicy.Significant),
            ],
            Slices = [],
            LeftOut = [],
        }));
    }

    private static MonitorReport Report(long rows) => new()
    {
        Model = "Churn",
        Package = "Contoso.Churn",
        Task = ModelTask.BinaryClassification,
        Reference = new MonitorReference("a package", "1.0.0", 1000),
        From = DateTimeOffset.UnixEpoch,
        Before = DateTimeOffset.UnixEpoch.AddDays(30),
        Rows = rows,
        Labelled = 0,
        Versions = [],
        Measurements = [],
        Drift = [],
        Chunks = [],
        Notes = [],
        Verdicts = [],
    };

    /// <summary>Measures when the test says so.</summary>
    private sealed class Meter : IProductionMeter
    {
        private readonly List<TaskCompletionSource<MonitorLook?>> _looks = [];

        public List<DateTimeOffset> Times { get; } = [];

        public int Ended { get; private set; }

        public bool WasCancelled { get; private set; }

        public FakeTimeProvider? Time { get; set; }

        public async Task<MonitorLook> MeasureAsync(MonitorJob job, CancellationToken cancellation)
        {
            var look = new TaskCompletionSource<MonitorLook?>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_looks)
            {
                Times.Add(Time?.GetUtcNow() ?? default);
                _looks.Add(look);
            }

            try
            {
                return await look.Task.WaitAsync(cancellation) ?? throw new InvalidOperationException("Nobody expected that.");
            }
            catch (OperationCanceledException)
            {
                WasCancelled = true;
                throw;
            }
            finally
            {
                Ended++;
            }
        }

        /// <summary>Waits for the look of a number, from 1, and lets time go by until it begins.</summary>
        public async Task BeganAsync(int number, FakeTimeProvider time)
        {
            Time = time;
            await Waiting.UntilAsync(() =>
            {
                lock (_looks)
                {
                    if (_looks.Count >= number)
                    {
                        return true;
                    }
                }

                time.Advance(TimeSpan.FromSeconds(number == 1 ? 0 : 10));
                return false;
            });
        }

        public async Task EndAsync(int number, FakeTimeProvider time, MonitorLook? look)
        {
            await BeganAsync(number, time);
            _looks[number - 1].SetResult(look);
        }
    }
}

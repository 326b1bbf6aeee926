using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary><c>monitor history</c>: the windows that were monitored.</summary>
public sealed class MonitorHistoryTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-history-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Lists_the_windows_with_what_is_known_last_of_each()
    {
        Fill();

        var (exitCode, output, error) = await RunAsync(_folder);

        Assert.Equal((0, string.Empty), (exitCode, error));
        Assert.Contains("Contoso.Churn", output, StringComparison.Ordinal);
        var rows = output.Split('\n').Where(l => l.Contains("2026-11-", StringComparison.Ordinal)).Select(l => l.Split('│', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(["2026-11-02", "2026-11-09", "–", "1.4.0", "1,000", "900", "AUC", "0.7900", "–", "0 of 0", "1 failed", "2 times"], rows[0]);
        Assert.Equal(("not yet", "once"), (rows[1][7], rows[1][^1]));
    }

    [Fact]
    public async Task JSON_has_all_that_the_files_have()
    {
        Fill();

        using var json = JsonDocument.Parse((await RunAsync(_folder, "--json", "--last", "1")).Output);

        var package = json.RootElement.GetProperty("packages").EnumerateArray().Single();
        var window = package.GetProperty("windows").EnumerateArray().Single();
        Assert.StartsWith("20261116T000000Z-", window.GetProperty("file").GetString(), StringComparison.Ordinal);
        Assert.Equal(1000, window.GetProperty("entry").GetProperty("rows").GetInt64());
    }

    [Fact]
    public async Task Deletes_what_it_is_told_to()
    {
        Fill();

        var (_, output, _) = await RunAsync(_folder, "--prune", "1");

        Assert.Contains("2 files deleted.", output, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "Contoso.Churn")));
    }

    [Theory]
    [InlineData("--package", "Contoso.Other")]
    [InlineData()]
    public async Task What_is_not_there_is_said(params string[] more)
    {
        if (more.Length > 0)
        {
            Fill();
        }

        var (exitCode, _, error) = await RunAsync([_folder, .. more]);

        Assert.Equal(2, exitCode);
        Assert.Contains("INGOT8053", error, StringComparison.Ordinal);
    }

    private void Fill()
    {
        foreach (var (week, labelled, auc) in new[] { (0, 100, 0.81), (0, 900, 0.79), (1, 0, double.NaN) })
        {
            var report = new MonitorReport
            {
                Model = "Churn", Package = "Contoso.Churn", Task = ModelTask.BinaryClassification, Reference = new MonitorReference("a package", "1.4.0", 5000), From = Start, Before = Start, Rows = 1000, Labelled = labelled,
                Versions = [new MonitorVersion("1.4.0", 1000, Start, Start)], Drift = [], Chunks = [], Notes = [], Verdicts = [new Verdict { Gate = "AUC Min=0.8", Outcome = GateOutcome.Failed, Message = "m" }],
                Measurements = [new MonitorMeasurement { Name = "AUC", Value = auc, Rows = labelled, NotYet = labelled == 0 ? "no labels" : null }],
            };
            var (history, file) = MonitorHistory.Read(_folder, "Contoso.Churn", new DiagnosticList()).With(MonitorHistoryEntry.Of(report, Start.AddDays(7 * week), Start.AddDays(7 * (week + 1)), null, []));
            history.Write(file);
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await RootCommandFactory.Create().Parse(["monitor", "history", .. arguments]).InvokeAsync(new() { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}

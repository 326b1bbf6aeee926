using System.Text.Json;
using Ingot.Alerts;
using Ingot.Alerts.Tests;
using Ingot.Core.Gates;
using Ingot.Tests.Shared;
using Ingot.Tool.Alerting;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>Whom the verbs tell of what they found and did.</summary>
[Collection(EnvironmentGroup.Name)]
public sealed class AlertVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-alert-verbs-").FullName;
    private readonly Dictionary<string, string?> _before = AlertSettings.Variables.ToDictionary(v => v, Environment.GetEnvironmentVariable);

    public AlertVerbTests()
    {
        foreach (var variable in AlertSettings.Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    public void Dispose()
    {
        foreach (var (variable, value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_failing_gate_in_production_is_told_once_and_so_is_its_end()
    {
        await using var receiver = await Receiver.StartAsync(200);
        Environment.SetEnvironmentVariable(AlertSettings.WebhookVariable, receiver.Address.AbsoluteUri);
        await WriteAsync(GateOutcome.Failed);

        Assert.Equal(1, (await MonitorAsync()).ExitCode);
        Assert.Equal(1, (await MonitorAsync()).ExitCode);
        Assert.Equal(["Contoso.Churn 1.4.0 (production): the monitor gate 'AUC Min=0.80' failed"], Titles(receiver));
        var (exitCode, list, _) = await RunAsync("alerts", "list", "--alerts", Book);
        Assert.Equal(0, exitCode);
        Assert.Contains("1 open alert, 0 alerts still to be sent.", list, StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await RunAsync("alerts", "list", "--alerts", Book, "--json")).Output);
        Assert.Equal("Contoso.Churn", json.RootElement.GetProperty("open")[0].GetProperty("package").GetString());

        await WriteAsync(GateOutcome.Passed);
        Assert.Equal(0, (await MonitorAsync()).ExitCode);
        Assert.Empty(Titles(receiver));
        Assert.Equal(0, (await MonitorAsync()).ExitCode);
        Assert.Equal(["Contoso.Churn 1.4.0 (production): the monitor gate 'AUC Min=0.80' passes again"], Titles(receiver));
    }

    [Fact]
    public async Task Production_that_cannot_be_measured_is_told_by_the_code_alone()
    {
        await using var receiver = await Receiver.StartAsync(200);
        Environment.SetEnvironmentVariable(AlertSettings.WebhookVariable, receiver.Address.AbsoluteUri);
        await WriteAsync(GateOutcome.Failed);
        await MonitorAsync();
        _ = Titles(receiver);

        // The report of the run before is still there.
        var (exitCode, _, _) = await MonitorAsync("-p", "Broken=true");

        Assert.Equal(2, exitCode);
        var message = Assert.Single(receiver.Messages);
        using var json = JsonDocument.Parse(message.Body);
        Assert.Equal("MonitorFailed", json.RootElement.GetProperty("kind").GetString());
        Assert.Equal("INGOT8021", json.RootElement.GetProperty("facts")[0].GetProperty("name").GetString());
        Assert.DoesNotContain("value of a row", System.Text.Encoding.UTF8.GetString(message.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sink_that_fails_is_a_warning_without_its_address_and_changes_no_exit_code()
    {
        await using var receiver = await Receiver.StartAsync(404);
        Environment.SetEnvironmentVariable(AlertSettings.SlackVariable, receiver.Address.AbsoluteUri);
        await WriteAsync(GateOutcome.Failed);

        var (exitCode, output, error) = await MonitorAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("warning INGOT8042: The alert 'Contoso.Churn 1.4.0 (production): the monitor gate 'AUC Min=0.80' failed' was not taken by the alert sink Slack: 404 NotFound", error, StringComparison.Ordinal);
        Assert.DoesNotContain(Receiver.Secret, output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_environment_is_said_before_anything_runs()
    {
        Environment.SetEnvironmentVariable(AlertSettings.TeamsVariable, "http://contoso.example/" + Receiver.Secret);
        await WriteAsync(GateOutcome.Failed);

        foreach (var (exitCode, output, error) in new[]
        {
            await MonitorAsync(),
            await RunAsync("promote", TestPackage.Id, "1.0.0", "--to", "staging", "--reason", "r", "--package", TestPackage.Write(_folder, "1.0.0"), "--channels", Channels),
            await RunAsync("alerts", "test"),
        })
        {
            Assert.Equal(2, exitCode);
            Assert.Contains("error INGOT8043: The environment variable INGOT_ALERT_TEAMS", error, StringComparison.Ordinal);
            Assert.DoesNotContain(Receiver.Secret, output + error, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Channels));
        Assert.False(Directory.Exists(Path.Combine(_folder, "model", "obj")));
    }

    [Fact]
    public async Task A_window_of_the_past_is_no_news()
    {
        await using var receiver = await Receiver.StartAsync(200);
        Environment.SetEnvironmentVariable(AlertSettings.WebhookVariable, receiver.Address.AbsoluteUri);
        await WriteAsync(GateOutcome.Failed);

        var (exitCode, _, error) = await MonitorAsync("--to", "2020-01-31");

        Assert.Equal(1, exitCode);
        Assert.Contains("nobody is told of it", error, StringComparison.Ordinal);
        Assert.Empty(receiver.Messages);
        Assert.False(Directory.Exists(Book));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("soon", false)]
    [InlineData("2026-11-29", false)]
    [InlineData("2026-11-28T13:00:00Z", false)]
    [InlineData("2026-11-27", true)]
    public void The_present_is_two_days(string? end, bool isPast) =>
        Assert.Equal(isPast, MonitorAlerts.IsPast(end, new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero)));

    [Fact]
    public async Task Without_a_variable_there_is_no_book()
    {
        await WriteAsync(GateOutcome.Failed);

        Assert.Equal(1, (await MonitorAsync()).ExitCode);

        Assert.False(Directory.Exists(Book));
        Assert.Contains("INGOT8043", (await RunAsync("alerts", "test")).Error, StringComparison.Ordinal);
        Assert.Contains("0 open alerts", (await RunAsync("alerts", "list", "--alerts", Book)).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("5")]
    [InlineData("1s")]
    [InlineData("9999d")]
    public async Task A_time_that_is_none_is_refused(string again)
    {
        await WriteAsync(GateOutcome.Failed);

        var (exitCode, _, error) = await MonitorAsync("--alert-again", again);

        Assert.Equal(2, exitCode);
        Assert.Contains("error INGOT8043: The option --alert-again", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_of_channels_are_told_without_who_and_why()
    {
        await using var receiver = await Receiver.StartAsync(200);
        Environment.SetEnvironmentVariable(AlertSettings.WebhookVariable, receiver.Address.AbsoluteUri);
        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            var package = TestPackage.Write(_folder, version);
            Assert.Equal(0, (await RunAsync("promote", TestPackage.Id, version, "--to", "production", "--reason", "Because Alice said so.", "--package", package, "--channels", Channels)).ExitCode);
        }

        Assert.Equal(0, (await RunAsync("rollback", TestPackage.Id, "--on", "production", "--reason", "Because Alice said so.", "--channels", Channels)).ExitCode);
        Assert.Equal(0, (await RunAsync("retire", TestPackage.Id, "1.1.0", "--reason", "Because Alice said so.", "--channels", Channels)).ExitCode);

        Assert.All(receiver.Messages, m => Assert.DoesNotContain("Alice", System.Text.Encoding.UTF8.GetString(m.Body), StringComparison.Ordinal));
        Assert.All(receiver.Messages, m => Assert.DoesNotContain($"\"{Environment.UserName}\"", System.Text.Encoding.UTF8.GetString(m.Body), StringComparison.Ordinal));
        Assert.Equal(
            ["Contoso.Churn 1.0.0 holds production", "Contoso.Churn 1.1.0 holds production instead of 1.0.0", "Contoso.Churn 1.0.0 holds production again instead of 1.1.0", "Contoso.Churn 1.1.0 is retired from production"],
            Titles(receiver));
    }

    [Fact]
    public async Task A_test_says_what_each_place_answered()
    {
        await using var good = await Receiver.StartAsync(202);
        await using var bad = await Receiver.StartAsync(403);
        Environment.SetEnvironmentVariable(AlertSettings.TeamsVariable, good.Address.AbsoluteUri);
        var alone = await RunAsync("alerts", "test");
        Environment.SetEnvironmentVariable(AlertSettings.WebhookVariable, bad.Address.AbsoluteUri);
        var both = await RunAsync("alerts", "test");

        Assert.Equal((0, "Teams: taken: 202 Accepted\n"), (alone.ExitCode, alone.Output.ReplaceLineEndings("\n")));
        Assert.Equal((3, "webhook: not taken: 403 Forbidden\nTeams: taken: 202 Accepted\n"), (both.ExitCode, both.Output.ReplaceLineEndings("\n")));
        Assert.Empty(both.Error);
    }

    private string Book => Path.Combine(_folder, "alerts");

    private string Channels => Path.Combine(_folder, "channels");

    private static List<string> Titles(Receiver receiver)
    {
        var titles = receiver.Messages.Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("title").GetString()!).ToList();
        receiver.Messages.Clear();
        return titles;
    }

    private Task<(int ExitCode, string Output, string Error)> MonitorAsync(params string[] more) =>
        RunAsync(["monitor", Path.Combine(_folder, "model"), "--no-restore", "--channel", "production", "--alerts", Book, .. more]);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = RootCommandFactory.Create().Parse(arguments);
        (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error) = (output, error);
        return (await parsed.InvokeAsync(parsed.InvocationConfiguration), output.ToString(), error.ToString());
    }

    private Task WriteAsync(GateOutcome outcome) => MonitoredProject.WriteAsync(Path.Combine(_folder, "model"), outcome);
}

using System.CommandLine;
using System.Security;
using System.Text;
using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;
using Ingot.Tool.Serving;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ingot.Tool.Tests;

/// <summary>Texts that a CI system or a terminal would obey, through every verb that reads packages, channels or files.</summary>
public sealed class HostileOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-hostile-tests-").FullName;
    private readonly StringBuilder _printed = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Nothing_of_a_package_or_a_channel_reaches_a_log_as_a_command()
    {
        var (first, second) = (Package("1.0.0", -0.5), Package("1.1.0", -0.7));
        var channels = Path.Combine(_folder, "channels");
        var key = Path.Combine(_folder, "alice.pem");
        await PassAsync("keys", "new", "alice", "--out", key, "--channels", channels);
        await PassAsync("keys", "list", "--channels", channels);
        await PassAsync("promote", TestPackage.Id, "1.0.0", "--to", "production", "--reason", string.Concat(HostileTexts.All), "--package", first, "--channels", channels);
        foreach (var text in HostileTexts.All)
        {
            await RunAsync("explain", text);
            await RunAsync("verify", Path.Combine(_folder, text.Replace('\0', ' ').Replace('/', ' ')), "--channels", channels);
            await RunAsync("promote", TestPackage.Id, text.Replace('\0', ' '), "--to", text, "--reason", text, "--package", first, "--channels", channels);
            await RunAsync("rollback", text.Replace('\0', ' '), "--on", "production", "--reason", text, "--channels", channels);
            await RunAsync("score", Path.Combine(_folder, text.Replace('\0', ' ').Replace('/', ' ')));
        }

        await RunAsync("promote", TestPackage.Id, "1.1.0", "--to", "production", "--reason", "r", "--package", second, "--channels", channels);
        await RunAsync("verify", first, "--channels", channels);
        await RunAsync("verify", first, "--channels", channels, "--json");
        await RunAsync("sign", first, "--key", key);
        await RunAsync("approve", TestPackage.Id, "1.0.0", "--for", "staging", "--reason", string.Concat(HostileTexts.All), "--package", first, "--key", key, "--channels", channels);
        await RunAsync("reject", TestPackage.Id, "1.0.0", "--for", "production", "--reason", string.Concat(HostileTexts.All), "--package", first, "--key", key, "--channels", channels);
        await RunAsync("promote", TestPackage.Id, "1.0.0", "--to", "production", "--reason", "r", "--package", first, "--key", key, "--channels", channels);
        await PassAsync("channels", "list", "--channels", channels);
        await RunAsync("channels", "check", "--channels", channels);
        await PassAsync("show", first, "--all", "--channels", channels);
        await PassAsync("show", first, "--all", "--json", "--channels", channels);
        await PassAsync("list", "--feed", _folder, "--channels", channels);
        await PassAsync("list", "--feed", _folder, "--json", "--channels", channels);
        await PassAsync("history", TestPackage.Id, "--feed", _folder, "--metric", "##vso[a]", "--channels", channels);
        await PassAsync("history", TestPackage.Id, "--feed", _folder, "--json", "--channels", channels);
        await PassAsync("diff", first, second, "--all");
        await PassAsync("diff", first, second, "--json");
        await RunAsync("publish", first, "--feed", Directory.CreateDirectory(Path.Combine(_folder, "feed")).FullName, "--channels", channels);
        await RunAsync("version", "suggest", _folder, "--feed", _folder);
        await RunAsync("rollback", TestPackage.Id, "--on", "production", "--reason", "r", "--channels", channels);
        await PassAsync("retire", TestPackage.Id, "1.1.0", "--reason", string.Concat(HostileTexts.All), "--channels", channels);
        foreach (var file in Directory.GetFiles(channels, "*.json", SearchOption.AllDirectories))
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(HostileTexts.All));
        }

        await RunAsync("channels", "check", "--channels", channels);
        await RunAsync("serve", "--channel", "production", "--channels", channels);

        // What was hostile is there, to be read.
        Assert.Contains("#\\u0023vso[task.setvariable", _printed.ToString(), StringComparison.Ordinal);
        Assert.Contains("\\u001B]0;title", _printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_server_s_log_says_what_requests_say_as_text()
    {
        Assert.All(HostileTexts.All, t =>
        {
            using var line = new StringWriter();
            new PlainConsoleFormatter().Write(
                new LogEntry<string>(LogLevel.Information, "Requests", default, t, new InvalidDataException(t), static (state, _) => state), null, line);

            Assert.Empty(HostileTexts.Left(line.ToString()));
            Assert.Contains("InvalidDataException", line.ToString(), StringComparison.Ordinal);
        });
    }

    /// <summary>A package that says hostile things wherever a package says anything.</summary>
    private string Package(string version, double weight)
    {
        var all = HostileTexts.All;
        var schema = TestPackage.Schema with
        {
            Columns =
            [
                .. TestPackage.Schema.Columns,
                .. all.Where(t => !t.Contains('\0', StringComparison.Ordinal)).Select(t => new SchemaColumn { Name = t, Type = ColumnType.String, Role = ColumnRole.Feature, Domain = [(t + version).Trim(), t.Trim()] }),
            ],
        };
        return TestPackage.Write(_folder, version, weight, edit: files =>
        {
            files["evidence/Churn.schema.json"] = Encoding.UTF8.GetBytes(SchemaFile.ToJson(schema));
            var metrics = MetricsFile.Parse(files["evidence/metrics.json"], "metrics");
            files["evidence/metrics.json"] = Encoding.UTF8.GetBytes(MetricsFile.ToJson(metrics with
            {
                Metrics = [.. metrics.Metrics, .. all.Select(t => new MetricResult { Name = "AUC", Slice = t, Value = 0.8, Low = 0.7, High = 0.9, StandardError = 0.01, Rows = 10 }), new MetricResult { Name = "##vso[a]", Value = 1, Rows = 10 }],
            }));
            files["evidence/verdicts.json"] = Encoding.UTF8.GetBytes(VerdictsFile.ToJson(
            [
                .. all.Select(t => new Verdict { Gate = t, Slice = t, Value = 1, Threshold = 0, Outcome = GateOutcome.Passed, Message = t }),
            ]));

            // XML allows no other control characters.
            var said = SecurityElement.Escape(string.Concat(all.Select(t => string.Concat(t.Where(c => !char.IsControl(c) || c is '\n' or '\t')))));
            files[$"{TestPackage.Id}.nuspec"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files[$"{TestPackage.Id}.nuspec"])
                .Replace("<authors>Contoso</authors><description>Will a customer leave?</description>", $"<authors>{said}</authors><description>\n{said}</description><repository type=\"git\" url=\"##vso[u]\" branch=\"##vso[b]\" commit=\"##vso[c]\" />", StringComparison.Ordinal));
        });
    }

    private async Task PassAsync(params string[] arguments)
    {
        var before = _printed.Length;
        var exitCode = await RunAsync(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)} ended with {exitCode}: {_printed.ToString(before, _printed.Length - before)}");
    }

    private async Task<int> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = RootCommandFactory.Create().Parse(arguments);
        Assert.Empty(parsed.Errors);
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        foreach (var said in new[] { output.ToString(), error.ToString() })
        {
            Assert.DoesNotContain("INGOT9001", said, StringComparison.Ordinal);
            var left = HostileTexts.Left(said);
            Assert.True(left.Count == 0, $"{string.Join(' ', arguments)} printed {string.Join('\n', left)}");
            _printed.Append(said);
        }

        return exitCode;
    }
}

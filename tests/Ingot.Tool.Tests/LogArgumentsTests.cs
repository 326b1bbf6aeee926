using System.CommandLine;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary>The only tests that set these variables.</summary>
public sealed class LogArgumentsTests : IDisposable
{
    private static readonly string[] Variables = [LogArguments.KeyVariable, LogArguments.DatabaseVariable, "PGHOST", "PGPORT"];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(v => v, Environment.GetEnvironmentVariable);

    public LogArgumentsTests() => Array.ForEach(Variables, v => Environment.SetEnvironmentVariable(v, null));

    public void Dispose()
    {
        foreach (var (variable, value) in _before)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    [Theory]
    [InlineData(LogArguments.DatabaseVariable, "Host=127.0.0.1;Password=secret")]
    [InlineData("PGHOST", "127.0.0.1")]
    public void The_database_is_named_by_the_environment(string variable, string value)
    {
        Environment.SetEnvironmentVariable(variable, value);
        Environment.SetEnvironmentVariable("PGPORT", "5433");

        var log = Read("--log", "l", "--log-postgres")!;

        Assert.NotNull(log.Store);
        Assert.Equal(TimeSpan.FromMinutes(1), log.RollAfter);
        Assert.Null(Read("--log", "l")!.Store);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("secret, but no connection string", null)]
    [InlineData("Host=db;Password=secret;Nonsense=1", null)]
    [InlineData("Password=secret", null)]
    [InlineData(null, "no port")]
    public void A_database_that_is_not_known_is_refused_and_no_password_printed(string? text, string? port)
    {
        Environment.SetEnvironmentVariable(LogArguments.DatabaseVariable, text);
        Environment.SetEnvironmentVariable("PGHOST", port is null ? null : "db");
        Environment.SetEnvironmentVariable("PGPORT", port);

        var message = Assert.Throws<IngotException>(() => Read("--log", "l", "--log-postgres")).Diagnostic.ToString();

        Assert.Contains("INGOT7007", message, StringComparison.Ordinal);
        Assert.Contains(LogArguments.DatabaseVariable, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("secret, but no connection string")]
    [InlineData("Host=db;Password=secret;Nonsense=1")]
    [InlineData("Password=secret")]
    public void The_stage_that_reads_the_database_refuses_it_alike(string? text)
    {
        Environment.SetEnvironmentVariable(LogArguments.DatabaseVariable, text);

        var message = Assert.Throws<IngotException>(() => LogDatabase.Source("scratch")).Diagnostic.ToString();

        Assert.Contains("INGOT8041", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_stage_says_of_the_database_has_no_password()
    {
        Environment.SetEnvironmentVariable(LogArguments.DatabaseVariable, "Host=127.0.0.1;Port=1;Database=models;Username=ingot;Password=secret");

        var folder = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        var source = LogDatabase.Source(folder);

        Assert.Equal("127.0.0.1:1/models (ingot)", source.Name);
        var refused = Assert.Throws<IngotException>(() => source.Find(new() { Package = "Contoso.Churn" }, DateTimeOffset.UnixEpoch)).Diagnostic;
        Assert.Equal("INGOT8021", refused.Code);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void What_the_options_say_is_what_the_log_gets()
    {
        Environment.SetEnvironmentVariable(LogArguments.KeyVariable, Convert.ToBase64String([.. Enumerable.Range(0, 16).Select(i => (byte)i)]));

        var log = Read("--log", "l", "--log-sample", "0.5", "--log-drop", "a", "--log-drop", "b", "--log-hash", "c", "--log-hash", "d", "--log-keep", "90")!;

        Assert.Equal(("l", 0.5), (log.Folder, log.SampleRate));
        Assert.Equal(["a", "b"], log.DroppedColumns);
        Assert.Equal(["c", "d"], log.HashedColumns);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (byte)i), log.HashKey.ToArray());
        Assert.Equal(TimeSpan.FromDays(90), log.Retention);
    }

    [Fact]
    public void Without_a_column_to_hash_no_key_is_looked_for()
    {
        Environment.SetEnvironmentVariable(LogArguments.KeyVariable, "no key");

        var log = Read("--log", "l")!;

        Assert.Equal((0, null, 1.0), (log.HashKey.Length, log.Retention, log.SampleRate));
        Assert.Null(Read());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64 but secret")]
    [InlineData("c2hvcnQgc2VjcmV0")]
    public void What_is_not_a_key_is_refused_and_never_printed(string? key)
    {
        Environment.SetEnvironmentVariable(LogArguments.KeyVariable, key);

        var message = Assert.Throws<IngotException>(() => Read("--log", "l", "--log-hash", "c")).Diagnostic.ToString();

        Assert.Contains("INGOT7007", message, StringComparison.Ordinal);
        Assert.Contains(LogArguments.KeyVariable, message, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(key) || !message.Contains(key, StringComparison.Ordinal), message);
    }

    [Theory]
    [InlineData("--log-sample", "0.5")]
    [InlineData("--log-drop", "a")]
    [InlineData("--log-hash", "a")]
    [InlineData("--log-keep", "3")]
    [InlineData("--log-postgres", "true")]
    public void Options_of_a_log_that_there_is_not_are_refused(string option, string value) =>
        Assert.Contains(option, Assert.Throws<IngotException>(() => Read(option, value)).Message, StringComparison.Ordinal);

    private static PredictionLogOptions? Read(params string[] arguments)
    {
        var log = new LogArguments();
        var command = new RootCommand();
        foreach (var option in log.All)
        {
            command.Options.Add(option);
        }

        return log.Read(command.Parse(arguments));
    }
}

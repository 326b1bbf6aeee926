using System.Diagnostics;
using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Monitoring.Predictions;
using Ingot.Tests.Shared;
using Npgsql;

namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>Databases and processes that go away: no row is lost, and none is there twice.</summary>
[Collection(ServerGroup.Name)]
public sealed class OutageTests(PostgreSqlServer server) : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact]
    public async Task What_comes_while_the_database_is_down_is_stored_when_it_is_there_again()
    {
        var store = new PostgreSqlStore(server.Database("outage"));
        await using (var log = _folder.Open(_folder.Options with { Store = store, RollRows = 50 }))
        {
            var model = LogFolder.Churn(log);
            Add(model, 0, 100);
            await log.RollAsync();
            server.Stop();
            try
            {
                Add(model, 100, 300);
                await log.RollAsync();
                await log.RollAsync();
                Assert.NotEmpty(_folder.Files("*.journal"));
            }
            finally
            {
                server.Start();
            }

            // Said once for the whole outage.
            Assert.Equal("INGOT8007", Assert.Single(_folder.Diagnostics.Items).Code);
            Add(model, 300, 400);
            await log.RollAsync();
            Assert.Empty(_folder.Files("*.journal"));
            Assert.Equal((800, 0), (log.Counters.Written, log.Counters.Dropped));
        }

        AssertOnce("outage", 400);
        Assert.Single(_folder.Diagnostics.Items);
    }

    [ServerFact]
    public async Task What_a_process_leaves_because_the_database_is_down_the_next_one_stores()
    {
        var store = new PostgreSqlStore(server.Database("leftover"));
        server.Stop();
        try
        {
            await using var log = _folder.Open(_folder.Options with { Store = store });
            Add(LogFolder.Churn(log), 0, 10);
        }
        finally
        {
            server.Start();
        }

        Assert.NotEmpty(_folder.Files("*.journal"));
        await using (var log = _folder.Open(_folder.Options with { Store = store }))
        {
            await log.RollAsync();
        }

        AssertOnce("leftover", 10);
        Assert.Empty(_folder.Files("*.journal"));
    }

    [ServerFact]
    public async Task Journals_grow_up_to_their_limit_and_then_requests_are_dropped_and_counted()
    {
        var store = new PostgreSqlStore(server.Database("bound"));
        await using var log = _folder.Open(_folder.Options with { Store = store, RollRows = 10, MaxJournalBytes = 40_000 });
        var model = LogFolder.Churn(log);
        server.Stop();
        try
        {
            for (var i = 0; i < 60; i++)
            {
                model.TryAdd(LogFolder.Entry(i));
                await log.FlushAsync();
            }

            await log.RollAsync();
        }
        finally
        {
            server.Start();
        }

        var (written, dropped) = (log.Counters.Written, log.Counters.Dropped);
        Assert.Equal(60, written + dropped);
        Assert.InRange(written, 1, 59);
        Assert.InRange(_folder.Files("*.journal").Sum(f => new FileInfo(f).Length), 1, 45_000);
        Assert.Single(_folder.Diagnostics.Items, d => d.Code == "INGOT8001");

        await log.RollAsync();
        model.TryAdd(LogFolder.Entry(1000));
        await log.RollAsync();
        Assert.Equal((written + 1, dropped), (log.Counters.Written, log.Counters.Dropped));
        using var connection = server.Open("bound");
        Assert.Equal(written + 1, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.predictions"));
    }

    [ServerFact]
    public async Task A_kill_between_the_commit_and_the_end_of_the_journal_stores_nothing_twice()
    {
        var connectionString = server.Database("twice");
        byte[] journal;
        string path;
        await using (var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(connectionString) }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
            await log.FlushAsync();
            path = Assert.Single(_folder.Files("*.journal"));
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            journal = new byte[file.Length];
            await file.ReadExactlyAsync(journal);
        }

        using var connection = server.Open("twice");
        PostgreSqlServer.Execute(connection, "INSERT INTO ingot.journals (journal) VALUES ($1)", Path.GetFileNameWithoutExtension(path));
        await File.WriteAllBytesAsync(path, journal);
        await using (var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(connectionString) }))
        {
            await log.RollAsync();
        }

        Assert.False(File.Exists(path));
        Assert.Equal(1L, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.predictions"));
        Assert.Equal(0L, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.journals"));
    }

    [ServerFact]
    public async Task Connections_that_break_at_any_time_lose_nothing_and_store_nothing_twice()
    {
        var store = new PostgreSqlStore(server.Database("broken"));
        await using (var log = _folder.Open(_folder.Options with { Store = store, RollRows = 200 }))
        {
            using var killer = server.Open("broken");
            var model = LogFolder.Churn(log);
            var broken = 0L;
            for (var round = 0; round < 25; round++)
            {
                Add(model, round * 100, (round + 1) * 100);
                var rolled = log.RollAsync();
                for (var watch = Stopwatch.StartNew(); !rolled.IsCompleted && round % 2 == 0 && watch.Elapsed < Waiting.Patience;)
                {
                    broken += (long)PostgreSqlServer.Scalar(killer, "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'broken' AND pid <> pg_backend_pid()")!;
                }

                await Waiting.ForAsync(rolled);
            }

            Assert.True(broken > 0);
            await log.RollAsync();
            Assert.Empty(_folder.Files("*.journal"));
        }

        AssertOnce("broken", 2500);
        Assert.All(_folder.Diagnostics.Items, d => Assert.Equal("INGOT8007", d.Code));
    }

    [ServerFact]
    public async Task A_killed_process_loses_nothing_that_was_flushed()
    {
        var connectionString = server.Database("killed");
        var flushed = new List<int>();
        foreach (var lines in new[] { 1, 5, 12 })
        {
            flushed.Add(await WriteAndKill(connectionString, lines));
            await using var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(connectionString) });
            await log.RollAsync();
        }

        Assert.Empty(_folder.Files("*.journal"));
        Assert.Empty(_folder.Files("*.damaged"));
        Assert.DoesNotContain(_folder.Diagnostics.Items, d => d.Severity != DiagnosticSeverity.Info);
        using var connection = server.Open("killed");
        var times = PostgreSqlServer.Rows(connection, "SELECT substring(ingot_id FROM 2), count(*) FROM ingot.predictions GROUP BY 1")
            .Select(r => r.Split('|').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToList()).ToDictionary(r => r[0], r => r[1]);

        // Each process counted from 0.
        Assert.All(
            Enumerable.Range(0, flushed.Max() + 1),
            number => Assert.InRange(times.GetValueOrDefault(number), flushed.Count(f => f >= number), flushed.Count));
    }

    private static void Add(ModelLog model, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            Assert.True(model.TryAdd(LogFolder.Entry(i)));
            Assert.True(model.TryAdd(new FeedbackEntry { Id = $"r{i}", Label = "Yes" }));
        }
    }

    private void AssertOnce(string database, int count)
    {
        using var connection = server.Open(database);
        foreach (var table in new[] { "predictions", "labels" })
        {
            Assert.Equal([FormattableString.Invariant($"{count}|{count}")], PostgreSqlServer.Rows(connection, $"SELECT count(*), count(DISTINCT ingot_id) FROM ingot.{table}"));
        }
    }

    private async Task<int> WriteAndKill(string connectionString, int lines)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { "exec", typeof(OutageTests).Assembly.Location, _folder.Path, connectionString },
        };
        using var process = Process.Start(start)!;
        var last = -1;
        for (var i = 0; i < lines; i++)
        {
            last = int.Parse((await process.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        }

        process.Kill();
        await process.WaitForExitAsync();
        foreach (var line in (await process.StandardOutput.ReadToEndAsync()).Split('\n').SkipLast(1))
        {
            last = int.Parse(line, CultureInfo.InvariantCulture);
        }

        return last;
    }
}

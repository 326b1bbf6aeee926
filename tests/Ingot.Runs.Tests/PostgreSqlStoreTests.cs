using Ingot.Core.Diagnostics;
using Ingot.Monitoring.PostgreSql.Tests;
using Ingot.Runs.Stores;

namespace Ingot.Runs.Tests;

public class PostgreSqlStoreTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    [ServerFact]
    public void Does_what_every_store_does() => StoreContract.Holds(new PostgreSqlRunStore(server.Database("contract")));

    [ServerFact]
    public async Task Several_that_begin_at_once_make_the_tables_once()
    {
        var database = server.Database("atonce");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => new PostgreSqlRunStore(database, "team \"a\"").Save([RunSamples.Small(i, 0.5)], null, RunSamples.Start))));
        Assert.Equal(6, new PostgreSqlRunStore(database, "team \"a\"").Read(new RunQuery()).Count);
    }

    [ServerFact]
    public void Tables_of_a_newer_Ingot_are_left_alone()
    {
        var store = new PostgreSqlRunStore(server.Database("newer"));
        store.Save([RunSamples.Small(1, 0.5)], null, RunSamples.Start);
        using var connection = server.Open("newer");
        PostgreSqlServer.Execute(connection, "UPDATE ingot_runs.form SET version = 99");
        Assert.Equal("INGOT9020", Assert.Throws<IngotException>(() => new PostgreSqlRunStore(server.Database("newer")).Read(new RunQuery())).Diagnostic.Code);
    }

    [Fact]
    public void A_server_that_does_not_answer_is_said_without_the_password()
    {
        var e = Assert.Throws<IngotException>(() => new PostgreSqlRunStore("Host=127.0.0.1;Port=1;Username=ingot;Password=hunter2;Timeout=2").Read(new RunQuery()));
        Assert.Equal("INGOT9202", e.Diagnostic.Code);
        Assert.DoesNotContain("hunter2", e.Diagnostic.ToString(), StringComparison.Ordinal);
    }
}

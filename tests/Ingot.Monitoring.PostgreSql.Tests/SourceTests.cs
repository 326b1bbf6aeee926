using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;
using Ingot.Monitoring.Predictions;
using Ingot.Monitoring.Windows;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>Windows of a log in the database.</summary>
[Collection(ServerGroup.Name)]
public sealed class SourceTests(PostgreSqlServer server) : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact]
    public async Task A_window_of_the_database_is_that_of_a_folder()
    {
        var store = new PostgreSqlStore(server.Database("window"));
        await FillAsync(_folder.Options with { Store = store });
        await FillAsync(_folder.Options);
        var query = new WindowQuery { Package = LogFolder.Package, From = LogFolder.Noon.AddMinutes(-1) };

        using var database = Open(new PostgreSqlSource(server.Database("window")), query);
        using var folder = Open(new PredictionLogSource(_folder.Path), query);

        Assert.Equal(folder.Chunks, database.Chunks);
        Assert.Equal(["1.0.0", "2.0.0"], database.Versions.Select(v => v.Version));
        Assert.Equal(folder.Versions, database.Versions);
        Assert.Equal(folder.Columns.Select(c => (c.Name, c.Kind, c.Role)).Order(), database.Columns.Select(c => (c.Name, c.Kind, c.Role)).Order());
        Assert.Equal((1L, 4L, 0L, 1L), (database.Labels.Labelled, database.Labels.Unlabelled, database.Labels.Early, database.Labels.Orphans));
        Assert.Equal(folder.Labels, database.Labels);
        Assert.Equal(folder.Operations.Select(o => (o.Requests, o.Refused, o.LatencyP99, o.Labelled)), database.Operations.Select(o => (o.Requests, o.Refused, o.LatencyP99, o.Labelled)));
        string[] names = ["tenure", "charges", "senior", "since", "contract", "score", "probability"];
        var (one, other) = (Sample(folder, names), Sample(database, names));
        Assert.Equal(((NumberColumn)one["charges"]).Values, ((NumberColumn)other["charges"]).Values);
        Assert.Equal(((NumberColumn)one["tenure"]).Values, ((NumberColumn)other["tenure"]).Values);
        Assert.Equal(((NumberColumn)one["score"]).Values, ((NumberColumn)other["score"]).Values);
        Assert.Equal(((NumberColumn)one["probability"]).Values.Select(v => (float)v), ((NumberColumn)other["probability"]).Values.Select(v => (float)v));
        Assert.Equal(((BooleanColumn)one["senior"]).Values, ((BooleanColumn)other["senior"]).Values);
        Assert.Equal(((DateColumn)one["since"]).Values, ((DateColumn)other["since"]).Values);
        Assert.Equal(Texts(one, "contract"), Texts(other, "contract"));
        Assert.Contains("a\"b\n", Texts(other, "contract"));
    }

    [ServerFact]
    public async Task A_window_may_be_of_one_version_and_of_a_package_that_is_not_there()
    {
        await FillAsync(_folder.Options with { Store = new PostgreSqlStore(server.Database("versions")) });
        var source = new PostgreSqlSource(server.Database("versions"));

        using var second = Open(source, new WindowQuery { Package = LogFolder.Package, Versions = ["2.0.0"] });
        using var old = Open(source, new WindowQuery { Package = LogFolder.Package, Before = LogFolder.Noon.AddDays(1) });
        using var none = Open(source, new WindowQuery { Package = "Contoso.Other" });

        Assert.Equal([("2.0.0", 1L)], second.Versions.Select(v => (v.Version, v.Rows)));
        Assert.Equal([("1.0.0", 5L)], old.Versions.Select(v => (v.Version, v.Rows)));
        Assert.Equal(0, none.Rows);
        Assert.Contains("INGOT8016", _folder.Diagnostics.Items.Select(d => d.Code));
    }

    [ServerFact]
    public void A_database_that_refuses_is_told_of_without_its_password()
    {
        var source = new PostgreSqlSource(new NpgsqlConnectionStringBuilder(server.Database("refused")) { Password = "secret" }.ConnectionString);

        var error = Assert.Throws<IngotException>(() => Open(source, new WindowQuery { Package = LogFolder.Package }));

        Assert.Equal("INGOT8021", error.Diagnostic.Code);
        Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Equal("INGOT8021", Assert.Throws<IngotException>(() => Open(source, new WindowQuery())).Diagnostic.Code);
    }

    private static Table Sample(ServedWindow window, string[] names) => window.Sample([.. window.Columns.Where(c => names.Contains(c.Name))], 100);

    private static List<string?> Texts(Table table, string column) => [.. Enumerable.Range(0, table.Rows).Select(r => ((StringColumn)table[column])[r])];

    private async Task FillAsync(PredictionLogOptions options)
    {
        await using var log = new PredictionLog(options, new FakeTimeProvider(LogFolder.Noon.AddDays(3)));
        var (first, second) = (LogFolder.Churn(log), LogFolder.Churn(log, "2.0.0"));
        first.TryAdd(LogFolder.Entry(1, rows: 2));
        first.TryAdd(LogFolder.Entry(2) with { Inputs = [new("tenure", new[] { float.NaN }), new("charges", new[] { double.PositiveInfinity }), new("contract", new[] { "a\"b\n" })], Outputs = [new("score", new[] { float.NaN })] });
        first.TryAdd(LogFolder.Entry(3) with { Status = "429", Outputs = [] });
        second.TryAdd(LogFolder.Entry(4) with { Timestamp = LogFolder.Noon.AddDays(2) });
        first.TryAdd(LogFolder.Entry(5) with { Timestamp = LogFolder.Noon.AddDays(-5) });
        first.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = "No" });
        first.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = "Yes" });
        first.TryAdd(new FeedbackEntry { Id = "r5", Label = "Yes" });
        first.TryAdd(new FeedbackEntry { Id = "unknown", Label = "Yes" });
        await log.RollAsync();
    }

    private ServedWindow Open(ServedSource source, WindowQuery query) => ServedWindow.Open(
        source, query, new ChunkPlan(ChunkUnit.Day), new WindowOptions { Schema = LogFolder.Schema, Time = new FakeTimeProvider(LogFolder.Noon.AddDays(4)), Diagnostics = _folder.Diagnostics });
}

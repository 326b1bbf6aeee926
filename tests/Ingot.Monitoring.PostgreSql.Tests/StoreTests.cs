using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Predictions;
using Npgsql;

namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>What is in the tables.</summary>
[Collection(ServerGroup.Name)]
public sealed class StoreTests(PostgreSqlServer server) : IDisposable
{
    private readonly LogFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [ServerFact]
    public async Task Rows_come_with_their_types_and_without_a_Parquet_file()
    {
        await using (var log = Open("rows"))
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1, rows: 2));
            model.TryAdd(LogFolder.Entry(2) with
            {
                Channel = null,
                Status = "500",
                Inputs = [new("tenure", new[] { float.NaN }), new("charges", new[] { 0.1 + 0.2 }), new("since", new[] { long.MaxValue }), new("contract", new[] { "a\0b\"}\uD800" })],
                Outputs = [],
            });
            model.TryAdd(LogFolder.Entry(3) with { Outputs = [new("predicted_label", new[] { "No" }), new("score", new[] { float.NegativeInfinity }), new("probability", new[] { float.NaN })] });
            await log.RollAsync();
        }

        Assert.Empty(_folder.Files("*.parquet"));
        Assert.Empty(_folder.Files("*.journal"));
        Assert.Empty(_folder.Diagnostics.Items);
        using var connection = server.Open("rows");
        Assert.Equal(
            ["r1|0|2026-03-01 12:00:01+00|1001|Contoso.Churn|1.0.0|Production|ok", "r1|1|2026-03-01 12:00:01+00|1001|Contoso.Churn|1.0.0|Production|ok", "r2|0|2026-03-01 12:00:02+00|1002|Contoso.Churn|1.0.0||500", "r3|0|2026-03-01 12:00:03+00|1003|Contoso.Churn|1.0.0|Production|ok"],
            PostgreSqlServer.Rows(connection, "SELECT ingot_id, ingot_row, (ingot_timestamp AT TIME ZONE 'UTC')::text || '+00', ingot_latency_us, ingot_package, ingot_version, ingot_channel, ingot_status FROM ingot.predictions ORDER BY 1, 2"));
        Assert.Equal(
            ["1|1.25|false|1970-01-01 00:00:01|contract-1|No|0.5|0.01"],
            PostgreSqlServer.Rows(connection, """
                SELECT DISTINCT (inputs->>'tenure')::float4, (inputs->>'charges')::float8, inputs->'senior', ((inputs->>'since')::timestamp)::text, inputs->>'contract',
                    outputs->>'predicted_label', (outputs->>'score')::float4, (outputs->>'probability')::float4
                FROM ingot.predictions WHERE ingot_id = 'r1'
                """));

        // What is missing is null, what PostgreSQL's texts and JSON's numbers cannot hold is replaced.
        Assert.Equal(
            ["null|0.30000000000000004|null|null|true|null"],
            PostgreSqlServer.Rows(connection, "SELECT inputs->'tenure', inputs->'charges', inputs->'since', inputs->'senior', ((inputs->>'contract') = U&'a\\FFFDb\"}\\FFFD')::text, outputs->'score' FROM ingot.predictions WHERE ingot_id = 'r2'"));
        Assert.Equal(
            ["-Infinity|NaN"],
            PostgreSqlServer.Rows(connection, "SELECT (outputs->>'score')::float4::text, (outputs->>'probability')::float4::text FROM ingot.predictions WHERE ingot_id = 'r3'"));
        Assert.Equal(0L, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.journals"));
    }

    [ServerFact]
    public async Task Models_with_other_columns_stand_in_the_same_tables()
    {
        var schema = new ModelSchema
        {
            Task = ModelTask.Regression,
            Columns = [new() { Name = "a \"b\"; DROP", Type = ColumnType.Number, Role = ColumnRole.Feature }, new() { Name = "price", Type = ColumnType.Number, Role = ColumnRole.Label }],
        };
        await using (var log = Open("models"))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
            var prices = log.Open("Contoso.Prices", "3.0.0", schema);
            prices.TryAdd(LogFolder.Entry(1) with { Inputs = [new("a \"b\"; DROP", new[] { 2f })], Outputs = [new("score", new[] { 7f })] });
            prices.TryAdd(new FeedbackEntry { Id = "r1", Value = 0.1 + 0.2 });
        }

        using var connection = server.Open("models");
        Assert.Equal(
            ["Contoso.Churn|5|3|", "Contoso.Prices|1|1|0.30000000000000004"],
            PostgreSqlServer.Rows(connection, """
                SELECT ingot_package, (SELECT count(*) FROM jsonb_object_keys(inputs)), (SELECT count(*) FROM jsonb_object_keys(outputs)), ingot_label_value
                FROM ingot.labelled_predictions ORDER BY 1
                """));
        Assert.Equal("2", PostgreSqlServer.Scalar(connection, "SELECT inputs->>'a \"b\"; DROP' FROM ingot.predictions WHERE ingot_package = 'Contoso.Prices'"));
    }

    [ServerFact]
    public async Task The_view_has_the_last_label_of_each_row()
    {
        await using (var log = Open("labels"))
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1, rows: 2));
            foreach (var label in new[] { "Yes", "No", "Yes", "No" })
            {
                model.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = label });
            }

            await log.RollAsync();
            AssertLabels("r1|0|", "r1|1|No");
            _folder.Clock.Advance(TimeSpan.FromDays(3));
            model.TryAdd(new FeedbackEntry { Id = "r1", Row = 1, Label = "Yes" });
            model.TryAdd(new FeedbackEntry { Id = "unknown", Label = "Yes" });
        }

        AssertLabels("r1|0|", "r1|1|Yes");
    }

    [ServerFact]
    public async Task A_schema_may_have_any_name()
    {
        const string name = "we\"ird'; DROP TABLE x; --";
        var store = new PostgreSqlStore(server.Database("names"), name);
        await using (var log = _folder.Open(_folder.Options with { Store = store }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
        }

        Assert.Empty(_folder.Diagnostics.Items);
        using var connection = server.Open("names");
        Assert.Equal(name, PostgreSqlServer.Scalar(connection, "SELECT table_schema FROM information_schema.tables WHERE table_name = 'predictions'"));
    }

    [ServerFact]
    public async Task Several_processes_may_make_the_tables_at_once()
    {
        var connectionString = server.Database("parallel");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(async () =>
        {
            await using var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(connectionString) });
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(n));
        })));
        Assert.DoesNotContain(_folder.Diagnostics.Items, d => d.Severity != DiagnosticSeverity.Info);
        using var connection = server.Open("parallel");
        Assert.Equal(6L, PostgreSqlServer.Scalar(connection, "SELECT count(DISTINCT ingot_id) FROM ingot.predictions"));
    }

    [ServerFact]
    public async Task Who_may_only_insert_finds_the_tables_made_by_somebody_else()
    {
        await using (var log = Open("rights"))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(1));
        }

        using var connection = server.Open("rights");
        PostgreSqlServer.Execute(connection, "CREATE ROLE writer LOGIN; GRANT USAGE ON SCHEMA ingot TO writer; GRANT INSERT ON ingot.predictions, ingot.labels TO writer; GRANT SELECT, INSERT, DELETE ON ingot.journals TO writer");
        var writer = new NpgsqlConnectionStringBuilder(server.Database("rights")) { Username = "writer" }.ConnectionString;
        await using (var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(writer) }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(2));
        }

        Assert.Empty(_folder.Diagnostics.Items);
        Assert.Equal(2L, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.predictions"));

        // To delete, it would need more.
        await using (var log = _folder.Open(_folder.Options with { Store = new PostgreSqlStore(writer), Retention = TimeSpan.FromDays(1) }))
        {
            LogFolder.Churn(log).TryAdd(LogFolder.Entry(3));
        }

        Assert.Equal("INGOT8006", Assert.Single(_folder.Diagnostics.Items).Code);
        Assert.Equal(3L, PostgreSqlServer.Scalar(connection, "SELECT count(*) FROM ingot.predictions"));
    }

    [ServerFact]
    public async Task Old_rows_are_deleted_and_labels_stay_as_long_as_their_rows()
    {
        await using (var log = Open("retention"))
        {
            var model = LogFolder.Churn(log);
            model.TryAdd(LogFolder.Entry(1));
            model.TryAdd(LogFolder.Entry(2) with { Timestamp = LogFolder.Noon.AddDays(30) });
            model.TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" });

            // Of a row that is younger than its label, as no clock should have it.
            model.TryAdd(new FeedbackEntry { Id = "r2", Label = "No" });
        }

        _folder.Clock.Advance(TimeSpan.FromDays(32));
        await using (var log = Open("retention", TimeSpan.FromDays(30)))
        {
            await log.RollAsync();
        }

        using var connection = server.Open("retention");
        Assert.Equal(["r2|No"], PostgreSqlServer.Rows(connection, "SELECT ingot_id, ingot_label FROM ingot.labelled_predictions"));
        Assert.Equal(["r2"], PostgreSqlServer.Rows(connection, "SELECT ingot_id FROM ingot.labels"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Database=x")]
    [InlineData("no connection string")]
    public void A_text_that_is_not_a_connection_string_is_refused(string text) => Assert.Throws<ArgumentException>(() => new PostgreSqlStore(text));

    private PredictionLog Open(string database, TimeSpan? retention = null) =>
        _folder.Open(_folder.Options with { Store = new PostgreSqlStore(server.Database(database)), Retention = retention });

    private void AssertLabels(params string[] expected)
    {
        using var connection = server.Open("labels");
        Assert.Equal(expected, PostgreSqlServer.Rows(connection, "SELECT ingot_id, ingot_row, ingot_label FROM ingot.labelled_predictions ORDER BY 1, 2"));
    }
}

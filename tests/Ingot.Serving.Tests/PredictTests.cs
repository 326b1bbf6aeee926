using System.Net;
using Ingot.Core.Schemas;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>Predictions for JSON objects by column name.</summary>
public sealed class PredictTests
{
    private const string Path = "/models/Contoso.Churn/predict";

    [Fact]
    public async Task An_object_gives_a_prediction_and_an_array_gives_predictions()
    {
        await using var host = await ServingHost.StartAsync();

        var one = await host.AskAsync(Path, """{"senior": false, "contract": "Two year", "tenure": 60}""");
        var many = await host.AskAsync(Path, """[{"tenure": 1}, {"senior": false, "contract": "Two year", "tenure": 60}]""");

        Assert.Equal("1.0.0", (string?)one["version"]);
        Assert.NotEmpty((string)one["id"]!);
        Assert.Equal("No", (string?)one["prediction"]!["predicted_label"]);
        Assert.Equal(one["prediction"]!.ToJsonString(), many["predictions"]![1]!.ToJsonString());
        Assert.Equal(2, many["predictions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Absent_null_and_empty_are_missing_values_and_columns_that_are_not_inputs_are_ignored()
    {
        await using var host = await ServingHost.StartAsync();

        var answer = await host.AskAsync(Path, """[{}, {"tenure": null, "contract": null, "senior": null}, {"contract": "", "churn": {"deep": [1]}}]""");

        var predictions = answer["predictions"]!.AsArray().Select(p => p!.ToJsonString()).ToList();
        Assert.Single(predictions.Distinct());
        Assert.NotEqual(predictions[0], (await host.AskAsync(Path, """{"tenure": 60}"""))["prediction"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"tenur": 3}""", "tenur", 0, "did you mean 'tenure'")]
    [InlineData("""[{}, {"tenure": "3 years"}]""", "tenure", 1, "has a text in row 1 that is no number")]
    [InlineData("""{"senior": 1}""", "senior", 0, "expected true or false")]
    [InlineData("""{"contract": 1}""", "contract", 0, "expected a string")]
    [InlineData("""{"tenure": 1e39}""", "tenure", 0, "too large")]
    [InlineData("""{"tenure": [1]}""", "tenure", 0, "has an array")]
    [InlineData("""{"tenure": 1, "tenure": 2}""", "tenure", 0, "twice")]
    [InlineData("""{"senior__present": true}""", "senior__present", 0, "unknown column")]
    [InlineData("""[{}, 3]""", null, 1, "Row 1 is a number")]
    [InlineData("""[]""", null, null, "no rows")]
    [InlineData("""3""", null, null, "is a number")]
    [InlineData("""{"tenure": 3} {}""", null, null, "not valid JSON")]
    [InlineData("""{"tenure": NaN}""", null, null, "NaN")]
    [InlineData("""{"tenure": 3,}""", null, null, "not valid JSON")]
    [InlineData("""{"contract": "\ud800"}""", null, null, "not valid")]
    public async Task A_wrong_row_is_refused_by_column_and_number(string body, string? column, int? row, string message)
    {
        await using var host = await ServingHost.StartAsync();

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, body);

        Assert.Contains(message, (string?)answer["error"], StringComparison.Ordinal);
        Assert.Equal(column, (string?)answer["column"]);
        Assert.Equal(row, (int?)answer["row"]);
    }

    [Theory]
    [InlineData("""{"tenure": 73, "contract": "Two year", "joined": "2020-01-01"}""", "'tenure' has the value 73")]
    [InlineData("""{"tenure": -0.5, "contract": "Two year", "joined": "2020-01-01"}""", "0 or more and 72 or less")]
    [InlineData("""{"tenure": 1, "contract": "Two yaer", "joined": "2020-01-01"}""", "did you mean 'Two year'")]
    [InlineData("""{"tenure": 1, "joined": "2020-01-01"}""", "'contract' has no value")]
    [InlineData("""{"tenure": 1, "contract": "", "joined": "2020-01-01"}""", "'contract' has no value")]
    [InlineData("""{"tenure": 1, "contract": "Two year"}""", "'joined' has no value")]
    [InlineData("""{"tenure": 1, "contract": "Two year", "joined": "yesterday"}""", "ISO 8601")]
    [InlineData("""{"tenure": 1, "contract": "Two year", "joined": 1.5}""", "ISO 8601")]
    public async Task What_the_schema_forbids_is_refused(string body, string message)
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0", schema: Strict);
        host.Promote("production", "1.0.0");
        await host.RunAsync();

        var answer = await host.RefusedAsync(HttpStatusCode.BadRequest, Path, body);

        Assert.Contains(message, (string?)answer["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dates_are_texts_or_microseconds()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0", schema: Strict);
        host.Promote("production", "1.0.0");
        await host.RunAsync();

        var answer = await host.AskAsync(Path, """
            [{"tenure": 1, "contract": "Two year", "joined": "1970-01-02"},
             {"tenure": 1, "contract": "Two year", "joined": "1970-01-02T01:00:00+01:00"},
             {"tenure": 1, "contract": "Two year", "joined": 86400000000},
             {"tenure": 1, "contract": "Two year", "joined": "1970-01-03"}]
            """);

        var scores = answer["predictions"]!.AsArray().Select(p => (float)p!["score"]!).ToList();
        Assert.Equal(scores[0], scores[1]);
        Assert.Equal(scores[0], scores[2]);
        Assert.NotEqual(scores[0], scores[3]);
    }

    [Fact]
    public async Task Too_many_rows_and_too_large_bodies_are_refused_as_such()
    {
        await using var host = await ServingHost.StartAsync(o =>
        {
            o.Limits.MaxRows = 3;
            o.Limits.MaxBodyBytes = 2000;
        });

        Assert.Equal(3, (await host.AskAsync(Path, "[{},{},{}]"))["predictions"]!.AsArray().Count);
        await host.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, Path, "[{},{},{},{}]");
        await host.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, Path, "[" + new string(' ', 2000) + "{}]");
        await host.RefusedAsync(HttpStatusCode.RequestEntityTooLarge, "/v2/models/Contoso.Churn/infer", """{"inputs": [{"name": "tenure", "shape": [4, 1], "datatype": "FP32", "data": [1, 2, 3, 4]}]}""");
    }

    private static ModelSchema Strict { get; } = TestPackage.Schema with
    {
        Columns =
        [
            TestPackage.Schema.Columns[0],
            TestPackage.Schema.Columns[1] with { Min = 0, Max = 72 },
            TestPackage.Schema.Columns[2] with { MinDomainMass = 1, MinFraction = 1 },
            new SchemaColumn { Name = "joined", Type = ColumnType.Date, Role = ColumnRole.Feature, MinFraction = 1 },
        ],
    };
}

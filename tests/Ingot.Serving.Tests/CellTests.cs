using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Serving.Requests;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>How one value of <c>predict</c> becomes one of its column, and what is said when it is none.</summary>
public sealed class CellTests(LoadedModels models) : IClassFixture<LoadedModels>
{
    private const long Day = 86_400_000_000;

    private static ModelSchema Schema { get; } = TestPackage.Schema with
    {
        Columns =
        [
            TestPackage.Schema.Columns[0],
            TestPackage.Schema.Columns[1] with { Min = 0, Max = 72, Missing = ["-999", "none"] },
            Feature("least", ColumnType.Number) with { Min = 0.5 },
            Feature("most", ColumnType.Number) with { Max = 5 },
            Feature("amount", ColumnType.Number),
            Feature("account", ColumnType.Number) with { Precision = NumberPrecision.Float64 },
            Feature("code", ColumnType.String) with { Domain = ["1", "2"], MinDomainMass = 1 },
            Feature("free", ColumnType.String) with { Domain = ["a", "b"] },
            Feature("senior", ColumnType.Boolean),
            Feature("joined", ColumnType.Date) with { Format = "dd.MM.yyyy" },
            Feature("left", ColumnType.Date),
            new SchemaColumn { Name = "comment", Type = ColumnType.String, Role = ColumnRole.Ignored },
        ],
    };

    private static ModelSchema Strict { get; } = TestPackage.Schema with
    {
        Columns =
        [
            TestPackage.Schema.Columns[0],
            TestPackage.Schema.Columns[1] with { MinFraction = 1, Missing = ["-999"] },
            Feature("senior", ColumnType.Boolean) with { MinFraction = 1 },
            Feature("joined", ColumnType.Date) with { MinFraction = 1 },
        ],
    };

    [Theory]
    [InlineData("tenure", "0", 0f)]
    [InlineData("tenure", "72", 72f)]
    [InlineData("tenure", "7.25", 7.25f)]
    [InlineData("tenure", "\" 7.25 \"", 7.25f)]
    [InlineData("tenure", "-999", float.NaN)]
    [InlineData("tenure", "\"none\"", float.NaN)]
    [InlineData("tenure", "\"\"", float.NaN)]
    [InlineData("tenure", "null", float.NaN)]
    [InlineData("least", "0.5", 0.5f)]
    [InlineData("most", "5", 5f)]
    [InlineData("amount", "-1e38", -1e38f)]
    [InlineData("account", "1e39", 1e39)]
    [InlineData("account", "\"-1e39\"", -1e39)]
    [InlineData("code", "\"2\"", "2")]
    [InlineData("free", "\"other\"", "other")]
    [InlineData("free", "\"\"", null)]
    [InlineData("senior", "true", true)]
    [InlineData("senior", "false", false)]
    [InlineData("senior", "\"Yes\"", true)]
    [InlineData("senior", "\"n\"", false)]
    [InlineData("joined", "\"02.01.1970\"", Day)]
    [InlineData("joined", "\"1970-01-02\"", Day)]
    [InlineData("joined", "86400000000", Day)]
    [InlineData("left", "\" 1970-01-02T00:00:00Z \"", Day)]
    public void A_value_is_read_as_its_column_s(string column, string json, object? expected)
    {
        var request = models.Read(PredictFormat.Instance, Schema, $$"""{"{{column}}": {{json}}}""");

        Assert.Equal((1, true), (request.Batch.Rows, request.IsSingle));
        Assert.Equal(expected, Value(request, column));
        if (Schema.Columns.Single(c => c.Name == column).HasPresenceInput)
        {
            Assert.Equal(true, Value(request, column + SchemaColumn.PresenceSuffix));
        }
    }

    [Theory]
    [InlineData("senior", "\"\"")]
    [InlineData("joined", "null")]
    [InlineData("left", "\"\"")]
    public void A_missing_value_that_no_value_can_say_is_said_beside_it(string column, string json) =>
        Assert.Equal(false, Value(models.Read(PredictFormat.Instance, Schema, $$"""{"{{column}}": {{json}}}"""), column + SchemaColumn.PresenceSuffix));

    [Theory]
    [InlineData("tenure", "73", "the value 73 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("tenure", "-0.5", "the value -0.5 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("tenure", "\"73\"", "the value 73 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("least", "0.25", "the value 0.25 in row 0; the model's schema allows 0.5 or more.")]
    [InlineData("most", "5.5", "the value 5.5 in row 0; the model's schema allows 5 or less.")]
    [InlineData("amount", "3.4028235677973366e38", "a number in row 0 that is too large for FP32.")]
    [InlineData("account", "1e400", "a number in row 0 that is too large for FP64.")]
    [InlineData("tenure", "true", "a truth value in row 0; expected a number, or null where the value is missing.")]
    [InlineData("tenure", "[1]", "an array in row 0; expected a number, or null where the value is missing.")]
    [InlineData("tenure", "{}", "an object in row 0; expected a number, or null where the value is missing.")]
    [InlineData("tenure", "\"3 years\"", "a text in row 0 that is no number; expected a number, or a text that is one as in the data that the model learned from, or null where the value is missing.")]
    [InlineData("senior", "1", "a number in row 0; expected true or false, or null where the value is missing.")]
    [InlineData("senior", "\"maybe\"", "a text in row 0 that is no truth value; expected true or false, or null where the value is missing.")]
    [InlineData("left", "1.5", "a number in row 0; expected a date as a string in ISO 8601, or whole microseconds since 1970-01-01, or null where the value is missing.")]
    [InlineData("left", "true", "a truth value in row 0; expected a date as a string in ISO 8601, or whole microseconds since 1970-01-01, or null where the value is missing.")]
    [InlineData("left", "\"02.01.1970\"", "a text in row 0 that is no date; expected a date in ISO 8601 such as 2012-07-31T23:30:00Z, or whole microseconds since 1970-01-01, or null where the value is missing.")]
    [InlineData("joined", "\"1.2.70\"", "a text in row 0 that is no date; expected a date in the format dd.MM.yyyy, or in ISO 8601 such as 2012-07-31T23:30:00Z, or whole microseconds since 1970-01-01, or null where the value is missing.")]
    [InlineData("code", "2", "a number in row 0; expected a string, or null where the value is missing.")]
    [InlineData("free", "false", "a truth value in row 0; expected a string, or null where the value is missing.")]
    [InlineData("code", "\"other\"", "a value in row 0 that is not in its domain; the model's schema allows only 1, 2.")]
    public void A_value_that_is_none_of_its_column_s_is_told_with_what_is_expected(string column, string json, string message) =>
        Assert.Equal((400, $"Column '{column}' has {message}", column, 0), models.Refused(PredictFormat.Instance, Schema, $$"""{"{{column}}": {{json}}}"""));

    [Theory]
    [InlineData("""{"tenure": -999, "senior": true, "joined": 0}""", "tenure")]
    [InlineData("""{"tenure": "", "senior": true, "joined": 0}""", "tenure")]
    [InlineData("""{"tenure": 1, "senior": " ", "joined": 0}""", "senior")]
    [InlineData("""{"tenure": 1, "senior": true}""", "joined")]
    public void A_column_that_must_have_values_takes_no_missing_one_however_it_is_said(string json, string column) => Assert.Equal(
        (400, $"Column '{column}' has no value in row 1; the model's schema requires one in every row.", column, 1),
        models.Refused(PredictFormat.Instance, Strict, $$"""[{"tenure": 1, "senior": true, "joined": 0}, {{json}}]"""));

    [Fact]
    public void Columns_may_come_in_any_order_and_those_that_are_no_inputs_say_nothing()
    {
        var request = models.Read(PredictFormat.Instance, Schema, """
            [{"left": 5, "comment": {"tenure": [1, {"x": 2}]}, "most": 1, "tenure": 2, "churn": "Yes", "joined": 7, "senior": true},
             {"tenure": 3, "senior": false, "joined": 8, "left": 9},
             {}]
            """);

        Assert.Equal((3, false), (request.Batch.Rows, request.IsSingle));
        Assert.Equal([2f, 3f, float.NaN], Values<float>(request, "tenure"));
        Assert.Equal([1f, float.NaN, float.NaN], Values<float>(request, "most"));
        Assert.Equal([true, false, false], Values<bool>(request, "senior"));
        Assert.Equal([true, true, false], Values<bool>(request, "senior__present"));
        Assert.Equal([7L, 8, 0], Values<long>(request, "joined"));
        Assert.Equal([5L, 9, 0], Values<long>(request, "left"));
    }

    [Fact]
    public void More_rows_than_there_was_room_for_at_first_are_all_kept()
    {
        var request = models.Read(PredictFormat.Instance, Schema, new JsonArray([.. Enumerable.Range(0, 50).Select(i => new JsonObject { ["account"] = i, ["free"] = $"{i}" })]).ToJsonString());

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (double)i), Values<double>(request, "account"));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), Values<string>(request, "free"));
    }

    [Theory]
    [InlineData("3", "The body is a number; expected an object with a value for each column, or an array of such objects.", null, null)]
    [InlineData("null", "The body is null; expected an object with a value for each column, or an array of such objects.", null, null)]
    [InlineData("\"x\"", "The body is a string; expected an object with a value for each column, or an array of such objects.", null, null)]
    [InlineData("[{}, [1]]", "Row 1 is an array; expected an object with a value for each column.", null, 1)]
    [InlineData("[null]", "Row 0 is null; expected an object with a value for each column.", null, 0)]
    [InlineData("[]", "The request has no rows; expected at least one.", null, null)]
    [InlineData("[{}, {\"left\": 1, \"left\": 1}]", "Column 'left' is given twice in row 1.", "left", 1)]
    [InlineData("{\"tenur\": 1}", "Row 0 has an unknown column 'tenur' (did you mean 'tenure'?); the model's columns are tenure, least, most, amount, account, code, free, senior, joined, left.", "tenur", 0)]
    [InlineData("[{}, {\"left__present\": true}]", "Row 1 has an unknown column 'left__present'; the model's columns are tenure, least, most, amount, account, code, free, senior, joined, left.", "left__present", 1)]
    public void Rows_that_are_none_are_told_by_their_number(string json, string message, string? column, int? row) =>
        Assert.Equal((400, message, column, row), models.Refused(PredictFormat.Instance, Schema, json));

    [Fact]
    public void As_many_rows_as_are_allowed_are_taken_and_not_one_more()
    {
        Assert.Equal(3, models.Read(PredictFormat.Instance, Schema, "[{}, {}, {}]", maxRows: 3).Batch.Rows);
        Assert.Equal((413, "The request has more than 3 rows. Send it in several requests.", null, null), models.Refused(PredictFormat.Instance, Schema, "[{}, {}, {}, {}]", maxRows: 3));
    }

    [Theory]
    [InlineData("{\"tenure\": 1} x", "The body is not valid JSON at line 1, byte 15: 'x' is invalid after a single JSON value. Expected end of data. A missing value is null; NaN and Infinity are not JSON.")]
    [InlineData("[\n{\"tenure\": NaN}]", "The body is not valid JSON at line 2, byte 12: 'N' is an invalid start of a value. A missing value is null; NaN and Infinity are not JSON.")]
    [InlineData("{\"free\": \"\\ud800\"}", "The body has text that is not valid UTF-8, or half of a surrogate pair.")]
    public void What_is_no_JSON_is_told_by_its_place(string json, string message) => Assert.Equal((400, message, null, null), models.Refused(PredictFormat.Instance, Schema, json));

    private static SchemaColumn Feature(string name, ColumnType type) => new() { Name = name, Type = type, Role = ColumnRole.Feature };

    private static object? Value(PredictionRequest request, string input) => request.Batch.Column(request.Batch.Signature.IndexOfInput(input)).GetValue(0);

    private static IEnumerable<T> Values<T>(PredictionRequest request, string input) => ((T[])request.Batch.Column(request.Batch.Signature.IndexOfInput(input))).Take(request.Batch.Rows);
}

using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Releases.Validation;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Releases.Tests.Validation;

/// <summary>When a model answers as it did, and how golden rows become a table again.</summary>
public class GoldenAnswersTests
{
    [Theory]
    [InlineData(0f, 0f, true)]
    [InlineData(0f, 0.9e-5f, true)]
    [InlineData(0f, -0.9e-5f, true)]
    [InlineData(0f, 1.1e-5f, false)]
    [InlineData(0f, -1.1e-5f, false)]
    [InlineData(0.5f, 0.500009f, true)]
    [InlineData(0.5f, 0.500011f, false)]
    [InlineData(1000f, 1000.009f, true)]
    [InlineData(1000f, 1000.011f, false)]
    [InlineData(-1000f, -1000.009f, true)]
    [InlineData(-1000f, -1000.011f, false)]
    [InlineData(float.NaN, float.NaN, true)]
    [InlineData(float.NaN, 0f, false)]
    [InlineData(0f, float.NaN, false)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, true)]
    public void A_score_is_the_same_within_a_hundred_thousandth(float expected, float found, bool same)
    {
        Assert.Equal(same, GoldenAnswers.AreSame([found], [expected]));
        Assert.Equal(same, GoldenAnswers.AreSame([0.25f, found, 0.5f], [0.25f, expected, 0.5f]));
    }

    [Fact]
    public void Every_score_counts_and_there_are_as_many()
    {
        Assert.True(GoldenAnswers.AreSame([], []));
        Assert.True(GoldenAnswers.AreSame([1, 2, 3], [1, 2, 3]));
        Assert.False(GoldenAnswers.AreSame([1, 2, 4], [1, 2, 3]));
        Assert.False(GoldenAnswers.AreSame([4, 2, 3], [1, 2, 3]));
        Assert.False(GoldenAnswers.AreSame([1, 2], [1, 2, 3]));
        Assert.False(GoldenAnswers.AreSame([1, 2, 3], [1, 2]));
    }

    [Fact]
    public void Rows_become_the_table_that_they_were()
    {
        var schema = Regression(Number("n"), Of("b", ColumnType.Boolean), Of("d", ColumnType.Date), Text("t", 0, "x"));
        var table = new Table(
        [
            new NumberColumn("n", [0.5, double.NaN, -3]),
            new BooleanColumn("b", [1, -1, 0]),
            new DateColumn("d", [-86_400_000_001L, DateColumn.Missing, 5]),
            new StringColumn("t", [1, -1, 0], ["a", "b"]),
        ]);

        var read = GoldenTable.Of([.. Enumerable.Range(0, 3).Select(r => new GoldenRow(r, GoldenFile.Inputs(schema.Features, table, r), [0]))], schema);

        Assert.Equal(3, read.Rows);
        Assert.Equal([0.5, double.NaN, -3], ((NumberColumn)read["n"]).Values);
        Assert.Equal([1, -1, 0], ((BooleanColumn)read["b"]).Values);
        Assert.Equal([-86_400_000_001L, DateColumn.Missing, 5], ((DateColumn)read["d"]).Values);
        Assert.Equal(["b", null, "a"], Enumerable.Range(0, 3).Select(r => ((StringColumn)read["t"])[r]));
    }

    [Theory]
    [InlineData("n", "\"three\"")]
    [InlineData("b", "1")]
    [InlineData("d", "\"yesterday\"")]
    [InlineData("t", "3")]
    public void A_value_of_another_type_is_said(string column, string value)
    {
        var schema = Regression(Number("n"), Of("b", ColumnType.Boolean), Of("d", ColumnType.Date), Text("t", 0, "x"));
        var row = new GoldenRow(7, new JsonObject { [column] = JsonNode.Parse(value) }, [0]);

        var refused = Assert.Throws<InvalidDataException>(() => GoldenTable.Of([row], schema));

        Assert.StartsWith("The golden rows cannot be used: a golden row has a value of another type than its column's: ", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual('.', refused.Message[^1]);
    }
}

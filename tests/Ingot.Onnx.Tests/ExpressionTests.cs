using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>What expressions give, computed by ONNX Runtime.</summary>
public class ExpressionTests
{
    private const double Nan = double.NaN;

    private static readonly ModelSchema Columns = Schema(
        ModelTask.Regression,
        Feature("a", ColumnType.Number), Feature("b c", ColumnType.Number, precision: NumberPrecision.Float64), Feature("new", ColumnType.Boolean),
        Feature("from", ColumnType.Date), Feature("to", ColumnType.Date, minFraction: 1), Feature("plan", ColumnType.String));

    /// <summary>The second row has no value but the date that every row has.</summary>
    private static readonly Table Rows = new(
    [
        Numbers("a", 3, Nan, -2.5), Numbers("b c", 0, Nan, 1e15 + 1), new BooleanColumn("new", [1, -1, 0]),
        Dates("from", "2024-02-29T13:45:00Z", null, "1899-12-31"), Dates("to", "2024-03-01", "1970-01-01", "1900-01-01"), Strings("plan", "Größe L", null, "S"),
    ]);

    [Theory]
    [InlineData("a + 1", 4, Nan, -1.5)]
    [InlineData("2 - 3 - a", -4, Nan, 1.5)]
    [InlineData("-a ^ 2", -9, Nan, -6.25)]
    [InlineData("2 ^ 3 ^ 2 + 0 * a", 512, Nan, 512)]
    [InlineData("2 * (a + 1) / 4", 2, Nan, -0.75)]
    [InlineData("a / \"b c\"", Nan, Nan, -2.5 / (1e15 + 1))]
    [InlineData("[b c] - 1e15", -1e15, Nan, 1)]
    [InlineData("0 / a", 0, Nan, 0)]
    [InlineData("a ^ 0", 1, Nan, 1)]
    [InlineData("1 ^ a", 1, Nan, 1)]
    [InlineData("log(a)", 1.0986122886681098, Nan, Nan)]
    [InlineData("log([b c] * 0)", Nan, Nan, Nan)]
    [InlineData("sqrt(a)", 1.7320508075688772, Nan, Nan)]
    [InlineData("exp(a * 1000)", Nan, Nan, 0)]
    [InlineData("abs(a)", 3, Nan, 2.5)]
    [InlineData("floor(a) + 10 * ceil(a) + 100 * round(a)", 333, Nan, -223)]
    [InlineData("min(a, 0, 5)", 0, Nan, -2.5)]
    [InlineData("max(a, 0, 1)", 3, Nan, 1)]
    [InlineData("a > 0", 1, Nan, 0)]
    [InlineData("a <> 3", 0, Nan, 1)]
    [InlineData("a >= 3 and new", 1, Nan, 0)]
    [InlineData("not new or a < 0", 0, Nan, 1)]
    [InlineData("if(new, a, [b c])", 3, Nan, 1e15 + 1)]
    [InlineData("if(is_missing(a), -1, a)", 3, -1, -2.5)]
    [InlineData("if(is_missing(plan), 1, 0)", 0, 1, 0)]
    [InlineData("is_missing(from)", 0, 1, 0)]
    [InlineData("is_missing(new)", 0, 1, 0)]
    [InlineData("plan = 'Größe L'", 1, Nan, 0)]
    [InlineData("'S' <> plan", 1, Nan, 0)]
    [InlineData("days(to, from)", 0.42708333333333331, Nan, 1)]
    [InlineData("to - from", 0.42708333333333331, Nan, 1)]
    [InlineData("from < '1900-01-01'", 0, Nan, 1)]
    [InlineData("hour(from)", 13, Nan, 0)]
    [InlineData("year(from) * 10000 + month(from) * 100 + day(from)", 20240229, Nan, 18991231)]
    [InlineData("weekday(to)", 5, 4, 1)]
    [InlineData("sin(a) + cos(a)", -0.84887248854057818, Nan, -1.3996157596508902)]
    public void An_expression_gives(string text, double first, double second, double third)
    {
        Assert.NotEqual(ExpressionType.Text, ExpressionCheck.TypeOf(ExpressionParser.Parse(text), Columns.Columns));
        double[] expected = [first, second, third];

        Assert.All(Values(text, Rows).Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-11));
    }

    [Fact]
    public void Days_of_all_years_have_their_parts()
    {
        var days = Enumerable.Range(-180_000, 400_000).Where(d => d % 37 == 0).Select(d => DateTime.UnixEpoch.AddDays(d)).Where(d => d.Year is > 1600 and < 2500).ToArray();
        var table = new Table([new DateColumn("from", Array.ConvertAll(days, DateColumn.Microseconds))]);
        var schema = Schema(ModelTask.Regression, Feature("from", ColumnType.Date, minFraction: 1));

        Assert.Equal(days.Select(d => (double)d.Year), Values("year(from)", table, schema));
        Assert.Equal(days.Select(d => (double)d.Month), Values("month(from)", table, schema));
        Assert.Equal(days.Select(d => (double)d.Day), Values("day(from)", table, schema));
        Assert.Equal(days.Select(d => d.DayOfWeek == 0 ? 7.0 : (double)d.DayOfWeek), Values("weekday(from)", table, schema));
    }

    [Fact]
    public void Hours_of_all_days_are_whole()
    {
        var hours = Enumerable.Range(-400_000, 1_000_000).Where(h => h % 19 == 0).Select(h => DateTime.UnixEpoch.AddHours(h)).ToArray();
        DateTime[] times = [.. hours, .. hours.Select(h => h.AddMicroseconds(-1))];
        var table = new Table([new DateColumn("from", Array.ConvertAll(times, DateColumn.Microseconds))]);

        Assert.Equal(times.Select(t => (double)t.Hour), Values("hour(from)", table, Schema(ModelTask.Regression, Feature("from", ColumnType.Date, minFraction: 1))));
    }

    [Fact]
    public void A_column_may_be_a_feature_and_a_part_of_several_others()
    {
        using var model = new TestModel();
        var (schema, table) = Mixed(ModelTask.Regression);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear, computed: [Spec("twice", "size * 2"), Spec("old", "if(new, 0, size)"), Spec("late", "month(since) + size")]);
        var width = plan.Names.Count;
        model.Write(schema, plan, new Learned.LinearModel([[.. Enumerable.Repeat(1.0, width)]], [0]) { Link = Learned.OutputLink.Identity, Outputs = 1 });

        Assert.Equal(["twice", "old", "late"], plan.Names.TakeLast(3));
        Assert.StartsWith("size * 2, ", plan.Notes[^3].What, StringComparison.Ordinal);
        var matrix = plan.Transform(table);
        Assert.All(model.Score(schema, table).Index(), s => Assert.Equal(Row(matrix, s.Index).Sum(), s.Item, 1e-5f));
    }

    [Fact]
    public void Trees_are_told_of_a_computed_number_in_double()
    {
        var plan = FeaturePlan.Fit(Rows, Columns, [], FeatureStyle.NativeTrees, computed: [Spec("more", "[b c] + a"), Spec("none", "log(a - 100)")]);

        Assert.True(plan.Steps[^2].IsDouble);
        Assert.Equal([Nan, Nan, Nan], Column(plan.Transform(Rows), "none").Select(v => (double)v));
    }

    [Fact]
    public void A_model_without_the_columns_of_a_feature_has_none_of_it()
    {
        var (schema, table) = Mixed(ModelTask.Regression);

        Assert.DoesNotContain("gone", FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear, computed: [Spec("gone", "size + other")]).Names);
    }

    private static double[] Values(string text, Table table, ModelSchema? schema = null) =>
        ComputedFeature.Of([Spec("x", text)], schema ?? Columns).Single().Values(table, 1).Values;

    private static FeatureSpec Spec(string name, string text) => new(name, text, ExpressionParser.Parse(text), new SourceLocation("Model.csproj", 7));

    private static DateColumn Dates(string name, params string?[] values) => new(
        name, Array.ConvertAll(values, v => v is null ? DateColumn.Missing : DateColumn.Microseconds(DateTime.Parse(v, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal))));
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>
/// What becomes of numbers and dates. The expected values are those of scikit-learn 1.2.1 (StandardScaler, RobustScaler, KBinsDiscretizer with strategy="quantile")
/// and scipy 1.10.1 (yeojohnson), fitted on the same numbers.
/// </summary>
public class TransformTests
{
    private static readonly double[] Sizes = [-3, -1, 0, 0.5, 1, 2, 2, 4, 8, 50];

    [Theory]
    [InlineData(NumberTransform.Standard, new[] { -0.630947132, -0.495985179, -0.428504202, -0.394763714, -0.361023226, -0.293542249, -0.293542249, -0.158580295, 0.111343612, 2.945544635 })]
    [InlineData(NumberTransform.Robust, new[] { -1.333333333, -0.740740741, -0.444444444, -0.296296296, -0.148148148, 0.148148148, 0.148148148, 0.740740741, 1.925925926, 14.37037037 })]
    [InlineData(NumberTransform.Power, new[] { -5.637020266, -1.324574906, 0.0, 0.43089109, 0.769659548, 1.299055264, 1.299055264, 2.063511102, 3.099350511, 7.457504855 })]
    [InlineData(NumberTransform.Log, new[] { -1.386294361, -0.693147181, 0, 0.405465108, 0.693147181, 1.098612289, 1.098612289, 1.609437912, 2.197224577, 3.931825633 })]
    [InlineData(NumberTransform.Clip, new[] { -2.82, -1, 0, 0.5, 1, 2, 2, 4, 8, 46.22 })]
    [InlineData(NumberTransform.None, new[] { -3.0, -1, 0, 0.5, 1, 2, 2, 4, 8, 50 })]
    public void Numbers_become_what_others_make_of_them(NumberTransform transform, double[] expected)
    {
        var values = Fit(transform, FeatureStyle.DenseTrees).Transform(Table(Sizes)).Values;

        Assert.All(expected.Zip(values), p => Assert.Equal(p.First, p.Second, 2e-6 * Math.Max(1, Math.Abs(p.First))));
    }

    [Fact]
    public void Bins_have_as_many_rows_each()
    {
        double[] learned = [.. Enumerable.Range(1, 40).Select(i => Math.Pow(i, 1.5))];
        var plan = FeaturePlan.Fit(Table(learned), Columns(NumberPrecision.Float64), [Says(NumberTransform.Quantile)], FeatureStyle.NativeTrees);

        Assert.Equal([0, 0, 0, 1, 5, 9, 9, float.NaN], plan.Transform(Table(0, 1, 9, 22.5, 100, 252.98, 300, double.NaN)).Values);
        Assert.All(plan.Transform(Table(learned)).Values.CountBy(v => v), b => Assert.Equal(4, b.Value));
    }

    [Theory]
    [InlineData(NumberTransform.Quantile)]
    [InlineData(NumberTransform.Log)]
    [InlineData(NumberTransform.Power)]
    [InlineData(NumberTransform.Clip)]
    [InlineData(NumberTransform.Standard)]
    [InlineData(NumberTransform.Robust)]
    [InlineData(NumberTransform.None)]
    public void A_missing_number_stays_missing_or_is_what_it_is_filled_with(NumberTransform transform)
    {
        var asked = Table(double.NaN, 1.5);
        Assert.Equal(float.NaN, Fit(transform, FeatureStyle.NativeTrees).Transform(asked).Values[0]);

        // Filled with the median, 1.5.
        var filled = Fit(transform, FeatureStyle.Linear).Transform(asked).Values;
        Assert.Equal(filled[1], filled[0]);
    }

    [Theory]
    [InlineData(NumberTransform.Quantile, true)]
    [InlineData(NumberTransform.Log, true)]
    [InlineData(NumberTransform.Power, true)]
    [InlineData(NumberTransform.Clip, true)]
    [InlineData(NumberTransform.Standard, true)]
    [InlineData(NumberTransform.Robust, false)]
    [InlineData(NumberTransform.None, false)]
    public void For_a_linear_model_it_is_standardised_but_where_the_project_has_a_scale(NumberTransform transform, bool isStandardised)
    {
        var values = Fit(transform, FeatureStyle.Linear).Transform(Table(Sizes)).Values;

        Assert.Equal(isStandardised, Math.Abs(values.Average()) < 1e-4 && Math.Abs(values.Average(v => v * v) - 1) < 1e-4);
    }

    [Fact]
    public void Values_that_are_all_alike_harm_nothing()
    {
        foreach (var transform in Enum.GetValues<NumberTransform>())
        {
            var plan = FeaturePlan.Fit(Table(7, 7, 7), Columns(), [Says(transform)], FeatureStyle.Linear);
            Assert.All(plan.Transform(Table(7, -1e30, 1e30, 0)).Values, v => Assert.False(float.IsNaN(v)));
        }
    }

    [Fact]
    public void Whether_a_value_is_missing_is_a_feature_where_the_project_asks_for_it()
    {
        var plan = FeaturePlan.Fit(Table(1, double.NaN, 3), Columns(), [TestModel.Says("size", MissingValues.Auto) with { MissingIndicator = true }], FeatureStyle.DenseTrees);

        Assert.Equal(["size", "size: missing"], plan.Names);
        Assert.Equal([1, 0, 2, 1, 3, 0], plan.Transform(Table(1, double.NaN, 3)).Values);
    }

    [Fact]
    public void Parts_of_dates_are_features_and_on_a_circle_december_is_beside_january()
    {
        var schema = Schema(ModelTask.Regression, Feature("at", ColumnType.Date, minFraction: 1));
        var table = new Table([new DateColumn("at", [.. ((string[])["2023-12-31T23:00:00", "2024-01-01T00:30:00", "2024-06-17T12:00:00"]).Select(d => DateColumn.Microseconds(DateTime.Parse(d, System.Globalization.CultureInfo.InvariantCulture)))])]);
        ColumnSpec Asks(bool cyclic, params DatePart[] parts) => TestModel.Says("at", MissingValues.Auto) with { Parts = parts, Cyclic = cyclic };

        var plain = FeaturePlan.Fit(table, schema, [Asks(false, DatePart.Year, DatePart.Month, DatePart.Day, DatePart.DayOfWeek, DatePart.Hour)], FeatureStyle.NativeTrees);
        Assert.Equal(["at", "at: Year", "at: Month", "at: Day", "at: DayOfWeek", "at: Hour"], plain.Names);
        Assert.Equal([2023, 12, 31, 7, 23], Row(plain.Transform(table), 0)[1..]);
        Assert.Equal([2024, 6, 17, 1, 12], Row(plain.Transform(table), 2)[1..]);

        var round = FeaturePlan.Fit(table, schema, [Asks(true, DatePart.Month, DatePart.Year)], FeatureStyle.NativeTrees);
        Assert.Equal(["at", "at: Month sin", "at: Month cos", "at: Year"], round.Names);
        Assert.Equal([-0.5f, 0.866025f], Row(round.Transform(table), 0)[1..3].Select(v => MathF.Round(v, 6)));
        Assert.Equal([0, 1], Row(round.Transform(table), 1)[1..3].Select(v => MathF.Round(v, 6)));
    }

    [Fact]
    public void What_other_columns_have_is_refused()
    {
        var table = new Table([Strings("plan", "a", "b")]);
        var error = Assert.Throws<IngotException>(() => FeaturePlan.Fit(
            table, Schema(ModelTask.Regression, Feature("plan", ColumnType.String)), [TestModel.Says("plan", MissingValues.Auto) with { Parts = [DatePart.Hour] }], FeatureStyle.Linear));
        Assert.Equal("INGOT2030", error.Diagnostic.Code);
        Assert.Contains("Column 'plan' of type String has the metadata Parts, which dates have only.", error.Message, StringComparison.Ordinal);
    }

    private static FeaturePlan Fit(NumberTransform transform, FeatureStyle style) => FeaturePlan.Fit(Table(Sizes), Columns(), [Says(transform)], style);

    private static Table Table(params double[] sizes) => new([Numbers("size", sizes)]);

    private static ModelSchema Columns(NumberPrecision precision = NumberPrecision.Float32) => Schema(ModelTask.Regression, Feature("size", ColumnType.Number, precision: precision));

    private static ColumnSpec Says(NumberTransform transform) => TestModel.Says("size", MissingValues.Auto) with { Transform = transform };
}

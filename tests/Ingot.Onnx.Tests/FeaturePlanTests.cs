using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

public class FeaturePlanTests
{
    private const float Nan = float.NaN;
    private static readonly Table Sizes = new([Numbers("size", 1, 2, double.NaN, 2, 7, 13)]);
    private static readonly ModelSchema SizeOnly = Schema(ModelTask.Regression, Feature("size", ColumnType.Number));

    [Fact]
    public void Native_trees_get_missing_values_as_they_are_and_categories_as_indexes()
    {
        var (schema, table) = Mixed(ModelTask.Regression);

        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        var matrix = plan.Transform(table);

        Assert.Equal(["size", "new", "since", "colour"], matrix.Names);
        // The more frequent category comes first; dates are days since 1970.
        Assert.Equal([1, 1, 0, 0], Row(matrix, 0));
        Assert.Equal([2, 0, 1, 1], Row(matrix, 1));
        Assert.Equal([Nan, Nan, Nan, Nan], Row(matrix, 2));
        Assert.Equal([4, 1, 0.5f, 0], Row(matrix, 3));
        Assert.Equal([3], plan.Categorical);
    }

    [Fact]
    public void Dense_trees_get_filled_values_and_one_feature_a_category()
    {
        var (schema, table) = Mixed(ModelTask.Regression);

        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.DenseTrees);
        var matrix = plan.Transform(table);

        Assert.Equal(["size", "new", "since", "colour=red", "colour=blue"], matrix.Names);
        Assert.Equal([2, 1, 0.5f, 0, 0], Row(matrix, 2));
        Assert.Equal([1, 1, 0, 1, 0], Row(matrix, 0));
        Assert.Empty(plan.Categorical);
    }

    [Theory]
    [InlineData(MissingValues.Median, null, 2)]
    [InlineData(MissingValues.Mean, null, 5)]
    [InlineData(MissingValues.MostFrequent, null, 2)]
    [InlineData(MissingValues.Constant, "-3.5", -3.5)]
    public void A_missing_number_becomes_what_the_project_says(MissingValues missing, string? constant, float expected)
    {
        foreach (var style in (FeatureStyle[])[FeatureStyle.NativeTrees, FeatureStyle.DenseTrees])
        {
            var matrix = FeaturePlan.Fit(Sizes, SizeOnly, [Says("size", missing, constant)], style).Transform(Sizes);

            Assert.Equal([1, 2, expected, 2, 7, 13], Column(matrix, "size"));
        }
    }

    [Fact]
    public void Linear_features_have_mean_0_and_deviation_1_on_what_was_fitted()
    {
        var matrix = FeaturePlan.Fit(Sizes, SizeOnly, [], FeatureStyle.Linear).Transform(Sizes);

        // numpy: v = [1, 2, 2, 2, 7, 13]; (v - v.mean()) / v.std().
        float[] expected = [-0.81928803f, -0.58520574f, -0.58520574f, -0.58520574f, 0.58520574f, 1.98969950f];
        Pairs.All(expected, Column(matrix, "size"), (e, a) => Assert.Equal(e, a, 1e-6f));
        Assert.Equal(0, Column(matrix, "size").Average(), 1e-6f);
    }

    [Theory]
    [InlineData(MissingValues.Auto, null, Nan)]
    [InlineData(MissingValues.MostFrequent, null, 0)]
    [InlineData(MissingValues.Constant, "b", 1)]
    public void A_missing_string_becomes_what_the_project_says(MissingValues missing, string? constant, float expected)
    {
        var table = new Table([Strings("plan", "a", "a", "b", null)]);
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));

        var matrix = FeaturePlan.Fit(table, schema, [Says("plan", missing, constant)], FeatureStyle.NativeTrees).Transform(table);

        Assert.Equal([0, 0, 1, expected], Column(matrix, "plan"));
    }

    [Fact]
    public void Only_the_32_most_frequent_categories_have_a_feature_of_their_own()
    {
        // Category i stands i + 1 times; 0 to 7 are cut off.
        var values = Enumerable.Range(0, 40).SelectMany(i => Enumerable.Repeat($"c{i:00}", i + 1)).ToArray();
        var table = new Table([Strings("city", values)]);
        var schema = Schema(ModelTask.Regression, Feature("city", ColumnType.String));

        var dense = FeaturePlan.Fit(table, schema, [], FeatureStyle.DenseTrees).Transform(table);
        var native = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees).Transform(table);

        Assert.Equal(32, dense.Names.Count);
        Assert.Equal("city=c39", dense.Names[0]);
        Assert.Equal("city=c08", dense.Names[^1]);
        Assert.All(Row(dense, 0), v => Assert.Equal(0, v));
        Assert.Equal(1, Row(dense, dense.Rows - 1)[0]);
        // Fewer than five rows of 820 make no category.
        Assert.Equal([float.NaN, 35], new[] { 0, 10 }.Select(r => Column(native, "city")[r]));
    }

    [Fact]
    public void An_unseen_string_is_not_a_category()
    {
        var training = new Table([Strings("plan", "a", "a", "b")]);
        var later = new Table([Strings("plan", "z", "b", "")]);
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));

        Assert.Equal([Nan, 1, Nan], Column(FeaturePlan.Fit(training, schema, [], FeatureStyle.NativeTrees).Transform(later), "plan"));
        var dense = FeaturePlan.Fit(training, schema, [], FeatureStyle.DenseTrees).Transform(later);
        Assert.Equal([0, 0, 0, 1, 0, 0], dense.Values);
    }

    [Fact]
    public void Statistics_are_those_of_the_rows_that_are_fitted_and_rows_come_in_the_order_asked_for()
    {
        int[] fitted = [0, 1, 2];

        var plan = FeaturePlan.Fit(Sizes, SizeOnly, [], FeatureStyle.DenseTrees, fitted);

        Assert.Equal([13, 1.5f, 1], Column(plan.Transform(Sizes, [5, 2, 0]), "size"));
    }

    [Fact]
    public void A_matrix_of_many_batches_does_not_depend_on_the_number_of_threads()
    {
        var rows = 20_000;
        var table = new Table(
        [
            Numbers("size", [.. Enumerable.Range(0, rows).Select(i => i % 7 == 0 ? double.NaN : i * 0.37)]),
            Strings("plan", [.. Enumerable.Range(0, rows).Select(i => i % 11 == 0 ? null : $"p{i % 50}")]),
        ]);
        var schema = Schema(ModelTask.Regression, Feature("size", ColumnType.Number), Feature("plan", ColumnType.String));
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear);

        var one = plan.Transform(table, threads: 1);
        var three = plan.Transform(table, threads: 3);

        Assert.Equal(one.Values, three.Values);
        Assert.Equal(one.Values[^33..], plan.Transform(table, [rows - 1]).Values);
    }

    [Fact]
    public void Numbers_that_float32_cannot_hold_are_standardised_in_double()
    {
        var table = new Table([Numbers("id", 1e9, 1e9 + 1, 1e9 + 2)]);
        var schema = Schema(ModelTask.Regression, Feature("id", ColumnType.Number, precision: NumberPrecision.Float64));

        var values = Column(FeaturePlan.Fit(table, schema, [], FeatureStyle.Linear).Transform(table), "id");

        Assert.Equal(-1.2247449f, values[0], 1e-6f);
        Assert.Equal(0, values[1], 1e-6f);
    }

    [Theory]
    [InlineData(FeatureStyle.DenseTrees)]
    [InlineData(FeatureStyle.Linear)]
    public void To_keep_missing_values_where_the_learner_cannot_is_an_error_at_the_column(FeatureStyle style)
    {
        var error = Assert.Throws<IngotException>(() => FeaturePlan.Fit(Sizes, SizeOnly, [Says("size", MissingValues.Keep)], style));

        Assert.Equal(("INGOT2010", 7), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
    }

    [Fact]
    public void A_constant_that_is_not_a_number_is_an_error_at_the_column()
    {
        var error = Assert.Throws<IngotException>(
            () => FeaturePlan.Fit(Sizes, SizeOnly, [Says("size", MissingValues.Constant, "many")], FeatureStyle.NativeTrees));

        Assert.Equal(("INGOT2010", 7), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
    }

    [Theory]
    [InlineData(ColumnType.Number, "many", "is not a number. Write one such as 0.")]
    [InlineData(ColumnType.Date, "0", "is not a date. Write one such as 2024-01-31.")]
    [InlineData(ColumnType.Date, "31.1.2024", "is not a date. Write one such as 2024-01-31.")]
    [InlineData(ColumnType.Boolean, "2", "is not a truth value. Write true or false.")]
    public void A_constant_that_is_not_of_the_columns_type_says_what_is(ColumnType type, string constant, string remedy)
    {
        var (table, schema) = OneMissing(type);

        var error = Assert.Throws<IngotException>(() => FeaturePlan.Fit(table, schema, [Says("value", MissingValues.Constant, constant)], FeatureStyle.NativeTrees));

        Assert.Equal($"Constant=\"{constant}\" of column 'value' {remedy}", error.Diagnostic.Message);
    }

    [Theory]
    [InlineData(ColumnType.Number, "-1.5", -1.5f)]
    [InlineData(ColumnType.Date, "2024-01-31", 19_753)]
    [InlineData(ColumnType.Boolean, "true", 1)]
    [InlineData(ColumnType.Boolean, "0", 0)]
    public void A_constant_is_a_value_of_the_columns_type(ColumnType type, string constant, float expected)
    {
        var (table, schema) = OneMissing(type);

        var plan = FeaturePlan.Fit(table, schema, [Says("value", MissingValues.Constant, constant)], FeatureStyle.NativeTrees);

        Assert.Equal(expected, Column(plan.Transform(table), "value")[1]);
    }

    [Theory]
    [InlineData(MissingValues.Median, null, "Column 'plan' is text and has Missing=\"Median\", which numbers, dates and truth values have only. Choose MostFrequent or Constant, or leave Missing out.")]
    [InlineData(MissingValues.Mean, null, "Column 'plan' is text and has Missing=\"Mean\", which numbers, dates and truth values have only. Choose MostFrequent or Constant, or leave Missing out.")]
    [InlineData(MissingValues.Constant, "Never", "Constant=\"Never\" of column 'plan' is none of its texts in the training data ('a', 'b'), so a missing value would stay missing. Write one of them, or leave Missing and Constant out if that is meant.")]
    public void What_a_text_cannot_be_filled_with_is_an_error(MissingValues missing, string? constant, string expected)
    {
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));
        foreach (var style in (FeatureStyle[])[FeatureStyle.NativeTrees, FeatureStyle.DenseTrees, FeatureStyle.Linear])
        {
            var error = Assert.Throws<IngotException>(
                () => FeaturePlan.Fit(new Table([Strings("plan", "a", "a", "b", null)]), schema, [Says("plan", missing, constant)], style));

            Assert.Equal(("INGOT2010", 7, expected), (error.Diagnostic.Code, error.Diagnostic.Location.Line, error.Diagnostic.Message));
        }
    }

    [Fact]
    public void A_constant_that_is_there_but_rare_is_as_rare_as_it_is_elsewhere()
    {
        var table = new Table([Strings("plan", [.. Enumerable.Repeat("a", 400), .. Enumerable.Repeat("b", 400), "c", null])]);
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));

        var filled = Column(FeaturePlan.Fit(table, schema, [Says("plan", MissingValues.Constant, "c")], FeatureStyle.NativeTrees).Transform(table), "plan");

        Assert.Equal(filled[800], filled[801]);
    }

    [Fact]
    public void A_text_that_cannot_be_kept_missing_is_none_of_the_categories_by_itself()
    {
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));

        var error = Assert.Throws<IngotException>(
            () => FeaturePlan.Fit(new Table([Strings("plan", "a", null)]), schema, [Says("plan", MissingValues.Keep)], FeatureStyle.Linear));

        Assert.Contains("Leave Missing out, which makes a missing text none of the categories", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Median", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_numbers_can_be_monotone()
    {
        var table = new Table([Strings("plan", "a", "b")]);
        var schema = Schema(ModelTask.Regression, Feature("plan", ColumnType.String));

        var error = Assert.Throws<IngotException>(
            () => FeaturePlan.Fit(table, schema, [Says("plan", MissingValues.Auto, monotone: 1)], FeatureStyle.NativeTrees));

        Assert.Equal(("INGOT2011", 7), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
    }

    [Theory]
    [InlineData(FeatureStyle.NativeTrees, 2)]
    [InlineData(FeatureStyle.DenseTrees, 1)]
    [InlineData(FeatureStyle.Linear, 1)]
    public void A_string_column_without_a_value_tells_nothing(FeatureStyle style, int features)
    {
        var table = new Table([Numbers("size", 1, 2), Strings("plan", null, null)]);
        var schema = Schema(ModelTask.Regression, Feature("size", ColumnType.Number), Feature("plan", ColumnType.String));

        var matrix = FeaturePlan.Fit(table, schema, [], style).Transform(table);

        Assert.Equal(features, matrix.Names.Count);
        Assert.All(Enumerable.Range(0, 2), row => Assert.All(Row(matrix, row)[1..], v => Assert.True(float.IsNaN(v))));
    }

    [Fact]
    public void A_matrix_that_no_array_can_hold_is_an_error_at_the_trainer()
    {
        List<TableColumn> columns = [.. Enumerable.Range(0, 2200).Select(i => Numbers($"n{i}", 1, 2)), Strings("plan", "a", "b")];
        var schema = Schema(ModelTask.Regression, [.. columns.Select(c => Feature(c.Name, c is StringColumn ? ColumnType.String : ColumnType.Number))]);
        var plan = FeaturePlan.Fit(new Table(columns), schema, [], FeatureStyle.Linear);

        var error = Assert.Throws<IngotException>(() => plan.Transform(new Table(columns), new int[1_000_000], 1, new SourceLocation("M.csproj", 9)));

        Assert.Equal(("INGOT2006", 9), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.EndsWith("leave rows out with ModelFilter, or choose the trainer LightGbm, which needs no matrix.", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    /// <summary>A column of a value and a missing one.</summary>
    private static (Table Table, ModelSchema Schema) OneMissing(ColumnType type) => (
        new Table([type switch
        {
            ColumnType.Date => new DateColumn("value", [0, DateColumn.Missing]),
            ColumnType.Boolean => new BooleanColumn("value", [1, -1]),
            _ => Numbers("value", 1, double.NaN),
        }]),
        Schema(ModelTask.Regression, Feature("value", type)));
}

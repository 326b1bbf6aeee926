using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>Numbers that stand for categories.</summary>
public class CategoryTests
{
    private const int Rows = 200;
    private static readonly ModelSchema Schema = TestModel.Schema(ModelTask.Regression, Feature("town", ColumnType.String));

    // a: 80 rows, b: 60, Ö: 40, rare ones 10, missing 10; the label is 1, 2, 3, 10 and 20 of these, but for each tenth row.
    private static readonly string?[] Towns = [.. Enumerable.Range(0, Rows).Select(i => (i % 20) switch { < 8 => "a", < 14 => "b", < 18 => "Ö", 18 => $"rare{i}", _ => null })];
    private static readonly float[] Labels = [.. Towns.Select((t, i) => i % 10 == 0 ? 7f : t switch { "a" => 1f, "b" => 2f, "Ö" => 3f, null => 20f, _ => 10f })];
    private static readonly Table Asked = new([Strings("town", "a", "b", "Ö", "rare18", "ö", null)]);

    [Theory]
    [InlineData(FeatureStyle.NativeTrees)]
    [InlineData(FeatureStyle.DenseTrees)]
    public void Categories_may_be_places_shares_or_features_of_their_own(FeatureStyle style)
    {
        Assert.Equal([0, 1, 2, -1, -1, -1], Values(Asked, ColumnEncoding.Ordinal, style, Towns).Values);
        Assert.Equal([0.4f, 0.3f, 0.2f, 0, 0, 0], Values(Asked, ColumnEncoding.Frequency, style, Towns).Values);

        var oneHot = Values(Asked, ColumnEncoding.OneHot, style, Towns);
        Assert.Equal(["town=a", "town=b", "town=Ö"], oneHot.Names);
        Assert.Equal([1, 0, 0], Row(oneHot, 0));
        Assert.Equal([0, 0, 0], Row(oneHot, 3));
        Assert.Equal([0, 0, 0], Row(oneHot, 5));
    }

    [Fact]
    public void The_mean_of_the_label_is_drawn_towards_that_of_all()
    {
        var plan = Fit(ColumnEncoding.Target, FeatureStyle.NativeTrees);
        var all = Labels.Average(l => (double)l);
        float Mean(Func<string?, bool> of)
        {
            var some = Towns.Zip(Labels).Where(t => of(t.First)).Select(t => (double)t.Second).ToList();
            return (float)((some.Sum() + (10 * all)) / (some.Count + 10));
        }

        float[] expected = [Mean(t => t == "a"), Mean(t => t == "b"), Mean(t => t == "Ö"), Mean(t => t?.StartsWith("rare", StringComparison.Ordinal) == true), 0, Mean(t => t is null)];
        expected[4] = expected[3];
        Assert.All(plan.Transform(Asked).Values.Zip(expected), p => Assert.Equal(p.Second, p.First, 1e-6f));
        Assert.Empty(plan.Categorical);
    }

    [Fact]
    public void A_learner_sees_of_a_row_no_mean_with_its_own_label()
    {
        var table = new Table([Strings("town", Towns)]);
        int[] rows = [.. Enumerable.Range(0, Rows - 20)];
        var before = Fit(ColumnEncoding.Target, FeatureStyle.NativeTrees, Labels, rows).Transform(table, rows, outOfFold: true).Values;

        foreach (var row in (int[])[0, 7, 19, 18, 101])
        {
            var other = (float[])Labels.Clone();
            other[row] += 1000;
            var plan = Fit(ColumnEncoding.Target, FeatureStyle.NativeTrees, other, rows);
            var after = plan.Transform(table, rows, outOfFold: true).Values;

            Assert.Equal(before[row], after[row]);
            Assert.NotEqual(before, after);
            Assert.NotEqual(before[row], plan.Transform(table, rows).Values[row]);

            // Rows that were not learned from have what the model has.
            int[] held = [Rows - 1, Rows - 2];
            Assert.Equal(plan.Transform(table, held).Values, plan.Transform(table, held, outOfFold: true).Values);
        }

        Assert.Equal(before, Fit(ColumnEncoding.Target, FeatureStyle.NativeTrees, Labels, rows).Transform(table, rows, threads: 3, outOfFold: true).Values);
    }

    [Fact]
    public void Of_several_classes_each_has_its_share()
    {
        float[] classes = [.. Labels.Select(l => l switch { 1 => 0f, 2 => 1f, _ => 2f })];
        var plan = FeaturePlan.Fit(
            new Table([Strings("town", Towns)]), Schema, [Says(ColumnEncoding.Target)], FeatureStyle.DenseTrees, labels: new FitLabels(classes, 3, ["x", "y", "z"], null, 1));

        Assert.Equal(["town: x", "town: y", "town: z"], plan.Names);
        Assert.All(plan.Transform(Asked).Values.Chunk(3), shares => Assert.Equal(1, shares.Sum(), 1e-6f));
    }

    [Fact]
    public void A_linear_model_is_given_standardised_numbers()
    {
        foreach (var encoding in (ColumnEncoding[])[ColumnEncoding.Frequency, ColumnEncoding.Target, ColumnEncoding.Ordinal])
        {
            var values = Fit(encoding, FeatureStyle.Linear).Transform(new Table([Strings("town", Towns)])).Values;
            Assert.Equal(0, values.Average(), 1e-4f);
            Assert.Equal(1, values.Average(v => v * v), 1e-4f);
        }
    }

    [Fact]
    public void Categories_are_the_most_frequent_ones_that_enough_rows_have()
    {
        Assert.Equal(["town=a"], Fit(c => c with { Encoding = ColumnEncoding.OneHot, MaxCategories = 1 }).Names);
        Assert.Equal(["town=a", "town=b"], Fit(c => c with { Encoding = ColumnEncoding.OneHot, MinRows = 50 }).Names);
        Assert.Equal([0.4f, 0.3f, 0, 0, 0, 0], Fit(c => c with { Encoding = ColumnEncoding.Frequency, MinRows = 50 }).Transform(Asked).Values);
    }

    [Fact]
    public void What_cannot_be_together_is_refused()
    {
        var filled = Assert.Throws<IngotException>(() => Fit(c => c with { Encoding = ColumnEncoding.Target, Missing = MissingValues.MostFrequent }));
        Assert.Equal("INGOT2010", filled.Diagnostic.Code);

        var number = Assert.Throws<IngotException>(() => FeaturePlan.Fit(
            new Table([Numbers("size", 1, 2)]), TestModel.Schema(ModelTask.Regression, Feature("size", ColumnType.Number)), [TestModel.Says("size", MissingValues.Auto) with { MaxCategories = 3 }], FeatureStyle.Linear));
        Assert.Equal("INGOT2030", number.Diagnostic.Code);
        Assert.Contains("Column 'size' of type Number has the metadata MaxCategories, which texts have only.", number.Message, StringComparison.Ordinal);
    }

    private static FeatureMatrix Values(Table asked, ColumnEncoding encoding, FeatureStyle style, params string?[] learned) => FeaturePlan.Fit(
        new Table([Strings("town", learned)]), Schema, [Says(encoding)], style, labels: new FitLabels(new float[learned.Length], 0, [], null, 1)).Transform(asked);

    private static FeaturePlan Fit(ColumnEncoding encoding, FeatureStyle style, float[]? labels = null, int[]? rows = null) => FeaturePlan.Fit(
        new Table([Strings("town", Towns)]), Schema, [Says(encoding)], style, rows, labels: new FitLabels(labels ?? Labels, 0, [], null, 1));

    private static FeaturePlan Fit(Func<ColumnSpec, ColumnSpec> said) => FeaturePlan.Fit(
        new Table([Strings("town", Towns)]), Schema, [said(Says(ColumnEncoding.Category))], FeatureStyle.NativeTrees, labels: new FitLabels(Labels, 0, [], null, 1));

    private static ColumnSpec Says(ColumnEncoding encoding) => TestModel.Says("town", MissingValues.Auto) with { Encoding = encoding };
}

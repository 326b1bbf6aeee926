using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Microsoft.ML.OnnxRuntime;

namespace Ingot.Training.Tests;

/// <summary>Values that float32 folds together are told apart, by the learner and by the ONNX model.</summary>
public class DoubleTests
{
    private const int Rows = 1000;
    private static readonly DateTime Start = new(2024, 3, 1, 8, 0, 0, DateTimeKind.Utc);

    /// <summary>Kinds of values, each rising from row to row; the classes part in the middle.</summary>
    private static readonly Dictionary<string, Func<int, double>> Kinds = new(StringComparer.Ordinal)
    {
        ["milliseconds since 1970"] = k => 1_700_000_000_000 + (40L * k),
        ["accounts of 13 digits"] = k => 4_000_000_000_000 + (7L * k),
        ["yyyymmddHHMM"] = k => 202_403_010_000 + (100 * (k / 60)) + (k % 60),
        ["close decimals"] = k => 1 + (k * 1e-10),
        ["neighbouring doubles"] = k => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.7e12) + k),
        ["around 1e300"] = k => 1e300 * (1 + (k * 1e-9)),
        ["beyond 1e300"] = k => (k - 500) * 3e305,
        ["around 1e-300"] = k => (k - 500) * 1e-300,
    };

    public static TheoryData<string, string> EachKind
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var kind in Kinds.Keys)
            {
                all.Add("LightGbm", kind);
                all.Add("FastTree", kind);
                if (kind is "milliseconds since 1970" or "around 1e300")
                {
                    all.Add("FastForest", kind);
                }

                all.Add("LogisticRegression", kind);
            }

            return all;
        }
    }

    // As float32 LightGbm had AUC 0.500 of all these (0.904 of the close decimals, 1 beyond 1e300, where all is infinite), FastTree
    // refused to train (0.904 of the close decimals), and LogisticRegression, which is given standardised values, had 0.500 around
    // 1e300 and 1e-300 and 1 of the others.
    [Theory]
    [MemberData(nameof(EachKind))]
    public void A_column_of_64_bits_is_learned_from_as_it_is(string trainer, string kind)
    {
        using var model = Case([.. Enumerable.Range(0, Rows).Select(k => Kinds[kind](k))]);

        var report = model.Train(trainer);

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(report.ParityDifference, 0, 1e-6);
        Assert.InRange(model.Auc(), 0.999, 1);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    [InlineData("LogisticRegression")]
    public void Dates_that_differ_by_milliseconds_are_told_apart(string trainer)
    {
        var dates = Enumerable.Range(0, Rows).Select(k => DateColumn.Microseconds(Start) + (1000L * k)).ToArray();
        using var model = TrainingCase.With(ModelTask.BinaryClassification, new DateColumn("x", dates), Label());

        model.Train(trainer);

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(model.Auc(), 0.999, 1);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    [InlineData("FastForest")]
    public void A_split_lies_between_two_neighbouring_doubles(string trainer)
    {
        // The classes part at a last bit; and what lies beyond the training values goes with their ends.
        var half = BitConverter.DoubleToInt64Bits(1_700_000_000_001);
        using var model = Case([.. Enumerable.Range(0, Rows).Select(k => BitConverter.Int64BitsToDouble(half + (k <= 500 ? 0 : 1)))]);

        model.Train(trainer, parameters: trainer == "FastForest" ? [("Iterations", "50")] : [("EarlyStopping", "0"), ("Iterations", "50")]);

        double[] asked = [double.MinValue, 0, BitConverter.Int64BitsToDouble(half - 1), BitConverter.Int64BitsToDouble(half), BitConverter.Int64BitsToDouble(half + 1), double.MaxValue];
        var scores = model.Score(new Table([new NumberColumn("x", asked)]));
        Assert.All(scores[..4], s => Assert.InRange(s, 0, 0.05));
        Assert.All(scores[4..], s => Assert.InRange(s, 0.95, 1));
    }

    [Theory]
    [InlineData("LightGbm", null)]
    [InlineData("LightGbm", "Median")]
    [InlineData("FastTree", null)]
    [InlineData("FastForest", null)]
    public void Missing_values_are_none_of_the_others(string trainer, string? missing)
    {
        var x = Enumerable.Range(0, 3 * Rows).Select(k => k % 3 == 0 ? double.NaN : 1_700_000_000_000 + (40.0 * k)).ToArray();
        using var model = TrainingCase.Wide(
            ModelTask.Regression, new NumberColumn("x", x), new NumberColumn("label", [.. x.Select((v, k) => double.IsNaN(v) ? 0.5 : k / (3.0 * Rows))]));
        model.Columns = missing is null ? [] : [new("x", Enum.Parse<Core.Specs.MissingValues>(missing), null, null, null, 0, default)];

        var report = model.Train(trainer, parameters: trainer == "FastForest" ? [("Iterations", "15")] : []);

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(report.ParityDifference, 0, 1e-6);
        Assert.InRange(model.Quality(), 0.99, 1);
    }

    [Fact]
    public void Only_what_needs_64_bits_is_coded_for_FastTree_and_the_codes_keep_the_order_and_the_place_of_zero()
    {
        double[] x = [-1e-10, 0, 1e-10, double.NaN, 5e-11, -1e-10];
        var table = new Table([new NumberColumn("x", x), new NumberColumn("z", x), new DateColumn("day", [0, 86_400_000_000, 0, 0, 0, 0])]);
        var schema = new ModelSchema
        {
            Task = ModelTask.Regression,
            Columns =
            [
                new SchemaColumn { Name = "x", Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 },
                new SchemaColumn { Name = "z", Type = ColumnType.Number, Role = ColumnRole.Feature },
                new SchemaColumn { Name = "day", Type = ColumnType.Date, Role = ColumnRole.Feature, MinFraction = 1 },
            ],
        };

        var matrix = FeaturePlan.Fit(table, schema, [], FeatureStyle.DenseTrees).Transform(table);

        Assert.Equal([-1f, 0, 2, 0, 1, -1], Enumerable.Range(0, x.Length).Select(r => matrix.Values[r * 3]));
        Assert.Equal(x.Select(v => double.IsNaN(v) ? 0 : (float)v), Enumerable.Range(0, x.Length).Select(r => matrix.Values[(r * 3) + 1]));
        Assert.Equal([0f, 1, 0, 0, 0, 0], Enumerable.Range(0, x.Length).Select(r => matrix.Values[(r * 3) + 2]));
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void The_models_input_is_a_double_and_no_other_is(string trainer)
    {
        using var model = TrainingCase.Of(ModelTask.Regression);
        using var wide = TrainingCase.Wide(ModelTask.Regression, [.. model.Table.Columns]);

        model.Train(trainer);
        wide.Train(trainer);

        Assert.Equal([("x", typeof(float)), ("y", typeof(float)), ("plan", typeof(string))], Inputs(model));
        Assert.Equal([("x", typeof(double)), ("y", typeof(double)), ("plan", typeof(string))], Inputs(wide));
        Assert.InRange(wide.Quality(), 0.95, 1);
        Assert.Empty(wide.Diagnostics.Items);
    }

    [Fact]
    public void Values_that_do_not_fit_the_32_bits_of_the_schema_are_told()
    {
        using var folded = TrainingCase.With(
            ModelTask.BinaryClassification,
            new NumberColumn("ts", [.. Enumerable.Range(0, Rows).Select(k => 1_700_000_000_000 + (40.0 * k))]),
            new NumberColumn("fine", [.. Enumerable.Range(0, Rows).Select(k => k / 3.0)]),
            new NumberColumn("far", [.. Enumerable.Range(0, Rows).Select(k => k * 1e300)]),
            Label());

        folded.Train("LightGbm");

        var told = folded.Diagnostics.Items.Where(d => d.Code == "INGOT2014").ToList();
        Assert.Equal(2, told.Count);
        Assert.Equal("Test.schema.json", told[0].Location.File);
        Assert.Contains("'ts' has 32 bits in the schema, in which 1,000 distinct values of the training data become 1:", told[0].Message, StringComparison.Ordinal);
        Assert.Contains("'far'", told[1].Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, Type Type)> Inputs(TrainingCase model)
    {
        using var session = new InferenceSession(model.Path);
        return [.. session.InputMetadata.Select(i => (i.Key, i.Value.ElementType))];
    }

    private static TrainingCase Case(double[] x) => TrainingCase.Wide(ModelTask.BinaryClassification, new NumberColumn("x", x), Label());

    private static StringColumn Label() => new("label", [.. Enumerable.Range(0, Rows).Select(k => k > 500 ? 1 : 0)], ["no", "yes"]);
}

using Ingot.Core.Explanations;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.Explanations;

/// <summary>What columns contribute to predictions: LightGBM's own values, sums, and Shapley's definition, by the ONNX file alone.</summary>
public sealed class ExplanationTests
{
    private const int Contrib = 3;

    [Theory]
    [InlineData(ModelTask.BinaryClassification, "objective=binary", 31)]
    [InlineData(ModelTask.Regression, "objective=regression", 7)]
    [InlineData(ModelTask.MulticlassClassification, "objective=multiclass num_class=3", 15)]
    public void TreeSHAP_of_the_ONNX_file_is_what_LightGBM_itself_says(ModelTask task, string objective, int leaves)
    {
        // Numbers with missing values and a category with missing values, of 100 kinds, so that splits have several blocks.
        using var data = WithManyKinds(task);
        var plan = FeaturePlan.Fit(data.Table, data.Schema, [], FeatureStyle.NativeTrees);
        var rows = new FeatureRows(plan, data.Table, [.. Enumerable.Range(0, data.Table.Rows)], 1, default);
        using var booster = new LightGbmBooster();
        booster.Create(new LabelledRows(rows, TrainingLabels.Of(data.Schema, data.Table), null), $"{objective} num_leaves={leaves} min_data_in_leaf=5 verbosity=-1 num_threads=1 deterministic=true force_row_wise=true categorical_feature=2 max_cat_threshold=64 cat_smooth=1");
        for (var i = 0; i < 25; i++)
        {
            Assert.True(booster.Update());
        }

        var outputs = task == ModelTask.MulticlassClassification ? 3 : 1;
        var expected = Contributions(booster, plan, data.Table, outputs);
        var onnx = OnnxModelWriter.ToBytes(data.Schema, plan, Model(booster, task, outputs), 0.5, "M");
        using var explainer = new PredictionExplainer(onnx, data.Schema, "m.onnx", 2);
        var found = explainer.Explain(data.Table);

        Assert.True(explainer.IsExact);
        Assert.Equal((data.Table.Rows, outputs), (found.Rows, found.Outputs));
        for (var row = 0; row < found.Rows; row++)
        {
            for (var output = 0; output < outputs; output++)
            {
                var own = expected.AsSpan(((row * outputs) + output) * 4, 4).ToArray();
                Assert.All(own[..3].Zip(found.Of(row, output).ToArray()), p => Assert.Equal(p.First, p.Second, 1e-9));
                Assert.Equal(own[3], found.Base[output], 1e-9);
            }
        }
    }

    [Theory]
    [InlineData("FastTree", ModelTask.BinaryClassification)]
    [InlineData("FastTree", ModelTask.Regression)]
    [InlineData("FastTree", ModelTask.MulticlassClassification)]
    [InlineData("FastForest", ModelTask.BinaryClassification)]
    [InlineData("FastForest", ModelTask.Regression)]
    [InlineData("FastForest", ModelTask.MulticlassClassification)]
    [InlineData("LightGbm", ModelTask.BinaryClassification)]
    [InlineData("LinearRegression", ModelTask.Regression)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification)]
    public void Base_and_contributions_add_up_to_what_the_model_says(string trainer, ModelTask task)
    {
        using var data = TrainingCase.Of(task, 600);
        data.Train(trainer, parameters: ("Iterations", "20"));
        using var explainer = new PredictionExplainer(File.ReadAllBytes(data.Path), data.Schema, data.Path, 1);
        var found = explainer.Explain(data.Table);

        Assert.True(explainer.IsExact);
        Assert.Equal(trainer.EndsWith("Regression", StringComparison.Ordinal) ? ExplanationReport.Linear : ExplanationReport.TreeShap, explainer.Method);
        var said = data.Score();
        for (var row = 0; row < found.Rows; row++)
        {
            var raw = Enumerable.Range(0, found.Outputs).Select(o => found.Base[o] + found.Of(row, o).ToArray().Sum()).ToArray();
            var predicted = task switch
            {
                ModelTask.Regression => raw,

                // Of a forest it is the share itself.
                ModelTask.BinaryClassification when explainer.IsShare => raw,
                _ when explainer.IsShare => Shares(raw),
                ModelTask.BinaryClassification => [1 / (1 + Math.Exp(-raw[0]))],
                _ when trainer == "LogisticRegression" => Shares(Array.ConvertAll(raw, Math.Exp)),

                // FastTree learns each class against the others.
                _ => Shares([.. raw.Select(r => 1 / (1 + Math.Exp(-r)))]),
            };
            Assert.All(predicted.Zip(said.Skip(row * found.Outputs)), p => Assert.Equal(p.First, p.Second, 1e-4));
        }
    }

    [Fact]
    public void Sampled_values_of_a_linear_model_are_those_of_its_formula_and_say_their_error()
    {
        // Of a linear model the contribution of a column is its weight times the distance from the background's mean.
        var schema = Linear();
        var onnx = LinearModel(schema, [2, -3], 1);
        var rows = Numbers([1, 4], [2, -1]);
        var background = Numbers([.. Enumerable.Range(0, 200).Select(i => i % 10 / 5.0)], [.. Enumerable.Range(0, 200).Select(i => i % 7 / 3.0)]);
        using var explainer = new PredictionExplainer(onnx, schema, "m.onnx", 1);
        Assert.False(explainer.IsExact);
        var found = explainer.Explain(rows, background);

        var (meanX, meanY) = (((NumberColumn)background["x"]).Values.Average(), ((NumberColumn)background["y"]).Values.Average());
        for (var row = 0; row < 2; row++)
        {
            double[] formula = [2 * (((NumberColumn)rows["x"]).Values[row] - meanX), -3 * (((NumberColumn)rows["y"]).Values[row] - meanY)];
            for (var c = 0; c < 2; c++)
            {
                var error = found.Errors![(row * 2) + c];
                Assert.InRange(error, 1e-3, 1);
                Assert.InRange(Math.Abs(found.Of(row)[c] - formula[c]), 0, 4 * error);
            }

            Assert.Equal(1 + (2 * ((NumberColumn)rows["x"]).Values[row]) - (3 * ((NumberColumn)rows["y"]).Values[row]), found.Base[0] + found.Of(row).ToArray().Sum(), 1e-4);
        }

        Assert.Equal(found.Values, explainer.Explain(rows, background).Values);
        Assert.Throws<ArgumentException>(() => explainer.Explain(rows));
    }

    [Fact]
    public void Exact_values_of_a_linear_model_are_weights_times_the_distances_from_the_means_and_those_of_a_column_are_added_up()
    {
        // x as it is, of which the usual value is 2; plan as one of three indicators, of which a quarter, a quarter and half of the rows have one: by hand.
        // Raw: 3 + 2x + (1, 5, -2)[plan]; usual: 3 + 2 * 2 + 0.25 * 1 + 0.25 * 5 - 0.5 * 2 = 7.5. At x = 5, plan = b: x gives 2 * (5 - 2) = 6, plan 5 - 0.5 = 4.5; of the log-odds, 0.5 of raw less 1, half.
        SchemaColumn[] columns = [new() { Name = "x", Type = ColumnType.Number, Role = ColumnRole.Feature }, new() { Name = "plan", Type = ColumnType.String, Role = ColumnRole.Feature }];
        var schema = new ModelSchema { Task = ModelTask.BinaryClassification, PositiveClass = "yes", Columns = [.. columns, new() { Name = "label", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["no", "yes"] }] };
        var table = new Table([new NumberColumn("x", [5, 2, 0, 1]), new StringColumn("plan", [1, 0, 2, 2], ["a", "b", "c"])]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.DenseTrees);
        Assert.Equal(["x", "plan=c", "plan=a", "plan=b"], plan.Names);
        var onnx = OnnxModelWriter.ToBytes(schema, plan, new LinearModel([[2, -2, 1, 5]], [3]) { Link = OutputLink.Sigmoid, Outputs = 1, LinkSlope = 0.5, LinkOffset = -1, Means = [2, 0.5, 0.25, 0.25] }, 0.5, "M");
        using var explainer = new PredictionExplainer(onnx, schema, "m.onnx", 1);
        var found = explainer.Explain(table);

        Assert.Equal(ExplanationReport.Linear, explainer.Method);
        Assert.Equal(["x", "plan"], found.Columns);
        Assert.Equal((0.5 * 7.5) - 1, found.Base[0], 1e-12);
        Assert.Equal([3, 2.25], found.Of(0).ToArray().Select(v => Math.Round(v, 12)));
        Assert.Equal([0, 0.25], found.Of(1).ToArray().Select(v => Math.Round(v, 12)));
        Assert.Equal([-2, -1.25], found.Of(2).ToArray().Select(v => Math.Round(v, 12)));
    }

    [Fact]
    public void Exact_values_of_a_linear_model_are_how_far_a_column_alone_moves_its_training_rows()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 600);
        data.Refit = RefitMode.True;
        data.Train("LogisticRegression");
        var onnx = File.ReadAllBytes(data.Path);
        using var exact = new PredictionExplainer(onnx, data.Schema, data.Path, 1);
        var own = exact.Explain(data.Table.Take([.. Enumerable.Range(0, 20)]));

        // From nothing but the model's own answers: its log-odds are additive, so that a column alone moves them by as much as among others.
        using var scorer = new OnnxScorer(onnx, data.Path, 1);
        var usual = LogOdds(scorer, data, data.Table).Average();
        for (var row = 0; row < 20; row++)
        {
            for (var c = 0; c < 3; c++)
            {
                var moved = LogOdds(scorer, data, WithColumnOf(data.Table, c, row)).Average() - usual;
                Assert.Equal(moved, own.Of(row)[c], 1e-4);
            }
        }

        Assert.Equal(usual, own.Base[0], 1e-4);
    }

    [Fact]
    public void A_linear_model_of_too_many_weights_or_of_none_is_sampled()
    {
        var schema = Linear();
        byte[] Onnx(double[] weights, double[]? means, int outputs = 1) => OnnxModelWriter.ToBytes(
            schema,
            FeaturePlan.Fit(Numbers([0, 2], [0, 2]), schema, [], FeatureStyle.DenseTrees),
            new LinearModel([.. Enumerable.Repeat(weights, outputs)], new double[outputs]) { Link = OutputLink.Identity, Outputs = outputs, Means = means },
            0.5,
            "M");

        Assert.True(ExactExplanation.Of(Onnx([2, -3], [1, 1])) is { IsLinear: true, Width: 2, CostOfRow: 2 });
        Assert.NotNull(ExactExplanation.Of(Onnx([2, -3], [1, 1], LinearFacts.MostWeights / 2)));
        Assert.Null(ExactExplanation.Of(Onnx([2, -3], [1, 1], (LinearFacts.MostWeights / 2) + 1)));
        Assert.Null(ExactExplanation.Of(Onnx([0, 0], [1, 1])));
        Assert.Null(ExactExplanation.Of(Onnx([2, -3], null)));

        // Of a feature that is missing somewhere, as a learner of the project's own may take it, there is no mean.
        Assert.Null(ExactExplanation.Of(Onnx([2, -3], [1, double.NaN])));
    }

    [Theory]
    [InlineData("\"means\":[1]")]
    [InlineData("\"weights\":[[2,-3],[1,1]]")]
    [InlineData("\"weights\":[[2]]")]
    [InlineData("\"weights\":[2]")]
    [InlineData("\"input\":null")]
    [InlineData("\"means\":[1,\"x\"]")]
    public void Weights_that_do_not_fit_the_file_are_damage(string damage)
    {
        const string whole = """{"features":["x","y"],"inputs":[0,1],"base":[1],"slope":1,"offset":0,"linear":{"input":"f","means":[1,1],"weights":[[2,-3]]}}""";
        Assert.Equal(2, ExplanationFacts.Parse(whole).Linear!.Means.Count);
        var name = damage[..damage.IndexOf(':', StringComparison.Ordinal)];
        var (start, end) = (whole.IndexOf(name, StringComparison.Ordinal), name switch { "\"input\"" => whole.IndexOf(",\"means", StringComparison.Ordinal), "\"means\"" => whole.IndexOf(",\"weights", StringComparison.Ordinal), _ => whole.Length - 2 });

        Assert.Throws<InvalidDataException>(() => ExplanationFacts.Parse(whole[..start] + damage + whole[end..]));
    }

    [Fact]
    public void A_small_tree_has_the_values_of_Shapleys_definition()
    {
        // x <= 1: (y <= 0: 1 | 5), else 9, with 2, 3 and 5 of ten training rows in the leaves; by hand, at x = 0, y = 1.
        // v() = .2*1 + .3*5 + .5*9 = 6.2; v(x) = (2*1 + 3*5)/5 = 3.4; v(y) = .5*5 + .5*9 = 7; v(xy) = 5.
        var tree = new DecisionTree(0, [new TreeNode(0, 1, null, false, 1, ~2), new TreeNode(1, 0, null, false, ~0, ~1)], [1, 5, 9]) { LeafCovers = [2, 3, 5] };
        var schema = Linear();
        var plan = FeaturePlan.Fit(Numbers([0, 2], [1, 2]), schema, [], FeatureStyle.NativeTrees);
        var onnx = OnnxModelWriter.ToBytes(schema, plan, new TreeModel([tree], [0.5]) { Link = OutputLink.Identity, Outputs = 1 }, 0.5, "M");
        using var explainer = new PredictionExplainer(onnx, schema, "m.onnx", 1);
        var found = explainer.Explain(Numbers([0], [1]));

        Assert.Equal(6.7, found.Base[0], 1e-12);
        Assert.Equal(((3.4 - 6.2) + (5 - 7)) / 2, found.Of(0)[0], 1e-12);
        Assert.Equal(((7 - 6.2) + (5 - 3.4)) / 2, found.Of(0)[1], 1e-12);
    }

    [Fact]
    public void Trees_that_say_nothing_of_training_rows_are_sampled()
    {
        var tree = new DecisionTree(0, [new TreeNode(0, 1, null, false, ~0, ~1)], [1, 5]);
        var schema = Linear();
        var plan = FeaturePlan.Fit(Numbers([0, 2], [1, 2]), schema, [], FeatureStyle.NativeTrees);
        using var explainer = new PredictionExplainer(OnnxModelWriter.ToBytes(schema, plan, new TreeModel([tree], [0]) { Link = OutputLink.Identity, Outputs = 1 }, 0.5, "M"), schema, "m.onnx", 1);

        Assert.False(explainer.IsExact);
    }

    private static TrainingCase WithManyKinds(ModelTask task)
    {
        var random = new Random(3);
        const int rows = 1500;
        var (x, y, kind, raw) = (new double[rows], new double[rows], new int[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = random.NextDouble() < 0.1 ? double.NaN : random.NextDouble() * 10;
            y[i] = random.NextDouble() - 0.5;
            kind[i] = random.Next(-5, 100);
            raw[i] = (double.IsNaN(x[i]) ? 7 : x[i]) + (4 * y[i]) + (Math.Max(kind[i], 0) % 7) + random.NextDouble();
        }

        string[]? classes = task switch { ModelTask.BinaryClassification => ["no", "yes"], ModelTask.MulticlassClassification => ["a", "b", "c"], _ => null };
        return TrainingCase.With(
            task,
            new NumberColumn("x", x), new NumberColumn("y", y), new StringColumn("kind", [.. kind.Select(k => Math.Max(k, -1))], [.. Enumerable.Range(0, 100).Select(i => $"kind {i:000}")]),
            classes is null ? new NumberColumn("label", raw) : new StringColumn("label", Array.ConvertAll(raw, r => Math.Min(classes.Length - 1, r < 7 ? 0 : r < 10 ? 1 : 2)), classes));
    }

    private static TreeModel Model(LightGbmBooster booster, ModelTask task, int outputs) => new(LightGbmModelReader.Read(booster.SaveToText(25), outputs), new double[outputs])
    {
        Link = task switch { ModelTask.BinaryClassification => OutputLink.Sigmoid, ModelTask.Regression => OutputLink.Identity, _ => OutputLink.Softmax },
        Outputs = outputs,
    };

    private static double[] Contributions(LightGbmBooster booster, FeaturePlan plan, Table table, int outputs)
    {
        var features = new FeatureRows(plan, table, [.. Enumerable.Range(0, table.Rows)], 1, default);
        var result = new double[table.Rows * outputs * 4];
        features.Read(null, (start, count, values) =>
        {
            Assert.Equal((0, table.Rows), (start, count));
            booster.Predict(values, count, 3, Contrib, result);
        });
        return result;
    }

    private static double[] LogOdds(OnnxScorer scorer, TrainingCase data, Table rows) => [.. scorer.Score(rows, data.Schema).Select(p => Math.Log(p / (1.0 - p)))];

    private static Table WithColumnOf(Table table, int column, int row) => new([.. table.Columns.Select((c, i) => i == column ? c.Take([.. Enumerable.Repeat(row, table.Rows)]) : c)]);

    private static double[] Shares(double[] values) => Array.ConvertAll(values, v => v / values.Sum());

    private static ModelSchema Linear() => new()
    {
        Task = ModelTask.Regression,
        Columns =
        [
            new SchemaColumn { Name = "x", Type = ColumnType.Number, Role = ColumnRole.Feature }, new SchemaColumn { Name = "y", Type = ColumnType.Number, Role = ColumnRole.Feature },
            new SchemaColumn { Name = "label", Type = ColumnType.Number, Role = ColumnRole.Label },
        ],
    };

    private static byte[] LinearModel(ModelSchema schema, double[] weights, double bias)
    {
        var plan = FeaturePlan.Fit(Numbers([0, 2], [0, 2]), schema, [], FeatureStyle.DenseTrees);
        return OnnxModelWriter.ToBytes(schema, plan, new LinearModel([weights], [bias]) { Link = OutputLink.Identity, Outputs = 1 }, 0.5, "M");
    }

    private static Table Numbers(double[] x, double[] y) => new([new NumberColumn("x", x), new NumberColumn("y", y)]);
}

using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using Microsoft.ML.OnnxRuntime;
using static Ingot.Tests.Shared.TestModel;

namespace Ingot.Onnx.Tests;

/// <summary>Graphs of trees and of linear models against values computed by hand.</summary>
public class GraphTests
{
    private static readonly Table OneNumber = new([Numbers("x", -1, 0, 1, 2, double.NaN)]);

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 20)]
    public void A_numeric_split_sends_the_threshold_left_and_missing_values_their_way(bool missingLeft, float missing) =>
        Assert.Equal([10, 10, 10, 20, missing], ScoreTree(OneNumber, ColumnType.Number, new TreeNode(0, 1, null, missingLeft, ~0, ~1), [10, 20]));

    [Theory]
    [InlineData(ModelTask.BinaryClassification, 1)]
    [InlineData(ModelTask.MulticlassClassification, 3)]
    [InlineData(ModelTask.Regression, 1)]
    public void Inputs_and_outputs_are_those_that_the_schema_says(ModelTask task, int outputs)
    {
        var (schema, table) = Mixed(task);
        var link = task switch { ModelTask.BinaryClassification => OutputLink.Sigmoid, ModelTask.MulticlassClassification => OutputLink.Softmax, _ => OutputLink.Identity };
        using var model = new TestModel();
        model.Write(
            schema,
            FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees),
            new LinearModel([.. Enumerable.Repeat(new double[] { 1, 1, 1, 1 }, outputs)], new double[outputs]) { Link = link, Outputs = outputs });

        using var session = new InferenceSession(model.Path);

        Assert.Equal(schema.Inputs.Select(Described), session.InputNames.Select(n => Described(n, session.InputMetadata[n])));
        Assert.Equal(schema.Outputs.Select(Described), session.OutputNames.Select(n => Described(n, session.OutputMetadata[n])));
    }

    [Fact]
    public void Every_feature_is_an_input_of_its_type_and_presence_is_asked_for_where_values_can_be_missing()
    {
        var schema = Schema(
            ModelTask.Regression,
            Feature("n", ColumnType.Number),
            Feature("d", ColumnType.Number, precision: NumberPrecision.Float64),
            Feature("b", ColumnType.Boolean),
            Feature("always", ColumnType.Boolean, minFraction: 1),
            Feature("t", ColumnType.Date),
            Feature("s", ColumnType.String));
        var table = new Table(
        [
            Numbers("n", 1), Numbers("d", 1), new BooleanColumn("b", [1]), new BooleanColumn("always", [0]), new DateColumn("t", [5]), Strings("s", "a"),
        ]);
        using var model = new TestModel();
        model.Write(
            schema, FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees), new LinearModel([[1, 1, 1, 1, 1, 1]], [0]) { Link = OutputLink.Identity, Outputs = 1 });

        using var session = new InferenceSession(model.Path);

        var inputs = session.InputMetadata.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key} {i.Value.ElementType.Name} {string.Join('x', i.Value.Dimensions)}");
        Assert.Equal(
            ["always Boolean -1x1", "b Boolean -1x1", "b__present Boolean -1x1", "d Double -1x1", "n Single -1x1", "s String -1x1", "t Int64 -1x1", "t__present Boolean -1x1"],
            inputs);
    }

    [Fact]
    public void A_threshold_between_two_floats_is_compared_in_double()
    {
        var threshold = Math.BitIncrement((double)0.1f);
        var table = new Table([Numbers("x", 0.1f, MathF.BitIncrement(0.1f))]);

        Assert.Equal([1, 2], ScoreTree(table, ColumnType.Number, new TreeNode(0, threshold, null, false, ~0, ~1), [1, 2]));
        Assert.Equal([2, 2], ScoreTree(table, ColumnType.Number, new TreeNode(0, Math.BitDecrement((double)0.1f), null, false, ~0, ~1), [1, 2]));
    }

    [Fact]
    public void A_categorical_split_is_a_membership_and_unseen_and_missing_ones_go_right()
    {
        var training = new Table([Strings("x", "a", "a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c", "d", "d")]);
        var table = new Table([Strings("x", "a", "b", "c", "d", "zebra", null)]);

        // a, b, c, d have the indexes 0, 1, 2, 3.
        Assert.Equal([1, 2, 1, 1, 2, 2], ScoreTree(table, ColumnType.String, new TreeNode(0, 0, [0, 2, 3], false, ~0, ~1), [1, 2], training));
        Assert.Equal([2, 1, 2, 2, 2, 2], ScoreTree(table, ColumnType.String, new TreeNode(0, 0, [1], false, ~0, ~1), [1, 2], training));
        Assert.Equal([2, 2, 2, 2, 2, 2], ScoreTree(table, ColumnType.String, new TreeNode(0, 0, [], false, ~0, ~1), [1, 2], training));
    }

    [Fact]
    public void Categories_of_several_blocks_beside_a_number_go_where_the_trees_say()
    {
        // 200 categories in four blocks of 64: splits of one block, across their edges, and of all; each below the other.
        const int categories = 200;
        var names = Enumerable.Range(0, categories).Select(i => $"c{i:000}").ToArray();
        var training = new Table([Numbers("n", new double[categories]), Strings("x", names)]);
        var schema = Schema(ModelTask.Regression, Feature("n", ColumnType.Number), Feature("x", ColumnType.String));
        var plan = FeaturePlan.Fit(training, schema with { Columns = [.. schema.Columns.Select(c => c.Name == "x" ? c with { Domain = names } : c)] }, [], FeatureStyle.NativeTrees);
        int[] odd = [.. Enumerable.Range(0, categories).Where(i => i % 2 == 1).Reverse()];
        int[] edges = [199, 0, 63, 64, 127, 128, 191, 192];
        TreeNode[] nodes =
        [
            new TreeNode(1, 0, odd, false, 1, 2), new TreeNode(0, 0.5, null, true, ~0, ~1), new TreeNode(1, 0, edges, false, ~2, 3),
            new TreeNode(1, 0, [.. Enumerable.Range(70, 50)], false, ~3, ~4),
        ];
        using var model = new TestModel();
        model.Write(schema, plan, new TreeModel([new DecisionTree(0, nodes, [1, 2, 3, 4, 5])], [0]) { Link = OutputLink.Identity, Outputs = 1 });

        string?[] asked = [.. names, "unseen", null];
        var numbers = asked.Select((_, i) => i % 3 == 0 ? double.NaN : i % 3 == 1 ? 0.25 : 0.75).ToArray();
        float Expected(int i) => i >= categories ? 5 : odd.Contains(i) ? (i % 3 == 2 ? 2 : 1) : edges.Contains(i) ? 3 : i is >= 70 and < 120 ? 4 : 5;
        Assert.Equal(
            Enumerable.Range(0, asked.Length).Select(Expected), model.Score(schema, new Table([Numbers("n", numbers), Strings("x", asked!)])));
    }

    [Fact]
    public void Categorical_splits_below_each_other_keep_their_subtrees()
    {
        var training = new Table([Strings("x", "a", "a", "a", "a", "a", "b", "b", "b", "b", "c", "c", "c", "d", "d")]);
        var schema = Schema(ModelTask.Regression, Feature("x", ColumnType.String));
        var plan = FeaturePlan.Fit(training, schema, [], FeatureStyle.NativeTrees);
        var tree = new DecisionTree(
            0, [new TreeNode(0, 0, [0, 1, 2], false, 1, ~0), new TreeNode(0, 0, [1, 2], false, 2, ~1), new TreeNode(0, 0, [2], false, ~2, ~3)], [1, 2, 3, 4]);
        using var model = new TestModel();

        model.Write(schema, plan, new TreeModel([tree], [0]) { Link = OutputLink.Identity, Outputs = 1 });

        Assert.Equal([2, 4, 3, 1, 1], model.Score(schema, new Table([Strings("x", "a", "b", "c", "d", null)])));
    }

    [Fact]
    public void Trees_of_one_leaf_and_base_scores_add_up()
    {
        var schema = Schema(ModelTask.Regression, Feature("x", ColumnType.Number));
        var plan = FeaturePlan.Fit(OneNumber, schema, [], FeatureStyle.NativeTrees);
        var leaf = new DecisionTree(0, [], [0.25]);
        using var model = new TestModel();

        model.Write(schema, plan, new TreeModel([leaf, leaf], [1]) { Link = OutputLink.Identity, Outputs = 1 });
        Assert.Equal([1.5f, 1.5f, 1.5f, 1.5f, 1.5f], model.Score(schema, OneNumber));

        model.Write(schema, plan, new TreeModel([], [1]) { Link = OutputLink.Exponential, Outputs = 1 });
        Assert.All(model.Score(schema, OneNumber), s => Assert.Equal(MathF.E, s, 1e-6f));
    }

    [Fact]
    public void A_tree_of_ten_thousand_levels_is_written_and_scored()
    {
        const int Levels = 10_000;
        var schema = Schema(ModelTask.Regression, Feature("x", ColumnType.Number));
        var table = new Table([Numbers("x", -5, 17.5, Levels + 5)]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        var nodes = Enumerable.Range(0, Levels).Select(i => new TreeNode(0, i, null, false, ~i, i + 1 < Levels ? i + 1 : ~Levels)).ToArray();
        using var model = new TestModel();

        model.Write(
            schema,
            plan,
            new TreeModel([new DecisionTree(0, nodes, [.. Enumerable.Range(0, Levels + 1).Select(i => (double)i)])], [0]) { Link = OutputLink.Identity, Outputs = 1 });

        Assert.Equal([0, 18, Levels], model.Score(schema, table));
    }

    [Fact]
    public void A_binary_model_has_label_score_and_probability()
    {
        var schema = Schema(ModelTask.BinaryClassification, Feature("x", ColumnType.Number));
        var table = new Table([Numbers("x", 0, 1, 3)]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        using var model = new TestModel();

        model.Write(
            schema, plan, new LinearModel([[2]], [-1]) { Link = OutputLink.Sigmoid, LinkSlope = 0.5, LinkOffset = 0.25, Outputs = 1 }, threshold: 0.7);

        using var session = new InferenceSession(model.Path);
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory<float>([0, 1, 3], [3, 1]);
        using var outputs = session.Run(options, ["x"], [input], ["predicted_label", "score", "probability"]);
        Assert.Equal(["no", "no", "yes"], outputs[0].GetStringTensorAsArray());
        Assert.Equal([-1, 1, 5], outputs[1].GetTensorDataAsSpan<float>().ToArray());
        // 1 / (1 + exp(-(0.5 raw + 0.25))).
        double[] expected = [0.43782349911420193, 0.679178699175393, 0.9399133498259924];
        Pairs.All(expected, outputs[2].GetTensorDataAsSpan<float>().ToArray(), (e, a) => Assert.Equal(e, a, 1e-7));
        Assert.Equal(3, session.ModelMetadata.CustomMetadataMap.Count(m => m.Key is "ingot.task" or "ingot.label" or "ingot.classes"));
    }

    [Fact]
    public void A_multiclass_model_has_label_and_probabilities()
    {
        var schema = Schema(ModelTask.MulticlassClassification, Feature("x", ColumnType.Number), Feature("y", ColumnType.Number));
        var table = new Table([Numbers("x", 1, 0), Numbers("y", 0, 2)]);
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        using var model = new TestModel();

        model.Write(schema, plan, new LinearModel([[1, 0], [0, 1], [0, 0]], [0, 0, 0.5]) { Link = OutputLink.Softmax, Outputs = 3 });

        // scipy.special.softmax([1, 0, 0.5]) and softmax([0, 2, 0.5]).
        double[] expected = [0.50648039, 0.18632372, 0.30719589, 0.09962364806231831, 0.7361247243125939, 0.16425162762508783];
        Pairs.All(expected, model.Score(schema, table), (e, a) => Assert.Equal(e, a, 1e-7));
    }

    [Fact]
    public void Trees_add_to_the_output_that_is_theirs()
    {
        var schema = Schema(ModelTask.MulticlassClassification, Feature("x", ColumnType.Number));
        var plan = FeaturePlan.Fit(OneNumber, schema, [], FeatureStyle.NativeTrees);
        DecisionTree Tree(int output, double left) => new(output, [new TreeNode(0, 0, null, true, ~0, ~1)], [left, 0]);
        using var model = new TestModel();

        model.Write(schema, plan, new TreeModel([Tree(2, Math.Log(4)), Tree(0, Math.Log(3))], [0, 0, 0]) { Link = OutputLink.Softmax, Outputs = 3 });

        var scores = model.Score(schema, OneNumber);
        Pairs.All([0.375, 0.125, 0.5], scores[..3], (e, a) => Assert.Equal(e, a, 1e-6));
        Assert.All(scores[6..9], s => Assert.Equal(1 / 3.0, s, 1e-6));
    }

    private static float[] ScoreTree(Table table, ColumnType type, TreeNode root, double[] leaves, Table? training = null)
    {
        var schema = Schema(ModelTask.Regression, Feature("x", type));
        var plan = FeaturePlan.Fit(training ?? table, schema, [], FeatureStyle.NativeTrees);
        using var model = new TestModel();
        model.Write(schema, plan, new TreeModel([new DecisionTree(0, [root], leaves)], [0]) { Link = OutputLink.Identity, Outputs = 1 });
        return model.Score(schema, table);
    }

    private static string Described(string name, NodeMetadata node) => $"{name} {node.ElementType.Name} {string.Join('x', node.Dimensions)}";

    private static string Described(TensorSpec tensor) => FormattableString.Invariant($"{tensor.Name} {TypeOf(tensor.DataType).Name} -1x{tensor.Width}");

    private static Type TypeOf(TensorDataType type) => type switch
    {
        TensorDataType.Float32 => typeof(float),
        TensorDataType.Float64 => typeof(double),
        TensorDataType.Int64 => typeof(long),
        TensorDataType.Boolean => typeof(bool),
        _ => typeof(string),
    };
}

using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Training.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.Tests;

/// <summary>Random forests.</summary>
public class FastForestTests
{
    // One tree that sees all rows and all features: nothing is left to chance.
    private static readonly (string, string)[] OneTree = [("Iterations", "1"), ("Leaves", "8"), ("MinDataInLeaf", "5"), ("MaxBins", "1000"), ("BaggingFraction", "1"), ("FeatureFractionByNode", "1")];

    [Theory]
    [InlineData(false, 0.031008, 0.093023, 0.031008, 0.999999, 0.986842, 0.031008, 0.979592, 0.986842)]
    [InlineData(true, 0.035019, 0.069767, 0.035019, 0.976471, 0.993548, 0.035019, 0.970874, 0.993548)]
    public void A_tree_says_the_share_of_its_leaf_as_scikit_learns_does(bool weighted, params double[] expected)
    {
        // scikit-learn 1.2.1: DecisionTreeRegressor(max_leaf_nodes=8, min_samples_leaf=5) on the same rows, with and without sample_weight, every fiftieth row; a share of 1 is kept below it.
        var rows = Enumerable.Range(0, 400).ToArray();
        var (x, y) = (Array.ConvertAll(rows, i => (double)(i * 37 % 400)), Array.ConvertAll(rows, i => (double)(i * 91 % 397)));
        var label = new StringColumn("label", Array.ConvertAll(rows, i => ((x[i] * x[i]) + (13 * y[i]) + (i % 7 * 900)) % 50_000 > 21_000 ? 1 : 0), ["no", "yes"]);
        TableColumn[] columns = [new NumberColumn("x", x), new NumberColumn("y", y), label];
        using var data = TrainingCase.With(
            ModelTask.BinaryClassification, weighted ? [.. columns, new NumberColumn("weight", Array.ConvertAll(rows, i => 1.0 + (i % 3)))] : columns);
        var spec = data.Spec("FastForest", OneTree);
        var fitting = new ModelFitting(spec, data.Schema, data.Table, new FastForestLearner(), threads: 1);

        var result = fitting.Fit(rows, rows, rounds: null, new Silence(), default).Result;

        var said = result.Model.Predict(result.ValidationScores);
        Assert.Equal(OutputLink.Share, result.Model.Link);
        Assert.Equal(expected, rows.Where(r => r % 50 == 0).Select(r => Math.Round(said[r], 6)));
    }

    [Fact]
    public void A_forest_of_numbers_says_what_ML_NETs_own_says()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 1200);
        data.Refit = Core.Specs.RefitMode.False;
        data.Train("FastForest", parameters: [("Iterations", "20"), ("Leaves", "8"), ("MinDataInLeaf", "10"), ("FeatureFractionByNode", "0.7"), ("BaggingFraction", "0.7")]);
        var ours = data.Score();

        var spec = data.Spec("FastForest");
        var labels = TrainingLabels.Of(data.Schema, data.Table);
        var split = RowDivision.Of(spec, data.Schema, data.Table, labels).HoldOut([.. Enumerable.Range(0, data.Table.Rows)]);
        var plan = FeaturePlan.Fit(data.Table, data.Schema, [], FeatureStyle.DenseTrees, split.Training);
        LabelledRows Rows(int[] rows) => new(new FeatureRows(plan, data.Table, rows, 1, spec.Trainer.Location), Array.ConvertAll(rows, r => labels[r]), null);
        var fitted = new MLContext(spec.Seed).Regression.Trainers.FastForest(new FastForestRegressionTrainer.Options
        {
            NumberOfTrees = 20, NumberOfLeaves = 8, MinimumExampleCountPerLeaf = 10, FeatureFraction = 1, FeatureFractionPerSplit = 0.7, BaggingExampleFraction = 0.7, NumberOfQuantileSamples = 1, Seed = spec.Seed, FeatureSelectionSeed = spec.Seed, NumberOfThreads = 1,
        }).Fit(new FeatureView(Rows(split.Training), NumberDataViewType.Single, CancellationToken.None));
        var all = Rows([.. Enumerable.Range(0, data.Table.Rows)]);
        var theirs = ScoreReader.Numbers(fitted.Transform(new FeatureView(all, NumberDataViewType.Single, CancellationToken.None)), all.Labels.Length, CancellationToken.None);

        // Theirs learned from the labels, ours from what is left of them without their mean: splits are the same, but for one that is as good as another.
        Assert.InRange(ours.Zip(theirs).Average(p => Math.Abs(p.First - p.Second)), 0, 0.02);
    }

    [Fact]
    public void The_shares_of_several_classes_are_one_together_and_none_is_certain()
    {
        using var data = TrainingCase.Of(ModelTask.MulticlassClassification, 600);

        data.Train("FastForest", parameters: [("Iterations", "20")]);

        Assert.All(data.Score().Chunk(3), p =>
        {
            Assert.Equal(1, p.Sum(), 1e-6);
            Assert.All(p, one => Assert.InRange(one, 4e-7, 1 - 4e-7));
        });
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.Regression)]
    public void Rows_that_are_too_few_to_split_give_the_mean(ModelTask task)
    {
        using var data = TrainingCase.Of(task, 12);

        data.Train("FastForest", parameters: [("MinDataInLeaf", "10")]);

        var mean = TrainingLabels.Of(data.Schema, data.Table).Average();
        Assert.All(data.Score(), s => Assert.Equal(mean, s, 1e-4));
    }
}

using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Tests.Shared;
using Ingot.Training.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Ingot.Training.Tests;

/// <summary>Several classes by one model a class.</summary>
public class OneVersusAllTests
{
    [Fact]
    public void It_says_what_ML_NETs_own_one_versus_all_says()
    {
        using var model = TrainingCase.Of(ModelTask.MulticlassClassification, 1200);
        model.Refit = RefitMode.False;
        model.Train("FastTree", parameters: [("EarlyStopping", "0"), ("Iterations", "20"), ("Leaves", "8")]);
        var ours = model.Score();

        var theirs = new double[ours.Length];
        var spec = model.Spec("FastTree");
        var labels = TrainingLabels.Of(model.Schema, model.Table);
        var split = RowDivision.Of(spec, model.Schema, model.Table, labels).HoldOut([.. Enumerable.Range(0, model.Table.Rows)]);
        var plan = FeaturePlan.Fit(model.Table, model.Schema, [], FeatureStyle.DenseTrees, split.Training);
        LabelledRows Rows(int[] rows) => new(new FeatureRows(plan, model.Table, rows, 1, spec.Trainer.Location), Array.ConvertAll(rows, r => labels[r]), null);
        var context = new MLContext(spec.Seed);
        var key = new KeyDataViewType(typeof(uint), 3);
        var trainer = context.MulticlassClassification.Trainers.OneVersusAll(
            context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
            {
                NumberOfTrees = 20, NumberOfLeaves = 8, LearningRate = 0.1, MinimumExampleCountPerLeaf = 20, Seed = spec.Seed, FeatureSelectionSeed = spec.Seed, NumberOfThreads = 1,
            }),
            imputeMissingLabelsAsNegative: false);
        var fitted = trainer.Fit(new FeatureView(Rows(split.Training), key, CancellationToken.None));
        var all = Rows([.. Enumerable.Range(0, model.Table.Rows)]);
        ScoreReader.Vectors(fitted.Transform(new FeatureView(all, key, CancellationToken.None)), ScoreReader.Score, (row, scores) =>
        {
            for (var c = 0; c < 3; c++)
            {
                theirs[(row * 3) + c] = scores[c];
            }
        }, CancellationToken.None);

        Assert.Equal(3600, ours.Length);
        Pairs.All(theirs, ours, (e, a) => Assert.Equal(e, a, 2e-6));
    }

    [Fact]
    public void A_class_of_a_few_rows_is_learned_beside_great_ones()
    {
        var rows = Enumerable.Range(0, 600).ToArray();
        var x = Array.ConvertAll(rows, r => (double)(r * 37 % 600));
        var label = new StringColumn("label", Array.ConvertAll(x, v => v < 12 ? 0 : v < 300 ? 1 : v < 598 ? 2 : 3), ["few", "one", "two", "hardly any"]);
        using var model = TrainingCase.With(ModelTask.MulticlassClassification, new NumberColumn("x", x), label);

        var report = model.Train("FastTree", parameters: [("MinDataInLeaf", "3")]);

        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), 0.99, 1);
        Assert.All(model.Score().Chunk(4), p => Assert.Equal(1, p.Sum(), 1e-5));
    }

    [Fact]
    public void Where_no_class_says_yes_all_are_alike()
    {
        var model = new LinearModel([[0], [0], [0], [0]], [0, 0, 0, 0]) { Link = OutputLink.OneVersusAll, Outputs = 4 };

        Assert.Equal([0.25, 0.25, 0.25, 0.25], model.Predict([-1000, -1000, -1000, -1000]));
        Assert.Equal([0.5, 0.5, 0, 0], model.Predict([1000, 1000, -1000, -1000]).Select(p => Math.Round(p, 12)));
    }
}

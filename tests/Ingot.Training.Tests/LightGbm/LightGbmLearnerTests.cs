using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.LightGbm;

public class LightGbmLearnerTests
{
    [Theory]
    [InlineData(ModelTask.Regression)]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.MulticlassClassification)]
    public void Onnx_gives_lightgbms_scores_on_thousands_of_rows_with_missing_and_unseen_values(ModelTask task)
    {
        using var model = TrainingCase.Of(task, 8000);
        model.Train("LightGbm", parameters: [("Iterations", "60"), ("MinDataInLeaf", "3")]);
        var plan = FeaturePlan.Fit(model.Table, model.Schema, [], FeatureStyle.NativeTrees);
        var matrix = plan.Transform(model.Table);
        var labels = TrainingLabels.Of(model.Schema, model.Table);
        var rows = new LabelledRows(MatrixRows.Of(plan, matrix), labels, null);
        var learner = new LightGbmLearner();
        var spec = model.Spec("LightGbm", ("Iterations", "60"), ("MinDataInLeaf", "3"));
        // Validation rows with what training never had: no value at all, categories that are not there, negative and huge numbers.
        var strange = matrix with { Values = [.. matrix.Values.Select((v, i) => Strange(v, i))] };
        var result = learner.Train(
            new LearnerInput
            {
                Trainer = spec.Trainer,
                Values = TrainerValues.Read(spec.Trainer, learner.Parameters, rows.Labels.Length),
                Task = task,
                Classes = model.Schema.Classes.Count,
                Training = rows,
                Validation = rows with { Features = MatrixRows.Of(plan, strange) },
                Seed = 1,
                Threads = 1,
            },
            new Silence(),
            CancellationToken.None);

        var own = result.ValidationScores;
        var trees = (Onnx.Learned.TreeModel)result.Model;

        Assert.Contains(trees.Trees, t => t.Nodes.Any(n => n.Categories is not null));
        Pairs.All(own, TreeWalk.Scores(trees, strange), (lightGbm, walk) => Assert.Equal(lightGbm, walk, 1e-12));
        var scored = TreeWalk.ThroughOnnx(trees, strange);
        Pairs.All(own, scored, (lightGbm, onnx) => Assert.Equal(lightGbm, onnx, 2e-6 * Math.Max(1, Math.Abs(lightGbm))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Monotone_constraints_hold(int direction)
    {
        // The data go the other way at times.
        var random = new Random(11);
        var x = Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 10).ToArray();
        var z = Array.ConvertAll(x, _ => random.NextDouble());
        using var model = TrainingCase.With(
            ModelTask.Regression, new NumberColumn("x", x), new NumberColumn("z", z), new NumberColumn("label", [.. x.Zip(z, (a, b) => Math.Sin(a) + (0.2 * direction * a) + b)]));
        var grid = Enumerable.Range(0, 500).Select(i => i * 0.02).ToArray();
        bool Holds()
        {
            var scores = model.Score(new Table([new NumberColumn("x", grid), new NumberColumn("z", [.. grid.Select(_ => 0.5)])]));
            return scores.Zip(scores.Skip(1)).All(p => (p.Second - p.First) * direction >= 0);
        }

        model.Train("LightGbm");
        Assert.False(Holds());
        model.Columns = [new ColumnSpec("x", MissingValues.Auto, null, null, null, direction, default)];
        model.Train("LightGbm");
        Assert.True(Holds());
    }

    [Fact]
    public void Data_without_a_split_give_the_mean_for_every_row()
    {
        using var model = TrainingCase.With(
            ModelTask.Regression, new NumberColumn("x", new double[40]), new NumberColumn("label", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.0 : 3)]));

        var report = model.Train("LightGbm");

        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT2007");
        Assert.InRange(report.ValidationValue, 0.9, 1.1);
        Assert.Single(model.Score().Distinct());
        Assert.InRange(model.Score()[0], 1.7, 2.3);
    }

    [Fact]
    public void A_split_that_takes_zero_for_missing_is_refused()
    {
        // decision_type 4: numeric, missing type zero, default right.
        const string Text = "Tree=0\nnum_leaves=2\nsplit_feature=0\nthreshold=1.5\ndecision_type=4\nleft_child=-1\nright_child=-2\nleaf_value=1 2\n\n";

        Assert.Contains("zero_as_missing", Assert.Throws<LightGbmException>(() => LightGbmModelReader.Read(Text, 1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1.5, true)]
    [InlineData(0, -1.5, false)]
    [InlineData(8, 1.5, false)]
    [InlineData(10, -1.5, true)]
    public void Missing_values_go_where_lightgbm_sends_them(int decision, double threshold, bool left)
    {
        // 0: no missing type, NaN counts as zero; 8: NaN is missing and goes right; 10: and goes left.
        var text = FormattableString.Invariant(
            $"Tree=0\nnum_leaves=2\nsplit_feature=0\nthreshold={threshold}\ndecision_type={decision}\nleft_child=-1\nright_child=-2\nleaf_value=1 2\n\n");

        Assert.Equal(left, LightGbmModelReader.Read(text, 1)[0].Nodes[0].MissingGoesLeft);
    }

    [Fact]
    public void Early_stopping_keeps_fewer_iterations_than_asked_for()
    {
        using var model = TrainingCase.Of(ModelTask.Regression);

        var stopped = model.Train("LightGbm", parameters: [("Iterations", "2000"), ("EarlyStopping", "10"), ("LearningRate", "0.5")]);
        var all = model.Train("LightGbm", parameters: [("Iterations", "60"), ("EarlyStopping", "0"), ("LearningRate", "0.5")]);

        Assert.InRange(stopped.Iterations, 1, 500);
        Assert.Equal(60, all.Iterations);
    }

    [Fact]
    public void A_feature_name_that_is_strange_harms_nothing()
    {
        var x = Enumerable.Range(0, 200).Select(i => i * 0.1).ToArray();
        using var model = TrainingCase.With(ModelTask.Regression, new NumberColumn("größe, \"in\" [m] = 1", x), new NumberColumn("label", x));

        model.Train("LightGbm");

        Assert.InRange(model.Quality(), 0.9, 1);
    }

    /// <summary>Every third value is an index of a category, which the featurisation makes: whole, or NaN.</summary>
    private static float Strange(float value, int i) =>
        (i % 17) switch { 0 => float.NaN, 1 => -value - 1, 2 => 1000, 3 => 0, 4 => i % 3 == 2 ? -1 : -0.5f, _ => value };

    /// <summary>
    /// LightGBM keeps one number of threads for the whole process: of a training that scores, and another that begins with more threads, the first wrote
    /// beyond its buffers, and the process died.
    /// </summary>
    [Fact]
    public async Task A_training_waits_until_the_one_before_has_ended()
    {
        using var inTheMidst = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        using var first = TrainingCase.Of(ModelTask.BinaryClassification);
        first.Progress = new Silence(message =>
        {
            if (message.StartsWith("iteration", StringComparison.Ordinal))
            {
                inTheMidst.Set();
                goOn.Wait();
            }
        });
        using var second = TrainingCase.Of(ModelTask.BinaryClassification);

        var one = Task.Run(() => first.Train("LightGbm", parameters: ("Iterations", "5")));
        inTheMidst.Wait();
        var other = Task.Run(() => second.Train("LightGbm", threads: 2, parameters: ("Iterations", "5")));

        // As long as the first has not ended, the second has not: without the wait it takes far less.
        Assert.NotSame(other, await Task.WhenAny(other, Task.Delay(TimeSpan.FromSeconds(3))));
        goOn.Set();
        await Task.WhenAll(one, other);
        Assert.Equal(first.Hash, second.Hash);
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Onnx.Features;
using Ingot.Scoring.Explanations;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.LightGbm;

/// <summary>The ways in which trees come about, and which columns may act together.</summary>
public sealed class BoostingTests
{
    [Theory]
    [InlineData("Dart", ModelTask.BinaryClassification)]
    [InlineData("Dart", ModelTask.MulticlassClassification)]
    [InlineData("Dart", ModelTask.Regression)]
    [InlineData("Goss", ModelTask.BinaryClassification)]
    [InlineData("Rf", ModelTask.BinaryClassification)]
    [InlineData("Rf", ModelTask.MulticlassClassification)]
    [InlineData("Rf", ModelTask.Regression)]
    public void A_model_of_another_boosting_is_as_good_as_its_learner_says(string boosting, ModelTask task)
    {
        using var data = TrainingCase.Of(task);

        var report = data.Train("LightGbm", parameters: [("Boosting", boosting), ("Iterations", "40")]);

        // The parity check has compared the ONNX file with LightGBM's own scores.
        Assert.True(report.ParityDifference < 1e-6, $"{report.ParityDifference}");
        Assert.True(data.Quality() > 0.8, $"{data.Quality()}");
        Assert.Equal(boosting == "Goss" ? report.Iterations : 40, report.Iterations);

        // It is another model than without, and its reasons add up as those of any other.
        var other = data.Hash;
        using var explainer = new PredictionExplainer(File.ReadAllBytes(data.Path), data.Schema, data.Path, 1);
        var found = explainer.Explain(data.Table.Take([0, 1, 2]));
        if (task == ModelTask.BinaryClassification)
        {
            Assert.All(Enumerable.Range(0, 3), row =>
            {
                var p = data.Score()[row];
                Assert.Equal(Math.Log(p / (1 - p)), found.Base[0] + found.Of(row).ToArray().Sum(), 1e-3);
            });
        }

        data.Train("LightGbm", parameters: [("Iterations", "40"), ("EarlyStopping", "0")]);
        Assert.NotEqual(other, data.Hash);
    }

    [Theory]
    [InlineData("Dart")]
    [InlineData("Rf")]
    public void The_model_does_not_depend_on_the_number_of_threads(string boosting)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification);
        data.Train("LightGbm", threads: 1, parameters: [("Boosting", boosting), ("Iterations", "20")]);
        var one = data.Hash;

        data.Train("LightGbm", threads: 4, parameters: [("Boosting", boosting), ("Iterations", "20")]);

        Assert.Equal(one, data.Hash);
    }

    [Theory]
    [InlineData("Boosting", "Forest", "expected Gbdt, Dart, Goss or Rf")]
    [InlineData("DropRate", "0.2", "belongs to Boosting=\"Dart\"")]
    [InlineData("Boosting=Dart;DropRate", "2", "expected a number from 0 to 1")]
    [InlineData("Boosting=Dart;EarlyStopping", "5", "later trees make the earlier ones smaller")]
    [InlineData("Boosting=Rf;EarlyStopping", "5", "gets no worse by more trees")]
    [InlineData("Boosting=Rf;LearningRate", "0.1", "the trees of a forest are averaged")]
    [InlineData("Interactions", "x,z", "names 'z', which is no feature")]
    [InlineData("Interactions", " ; ,", "names no column")]
    [InlineData("Interactions", "x,plna", "did you mean plan?")]
    public void What_cannot_be_kept_is_refused(string names, string value, string message)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        (string, string)[] parameters = [.. $"{names}={value}".Split(names.Contains(';', StringComparison.Ordinal) ? ";" : "\0").Select(p => (p[..p.IndexOf('=', StringComparison.Ordinal)], p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

        var fault = Assert.Throws<IngotException>(() => data.Train("LightGbm", parameters: parameters)).Diagnostic;

        Assert.Equal(("INGOT2001", 9), (fault.Code, fault.Location.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EarlyStopping_of_0_is_no_contradiction()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 300);

        Assert.Equal(5, data.Train("LightGbm", parameters: [("Boosting", "Dart"), ("Iterations", "5"), ("EarlyStopping", "0")]).Iterations);
    }

    [Fact]
    public void On_the_way_to_a_leaf_are_only_columns_that_may_act_together()
    {
        using var data = TrainingCase.Of(ModelTask.Regression);
        Assert.Contains("plan+x+y", Ways(data));

        var ways = Ways(data, ("Interactions", "y, x"));

        Assert.Equal(["plan", "x", "x+y"], ways.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Ways(data, ("Interactions", "plan, x; y")), w => w.Contains('y', StringComparison.Ordinal) && w != "y");
    }

    /// <summary>Which sets of columns the ways from roots to leaves ask.</summary>
    private static HashSet<string> Ways(TrainingCase data, params (string, string)[] parameters)
    {
        var spec = data.Spec("LightGbm", [.. parameters, ("Iterations", "60"), ("EarlyStopping", "0")]);
        var learner = new LightGbmLearner();
        var plan = FeaturePlan.Fit(data.Table, data.Schema, [], learner.Style);
        var rows = new LabelledRows(new FeatureRows(plan, data.Table, [.. Enumerable.Range(0, data.Table.Rows)], 1, default), TrainingLabels.Of(data.Schema, data.Table), null);
        var input = new LearnerInput
        {
            Trainer = spec.Trainer,
            Values = TrainerValues.Read(spec.Trainer, learner.Parameters, data.Table.Rows),
            Task = data.Schema.Task,
            Classes = 0,
            Training = rows,
            Validation = rows,
            Seed = 1,
            Threads = 1,
        };
        var ways = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in ((Onnx.Learned.TreeModel)learner.Train(input, new Silence(), default).Model).Trees.Where(t => t.Nodes.Count > 0))
        {
            Walk(0, []);

            void Walk(int child, SortedSet<string> asked)
            {
                if (child < 0)
                {
                    ways.Add(string.Join('+', asked));
                    return;
                }

                var node = tree.Nodes[child];
                SortedSet<string> more = new(asked, StringComparer.Ordinal) { plan.Columns[node.Feature] };
                Walk(node.Left, more);
                Walk(node.Right, more);
            }
        }

        return ways;
    }
}

using System.Text;
using Ingot.Core.Importances;

namespace Ingot.Pipeline.Tests;

public class PermutationImportanceTests
{
    private static readonly Stage[] ToEvaluate = [Stage.Prepare, Stage.Train, Stage.Evaluate];

    [Fact]
    public void The_strong_feature_comes_first_and_noise_is_worth_nothing()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        var report = Read(model);

        // The label follows from usage and plan; age is noise.
        Assert.Equal(("AUC", 300, 300, 5, 1, 0), (report.Metric, report.Rows, report.ReferenceRows, report.Repeats, report.Seed, report.FeaturesLeftOut));
        Assert.Equal(["age", "plan", "usage"], report.Features.Select(f => f.Name).Order());
        Assert.Equal("age", report.Features[^1].Name);
        Assert.InRange(report.Features[^1].Importance, -0.02, 0.02);
        Assert.All(report.Features.Take(2), f => Assert.InRange(f.Importance, 0.1, 0.6));
        Assert.All(report.Features, f => Assert.True(f.Low <= f.Importance && f.Importance <= f.High));
        Assert.True(report.Features[0].Low > 0);
    }

    [Fact]
    public void A_feature_that_the_model_does_not_use_is_worth_exactly_nothing()
    {
        using var model = new ModelFolder();

        // A constant has nothing to split on; an ignored column is no feature.
        foreach (var file in new[] { "train.csv", "reference.csv" })
        {
            var lines = File.ReadAllLines(model.File(file));
            File.WriteAllLines(model.File(file), lines.Select((l, i) => (i == 0 ? "constant,idle," : $"1,{i % 5},") + l));
        }

        model.AddItem("Column", "idle", 0, ("Role", "Ignored"));
        model.AddItem("Column", "constant", 0, ("Role", "Feature"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        var report = Read(model);

        Assert.Equal((0.0, 0.0, 0.0), report.Features.Where(f => f.Name == "constant").Select(f => (f.Importance, f.Low, f.High)).Single());
        Assert.DoesNotContain(report.Features, f => f.Name == "idle");
    }

    [Fact]
    public void The_same_model_gives_the_same_file_with_any_number_of_threads()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));
        var first = File.ReadAllText(model.Output(Stage.Evaluate, "importance.json"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Evaluate));

        Assert.Equal(first, File.ReadAllText(model.Output(Stage.Evaluate, "importance.json")));
        Assert.DoesNotContain('\r', first);
    }

    [Theory]
    [InlineData("Regression", "usage", "RMSE")]
    [InlineData("MulticlassClassification", "plan", "LogLoss")]
    public void Every_task_has_its_metric_and_a_loss_is_positive_in_its_worse_direction(string task, string label, string metric)
    {
        using var model = new ModelFolder();
        model.Properties["ModelTask"] = task;
        model.Properties["ModelLabel"] = label;
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        var report = Read(model);

        Assert.Equal(metric, report.Metric);
        Assert.True(report.Features[0].Low > 0);
        Assert.NotEqual("age", report.Features[0].Name);
    }

    [Fact]
    public void Only_a_sample_of_many_rows_is_scored()
    {
        using var model = new ModelFolder();
        model.WriteData("reference.csv", 12_000, 3);
        model.Properties["ModelMaxLeakage"] = "1";
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        Assert.Equal((10_000, 12_000), (Read(model).Rows, Read(model).ReferenceRows));
    }

    [Fact]
    public void Of_very_many_features_the_last_ones_are_left_out_and_counted()
    {
        using var model = new ModelFolder();
        foreach (var (file, rows) in new[] { ("train.csv", 300), ("reference.csv", 60) })
        {
            var random = new Random(rows);
            var text = new StringBuilder(string.Join(',', Enumerable.Range(0, 103).Select(i => $"c{i}")) + ",left\n");
            for (var row = 0; row < rows; row++)
            {
                var values = Enumerable.Range(0, 103).Select(_ => random.Next(1000)).ToList();
                text.Append(string.Join(',', values)).Append(values[0] > 500 ? ",Yes\n" : ",No\n");
            }

            File.WriteAllText(model.File(file), text.ToString());
        }

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));

        var report = Read(model);
        Assert.Equal((100, 3), (report.Features.Count, report.FeaturesLeftOut));
        Assert.Equal("c0", report.Features[0].Name);
        Assert.DoesNotContain(report.Features, f => f.Name is "c100" or "c101" or "c102");
    }

    [Fact]
    public void A_project_may_do_without()
    {
        using var model = new ModelFolder();
        model.Properties["ModelPermutationImportance"] = "false";
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToEvaluate, Stage.Gate, Stage.Export]));

        Assert.False(File.Exists(model.Output(Stage.Evaluate, "importance.json")));
        Assert.DoesNotContain("Permutation importance", File.ReadAllText(model.Output(Stage.Export, "card.html")), StringComparison.Ordinal);
    }

    private static ImportanceReport Read(ModelFolder model) => ImportanceFile.Read(model.Output(Stage.Evaluate, "importance.json"));
}

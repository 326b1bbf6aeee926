using Ingot.Core.Readiness;

namespace Ingot.Pipeline.Tests;

/// <summary>A model against one that was made again from the data.</summary>
public class ReproduceTests
{
    private static readonly Stage[] ToEvaluate = [Stage.Prepare, Stage.Train, Stage.Evaluate];

    [Fact]
    public void What_was_made_again_from_the_same_data_is_the_same()
    {
        using var model = new ModelFolder();
        using var again = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));
        Assert.Equal(StageOutcome.Passed, again.Run(ToEvaluate));
        model.Properties["ReproduceFolder"] = again.File("ingot");

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Reproduce));
        Assert.Empty(model.Diagnostics.Items);

        // That proves a test of the ML Test Score, as long as the model is this one.
        Assert.Equal(1, InfraOne());
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "2"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Train, Stage.Evaluate));
        Assert.Equal(0, InfraOne());

        double InfraOne()
        {
            Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate));
            return MLTestScoreFile.Read(model.Output(Stage.Gate, "score.json")).Tests.Single(t => t.Id == "Infra1").Points;
        }
    }

    [Fact]
    public void The_stages_and_the_metrics_that_differ_are_named()
    {
        using var model = new ModelFolder();
        using var again = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));
        again.AddItem("Trainer", "LightGbm", 8, ("Iterations", "2"));
        Assert.Equal(StageOutcome.Passed, again.Run(ToEvaluate));
        model.Properties["ReproduceFolder"] = again.File("ingot");

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Reproduce));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal("INGOT2101", diagnostic.Code);
        Assert.Contains(
            "in the order of the stages: model.onnx of Train, predictions.parquet of Evaluate, metrics.json of Evaluate.", diagnostic.Message, StringComparison.Ordinal);
        Assert.Matches(@"\d+ of 11 metrics differ, most of all \w+ [\d.E-]+ and then [\d.E-]+ \(by -?[\d.E-]+\)", diagnostic.Message);

        // Other data: the first stage that differs comes first.
        again.WriteData("train.csv", 900, 9);
        Assert.Equal(StageOutcome.Passed, again.Run(ToEvaluate));
        model.Run(Stage.Reproduce);
        Assert.Matches("stages: .*training.parquet of Prepare, model.onnx of Train", model.Diagnostics.Items[0].Message);
    }
}

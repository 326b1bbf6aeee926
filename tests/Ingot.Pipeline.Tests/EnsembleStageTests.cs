using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Tests;

/// <summary>A model of several trainers goes the way of any other.</summary>
public sealed class EnsembleStageTests
{
    [Fact]
    public void An_ensemble_is_trained_measured_explained_gated_and_told_on_the_card()
    {
        using var model = new ModelFolder();
        model.Properties["ModelEnsemble"] = "Stack";
        model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "20"));
        model.AddItem("Trainer", "LogisticRegression", 7);
        model.AddItem("Gate", "AUC", 8, ("Min", "0.8"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));

        var report = File.ReadAllText(model.Output(Stage.Train, "report.json"));
        Assert.Contains("\"trainer\": \"Ensemble\"", report, StringComparison.Ordinal);
        Assert.Contains("\"weight\"", report, StringComparison.Ordinal);
        var card = string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(model.Output(Stage.Gate, "verdicts.json"))!, "*.html").Select(File.ReadAllText));
        Assert.Contains("member 2", card, StringComparison.Ordinal);
        Assert.Contains("LogisticRegression: weight", card, StringComparison.Ordinal);
        Assert.Contains("\"method\": \"SampledOrders\"", File.ReadAllText(model.Output(Stage.Evaluate, "explanations.json")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Folds_of_an_ensemble_are_refused()
    {
        using var model = new ModelFolder();
        (model.Properties["ModelEnsemble"], model.Properties["ModelFolds"]) = ("Average", "3");
        model.AddItem("Trainer", "FastTree", 6);
        model.AddItem("Trainer", "LogisticRegression", 7);

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Prepare, Stage.Train));
        Assert.Contains(model.Diagnostics.Items, d => d.Descriptor.Severity == DiagnosticSeverity.Error && d.Message.Contains("the model is an ensemble", StringComparison.Ordinal));
    }
}

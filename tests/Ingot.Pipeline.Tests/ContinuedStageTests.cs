using Ingot.Core.Diagnostics;

namespace Ingot.Pipeline.Tests;

/// <summary>A model that continues from a release goes the way of any other, and says what it continues from.</summary>
public sealed class ContinuedStageTests
{
    [Fact]
    public void A_model_continues_from_a_package_and_report_and_card_say_so()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "5"));
        model.AddItem("Gate", "AUC", 8, ("Min", "0.8"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        var release = new ReleasedPackage(model);
        (model.Properties["ModelContinueFrom"], model.Properties["ModelContinueFolder"]) = ("Contoso.Leave@0.9.0", release.Folder);

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));

        var report = File.ReadAllText(model.Output(Stage.Train, "report.json"));
        Assert.Contains("\"package\": \"Contoso.Leave\"", report, StringComparison.Ordinal);
        Assert.Contains("\"before\"", report, StringComparison.Ordinal);
        var card = string.Concat(Directory.EnumerateFiles(Path.GetDirectoryName(model.Output(Stage.Gate, "verdicts.json"))!, "*.html").Select(File.ReadAllText));
        Assert.Contains("continues from", card, StringComparison.Ordinal);
        Assert.Contains("Contoso.Leave 0.9.0 (5 trees, SHA-256", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModelFolds", "3", "INGOT2095", "which rows the release has learned from is not known")]
    [InlineData("ModelCalibration", "Sigmoid", "INGOT2095", "Remove ModelCalibration or ModelContinueFrom.")]
    [InlineData("ModelContinueFolder", "nowhere", "INGOT2096", "Run 'dotnet restore' with a feed that has it, then build.")]
    [InlineData("ModelReasons", "3", "INGOT2090", "no exact reasons can be had of this model")]
    public void What_cannot_be_had_with_it_is_refused(string property, string value, string code, string what)
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        (model.Properties["ModelContinueFrom"], model.Properties["ModelContinueFolder"]) = ("0.9.0", new ReleasedPackage(model).Folder);
        model.Properties[property] = value;

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Train));
        var fault = Assert.Single(model.Diagnostics.Items, d => d.Descriptor.Severity == DiagnosticSeverity.Error);
        Assert.Equal(code, fault.Code);
        Assert.Contains(what, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_package_is_refused_at_the_property()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "5"));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        var release = new ReleasedPackage(model);
        release.WriteAssembly([1, 2, 3]);
        (model.Properties["ModelContinueFrom"], model.Properties["ModelContinueFolder"]) = ("Contoso.Leave@0.9.0", release.Folder);

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Train));
        Assert.Contains("The training cannot continue from Contoso.Leave 0.9.0: its model is refused (INGOT", Assert.Single(model.Diagnostics.Items).Message, StringComparison.Ordinal);
    }
}

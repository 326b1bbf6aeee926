using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;

namespace Ingot.Training.Tests.Pipelines;

/// <summary>Trainers of the project's own: found by name, trained as any other, and told where they fail.</summary>
public sealed class LearnerCodeTests
{
    [Theory]
    [InlineData("Halves")]
    [InlineData("halves")]
    [InlineData("Ingot.Training.Tests.Pipelines.HalvesLearner")]
    public void A_learner_of_the_project_goes_the_way_of_any_other(string name)
    {
        using var data = TrainingCase.Of(ModelTask.Regression);

        var outcome = Run(data, name);

        Assert.Equal("Halves", outcome.Report.Trainer);
        Assert.True(outcome.Report.Refit!.Done);
        Assert.True(outcome.Report.ParityDifference < 1e-6);
        Assert.InRange(data.Quality(), 0.3, 1);
    }

    [Theory]
    [InlineData("Throws", "INGOT2004", "threw InvalidOperationException: no luck today")]
    [InlineData("Nothing", "INGOT2004", "expected a model, and its scores")]
    [InlineData("ShortScores", "INGOT2004", "validation scores; expected")]
    [InlineData("Circle", "INGOT2004", "are no tree")]
    [InlineData("FarFeature", "INGOT2004", "a node asks for feature 99")]
    [InlineData("Halfs", "INGOT2066", "There is no trainer 'Halfs'")]
    [InlineData("Twins", "INGOT2066", "several trainers 'Twins'")]
    public void What_is_no_model_is_told_at_the_trainers_line(string name, string code, string message)
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 300);

        var fault = Assert.Throws<IngotException>(() => Run(data, name)).Diagnostic;

        Assert.Equal((code, 9), (fault.Code, fault.Location.Line));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_parameters_and_tasks_are_kept_to()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 300);
        Assert.Contains("has no parameter 'Leaves'", Assert.Throws<IngotException>(() => Run(data, "Halves", ("Leaves", "3"))).Diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("expected a number from 0 to 1", Assert.Throws<IngotException>(() => Run(data, "Halves", ("Share", "7"))).Diagnostic.Message, StringComparison.Ordinal);

        using var classes = TrainingCase.Of(ModelTask.BinaryClassification, 300);
        Assert.Contains("cannot be used for BinaryClassification", Assert.Throws<IngotException>(() => Run(classes, "Halves")).Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_that_was_not_built_is_told()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 300);
        var spec = data.Spec("Halves");

        var fault = Assert.Throws<IngotException>(() => ModelTrainer.Run(
            spec with { TrainerAssemblies = ["/nowhere/T.dll"] }, data.Schema, data.Table, data.Path, 1, data.Diagnostics, data.Progress, default)).Diagnostic;

        Assert.Equal("INGOT2066", fault.Code);
        Assert.Contains("was not built", fault.Message, StringComparison.Ordinal);
    }

    private static TrainingOutcome Run(TrainingCase data, string name, params (string, string)[] parameters)
    {
        var spec = data.Spec(name, parameters);
        return ModelTrainer.Run(
            spec with { TrainerAssemblies = [typeof(LearnerCodeTests).Assembly.Location] }, data.Schema, data.Table, data.Path, 1, data.Diagnostics, data.Progress, default);
    }
}

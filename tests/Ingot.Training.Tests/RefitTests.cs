using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests;

/// <summary>The final model is fitted on all training rows, with the iterations that the validation rows chose.</summary>
public class RefitTests
{
    [Theory]
    [InlineData("LightGbm", ModelTask.Regression)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification)]
    [InlineData("FastTree", ModelTask.BinaryClassification)]
    [InlineData("FastTree", ModelTask.MulticlassClassification)]
    [InlineData("LinearRegression", ModelTask.Regression)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification)]
    public void All_rows_are_learned_from_and_the_file_says_what_the_learner_says(string trainer, ModelTask task)
    {
        using var data = TrainingCase.Of(task, rows: 600);
        data.Refit = RefitMode.False;
        (string, string)[] few = trainer is "LightGbm" or "FastTree" ? [("Iterations", "20"), ("Leaves", "6")] : [];
        var without = data.Train(trainer, parameters: few);
        var hash = data.Hash;
        data.Refit = RefitMode.Auto;
        var with = data.Train(trainer, parameters: few);

        var stops = trainer is "LightGbm" or "FastTree" ? "validation rows" : "trainer";
        Assert.Equal(new RefitReport(false, "ModelRefit=false", 540, stops), without.Refit);
        Assert.Equal(new RefitReport(true, "ModelRefit=Auto: at most 100,000 training rows", 600, stops), with.Refit);
        Assert.NotEqual(hash, data.Hash);
        Assert.Equal(without.Iterations, with.Iterations);
        Assert.Equal(without.ValidationValue, with.ValidationValue);
        Assert.InRange(with.ParityDifference, 0, 1e-5);
        Assert.DoesNotContain(data.Diagnostics.Items, d => d.Severity == DiagnosticSeverity.Error);

        var first = data.Hash;
        data.Train(trainer, threads: 2, parameters: few);
        Assert.Equal(first, data.Hash);
    }

    [Fact]
    public void The_mean_of_a_constant_is_that_of_all_rows()
    {
        using var data = TrainingCase.With(
            ModelTask.Regression, new NumberColumn("x", [.. Enumerable.Range(0, 50).Select(i => (double)i)]), new NumberColumn("label", [.. Enumerable.Range(0, 50).Select(i => (double)(i * i))]));
        data.Train("Constant");
        Assert.All(data.Score(), s => Assert.Equal(49 * 99 / 6.0, s, 1e-3));
    }

    [Fact]
    public void More_rows_than_it_is_worth_are_not_fitted_again_unless_the_project_says_so()
    {
        Assert.True(RefitDecision.IsWanted(RefitMode.Auto, RefitDecision.MostRows));
        Assert.False(RefitDecision.IsWanted(RefitMode.Auto, RefitDecision.MostRows + 1));
        Assert.True(RefitDecision.IsWanted(RefitMode.True, RefitDecision.MostRows + 1));
        Assert.False(RefitDecision.IsWanted(RefitMode.False, 10));
        Assert.Equal("ModelRefit=Auto: more than 100,000 training rows", RefitDecision.Report(RefitMode.Auto, 200_000, 180_000, "trainer").Why);
    }

    [Fact]
    public void The_progress_says_which_model_is_the_final_one()
    {
        var said = new Lines();
        using var data = TrainingCase.Of(ModelTask.Regression, rows: 600);
        data.Progress = said;
        var report = data.Train("LightGbm", parameters: [("Iterations", "10")]);
        Assert.Contains(
            $"fitting the final model on all 600 training rows, with {report.Iterations} iterations (chosen by: validation rows) (ModelRefit=Auto: at most 100,000 training rows)", said.Messages);
        data.Refit = RefitMode.False;
        data.Train("LightGbm", parameters: [("Iterations", "10")]);
        Assert.Contains("the final model is the one of 540 training rows; 60 stay held out (ModelRefit=false)", said.Messages);
    }

    private sealed class Lines : IStageProgress
    {
        public List<string> Messages { get; } = [];

        public void Report(string message, double? fraction = null) => Messages.Add(message);
    }
}

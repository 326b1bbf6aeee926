using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Training.Trials;

namespace Ingot.Training.Tests.Ensembles;

/// <summary>An ensemble of what trials measured is taken where it is better than chance, and has no member that adds nothing.</summary>
public sealed class TrialEnsembleTests
{
    [Theory]
    [InlineData(ModelTask.BinaryClassification, 0, "LogLoss")]
    [InlineData(ModelTask.MulticlassClassification, 3, "LogLoss")]
    [InlineData(ModelTask.Regression, 3, "RMSE")]
    public void It_says_what_its_members_say_and_measures_like_the_bench(ModelTask task, int folds, string metric)
    {
        using var data = TrainingCase.Of(task, 900);
        var bench = new TrialBench(data.Spec("LightGbm") with { Folds = folds }, data.Schema, data.Table, 1, metric) { KeepsPredictions = true };
        List<TrainerSpec> trainers = [Trainer("LightGbm", ("Iterations", "20")), Trainer(task == ModelTask.Regression ? "LinearRegression" : "LogisticRegression"), Trainer("Constant")];
        var scores = trainers.ConvertAll(t => bench.Measure(t, default));

        var choice = new TrialEnsemble(bench, 5).Choose(trainers, default);

        Assert.Equal(0, choice.Counts[2]);
        Assert.True(choice.Score.Interval.Value <= scores.Min(s => s.Interval.Value) + 1e-6);
        Assert.Equal(folds == 0 ? 1 : folds, choice.Score.Values.Count);
        Assert.Equal(choice.SingleLoss - choice.EnsembleLoss, choice.Gain, 1e-9);
        Assert.True(choice.StandardError >= 0);
        Assert.Equal(choice.Counts.Count(c => c > 0) > 1 && choice.Gain > choice.StandardError, choice.IsWorthIt);

        // The best alone, asked of itself, is what the bench measured.
        var alone = new TrialEnsemble(bench, 5).Choose([trainers[0]], default);
        Assert.Equal(scores[0].Interval.Value, alone.Score.Interval.Value, 1e-6);
        Assert.False(alone.IsWorthIt);
        Assert.Equal(0, alone.Gain, 1e-12);
    }

    [Fact]
    public void What_says_the_same_as_a_better_one_is_no_member_and_predictions_come_back()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 600);
        var bench = new TrialBench(data.Spec("LightGbm"), data.Schema, data.Table, 1, "LogLoss") { KeepsPredictions = true };
        List<TrainerSpec> trainers = [Trainer("LightGbm", ("Iterations", "20")), Trainer("LightGbm", ("Iterations", "20"), ("MaxBins", "254")), Trainer("LogisticRegression"), Trainer("LogisticRegression", ("L2", "1.0001"))];

        // None of them was measured before: they are now.
        var choice = new TrialEnsemble(bench, 5).Choose(trainers, default);

        Assert.Equal((0, 0), (choice.Counts[1], choice.Counts[3]));
        Assert.Equal(choice.Counts, new TrialEnsemble(bench, 5).Choose(trainers, default).Counts);
    }

    private static TrainerSpec Trainer(string name, params (string Name, string Value)[] parameters) =>
        new(name, parameters.ToDictionary(p => p.Name, p => p.Value), default);
}

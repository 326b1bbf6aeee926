using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests;

/// <summary>Learners of free text beside a number: the ONNX model gives their own scores, of texts that are missing, unknown or not ASCII too.</summary>
public class TextTrainingTests
{
    [Theory]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification)]
    [InlineData("LightGbm", ModelTask.BinaryClassification)]
    [InlineData("FastTree", ModelTask.BinaryClassification)]
    [InlineData("LinearRegression", ModelTask.Regression)]
    public void The_onnx_model_gives_the_learner_s_own_scores(string trainer, ModelTask task)
    {
        using var model = Of(task);
        model.Change("text", c => c with { IsText = true });

        var report = model.Train(trainer);

        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), 0.85, 1);
        Assert.Equal(["size", "text"], report.Features.Select(f => f.Column));
        Assert.InRange(report.Features[1].Features, 10, 1000);

        var hash = model.Hash;
        _ = model.Train(trainer, threads: 1);
        Assert.Equal(hash, model.Hash);
    }

    private static TrainingCase Of(ModelTask task)
    {
        const int rows = 1200;
        var random = new Random(5);
        string[] words = ["gut", "schlecht", "Öl", "Straße", "free", "FREE", "win", "цена", "日本", "…", "a", "b", "c"];
        string[]? classes = task switch { ModelTask.BinaryClassification => ["no", "yes"], ModelTask.MulticlassClassification => ["a", "b", "c"], _ => null };
        var (texts, size, label) = (new string?[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            var some = Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]).ToList();
            texts[i] = random.Next(20) == 0 ? null : random.Next(20) == 0 ? $"unknown{i}" : string.Join(' ', some);
            size[i] = random.Next(15) == 0 ? double.NaN : random.NextDouble();
            label[i] = (texts[i]?.Contains("gut", StringComparison.Ordinal) == true ? 1 : 0) + (texts[i]?.Contains("цена", StringComparison.Ordinal) == true ? 1 : 0);
        }

        string[] dictionary = [.. texts.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return TrainingCase.With(
            task,
            new NumberColumn("size", size),
            new StringColumn("text", Array.ConvertAll(texts, t => t is null ? -1 : Array.BinarySearch(dictionary, t, StringComparer.Ordinal)), dictionary),
            classes is null ? new NumberColumn("label", label) : new StringColumn("label", Array.ConvertAll(label, l => Math.Min(classes.Length - 1, (int)l)), classes));
    }
}

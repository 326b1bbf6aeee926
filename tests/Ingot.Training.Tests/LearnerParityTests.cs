using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Scoring;
using Ingot.Training.Ensembles;
using Ingot.Training.Tests.Answers;

namespace Ingot.Training.Tests;

/// <summary>
/// The file says of 20,000 new rows, with missing values, with categories that were never seen, and with numbers that float32 would fold together, what the learner itself says. Rankings, isolation forests,
/// clusters, calibrations and what continues from a release have tests of their own for that.
/// </summary>
public class LearnerParityTests
{
    private const int Known = 2000;
    private const int New = 20_000;

    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification)]
    [InlineData("LightGbm", ModelTask.Regression, "Objective=Huber", "Alpha=1")]
    [InlineData("LightGbm", ModelTask.Regression, "Objective=Quantile", "Alpha=0.9")]
    [InlineData("LightGbm", ModelTask.Regression, "Objective=Tweedie")]
    [InlineData("LightGbm", ModelTask.Regression, "Boosting=Dart")]
    [InlineData("LightGbm", ModelTask.BinaryClassification, "Boosting=Rf")]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, "Boosting=Goss")]
    [InlineData("FastTree", ModelTask.BinaryClassification)]
    [InlineData("FastTree", ModelTask.MulticlassClassification)]
    [InlineData("FastTree", ModelTask.Regression)]
    [InlineData("FastForest", ModelTask.BinaryClassification)]
    [InlineData("FastForest", ModelTask.MulticlassClassification)]
    [InlineData("FastForest", ModelTask.Regression)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification)]
    [InlineData("LinearRegression", ModelTask.Regression)]
    public void The_file_says_of_20000_new_rows_what_the_learner_says(string trainer, ModelTask task, params string[] more)
    {
        using var data = Case(task);
        var spec = data.Spec(trainer, [.. trainer.EndsWith("Regression", StringComparison.Ordinal) ? [] : Few, .. more.Select(p => (p.Split('=')[0], p.Split('=')[1]))]);
        var fitting = new ModelFitting(spec, data.Schema, data.Table, LearnerCatalog.Choose(spec.Trainer, task), threads: 2);

        var fitted = fitting.Fit([.. Enumerable.Range(0, Known)], [.. Enumerable.Range(Known, New)], rounds: null, new Silence(), default);

        Assert.InRange(ParityCheck.Run(spec.Trainer, fitted.Result, [.. Enumerable.Range(0, New)], Scored(fitting.ToOnnx(fitted), data), data.Diagnostics), 0, 1e-5);
        Assert.True(fitted.Result.ValidationScores.Distinct().Count() > 10);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, "LogisticRegression")]
    [InlineData(ModelTask.MulticlassClassification, "FastTree")]
    [InlineData(ModelTask.Regression, "LinearRegression")]
    public void An_ensemble_says_of_20000_new_rows_the_mean_of_what_its_members_say(ModelTask task, string other)
    {
        using var data = Case(task);
        using var known = TrainingCase.Wide(task, [.. data.Table.Take([.. Enumerable.Range(0, Known)]).Columns]);
        var spec = known.Spec("LightGbm", Few);
        TrainerSpec[] members = [spec.Trainer, known.Spec(other, other.EndsWith("Regression", StringComparison.Ordinal) ? [] : Few).Trainer];
        EnsembleTrainer.Run(spec with { Ensemble = new EnsembleSpec(EnsembleKind.Average, members) }, known.Schema, known.Table, known.Path, 2, known.Diagnostics, new Silence(), default);
        var joint = Scored(File.ReadAllBytes(known.Path), data);

        var each = members.Select(m =>
        {
            known.Train(m.Name, parameters: [.. m.Parameters.Select(p => (p.Key, p.Value))]);
            return Scored(File.ReadAllBytes(known.Path), data);
        }).ToList();

        Assert.All(Enumerable.Range(0, joint.Length), i => Assert.Equal((each[0][i] + each[1][i]) / 2, joint[i], 1e-5 * Math.Max(1, Math.Abs(joint[i]))));
    }

    private static (string, string)[] Few => [("Iterations", "20"), ("Leaves", "8")];

    private static float[] Scored(byte[] onnx, TrainingCase data)
    {
        using var scorer = new OnnxScorer(onnx, "m.onnx", 2);
        return scorer.Score(data.Table, data.Schema, [.. Enumerable.Range(Known, New)]);
    }

    /// <summary>As <see cref="TrainingCase.Of"/>, with a column of milliseconds since 1970 that float32 would fold together, and plans that only the new rows have.</summary>
    private static TrainingCase Case(ModelTask task)
    {
        using var few = TrainingCase.Of(task, Known + New);
        var random = new Random(5);
        var times = Enumerable.Range(0, Known + New).Select(i => random.Next(12) == 0 ? double.NaN : 1_700_000_000_000 + (40.0 * random.Next(5000))).ToArray();
        return TrainingCase.Wide(task, [
            .. few.Table.Columns.Select(c => c.Name switch
            {
                "plan" => CalibratedModelTests.Unseen((StringColumn)c, from: Known),
                "label" when c is NumberColumn label => new NumberColumn("label", [.. label.Values.Select((v, i) => Math.Max(0, v + (double.IsNaN(times[i]) ? 0 : (times[i] - 1_700_000_000_000) / 100_000)))]),
                _ => c,
            }),
            new NumberColumn("times", times),
        ]);
    }
}

using Ingot.Artifacts;
using Ingot.Core.Diagnostics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Scoring;
using Ingot.Training.Ensembles;

namespace Ingot.Training.Tests.Ensembles;

/// <summary>A model of several trainers: what it says is the weighted mean of what they say, and the weights come from rows that none of them saw.</summary>
public sealed class EnsembleTests
{
    [Theory]
    [InlineData(ModelTask.BinaryClassification, "LogisticRegression")]
    [InlineData(ModelTask.MulticlassClassification, "LogisticRegression")]
    [InlineData(ModelTask.Regression, "LinearRegression")]
    public void The_joint_file_says_the_mean_of_what_its_members_say(ModelTask task, string linear)
    {
        using var data = TrainingCase.Of(task);

        var report = Run(data, EnsembleKind.Average, ("LightGbm", []), (linear, []), ("LightGbm", [("Boosting", "Rf"), ("Iterations", "30")]));

        var joint = data.Score();
        Assert.Equal(["LightGbm", linear, "LightGbm"], report.Members!.Select(m => m.Trainer));
        Assert.All(report.Members!, m => Assert.Equal(1.0 / 3, m.Weight));
        Assert.Contains(report.Features, f => f.Column == "plan" && f.What.StartsWith(linear, StringComparison.Ordinal));
        Assert.True(report.ParityDifference < 1e-5, $"{report.ParityDifference}");
        var members = new List<float[]>();
        foreach (var (trainer, parameters) in ((string, (string, string)[])[])[("LightGbm", []), (linear, []), ("LightGbm", [("Boosting", "Rf"), ("Iterations", "30")])])
        {
            data.Train(trainer, parameters: parameters);
            members.Add(data.Score());
        }

        Assert.All(Enumerable.Range(0, joint.Length), i => Assert.Equal((members[0][i] + members[1][i] + members[2][i]) / 3, joint[i], 1e-5));
    }

    [Fact]
    public void Weights_that_the_project_says_are_those_of_the_mean()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 600);
        var spec = Spec(data, EnsembleKind.Weighted, ("LightGbm", [("Iterations", "20")]), ("LogisticRegression", [("Categories", "Target"), ("Numbers", "Quantile")]));
        var outcome = EnsembleTrainer.Run(
            spec with { Ensemble = spec.Ensemble! with { Weights = [0.25, 0.75] } }, data.Schema, data.Table, data.Path, 1, data.Diagnostics, data.Progress, default);

        var joint = data.Score();
        data.Train("LightGbm", parameters: [("Iterations", "20")]);
        var first = data.Score();
        data.Train("LogisticRegression", parameters: [("Categories", "Target"), ("Numbers", "Quantile")]);
        var second = data.Score();
        Assert.Equal([0.25, 0.75], outcome.Report.Members!.Select(m => m.Weight));
        Assert.All(Enumerable.Range(0, joint.Length), i => Assert.Equal((0.25 * first[i]) + (0.75 * second[i]), joint[i], 1e-5));
    }

    [Fact]
    public void Text_is_taken_apart_once_for_each_member_and_still_adds_up()
    {
        var random = new Random(3);
        string[] good = ["fine", "great", "lovely"], bad = ["awful", "poor", "broken"];
        var texts = Enumerable.Range(0, 400).Select(i => string.Join(' ', Enumerable.Range(0, 5).Select(_ => (random.NextDouble() < 0.5 ? i % 2 == 0 ? good : bad : ["the", "room", "was"])[random.Next(3)])) + " " + i).ToArray();
        using var data = TrainingCase.With(
            ModelTask.BinaryClassification,
            new StringColumn("text", [.. Enumerable.Range(0, 400)], [.. texts.Order(StringComparer.Ordinal)]) is var column ? new StringColumn("text", [.. texts.Select(t => Array.BinarySearch(column.Dictionary, t, StringComparer.Ordinal))], column.Dictionary) : null!,
            new StringColumn("label", [.. Enumerable.Range(0, 400).Select(i => i % 2)], ["no", "yes"]));
        data.Change("text", c => c with { IsText = true });

        var report = Run(data, EnsembleKind.Average, ("LogisticRegression", []), ("LightGbm", [("Iterations", "20")]));

        Assert.True(report.ParityDifference < 1e-5, $"{report.ParityDifference}");
        Assert.True(data.Quality() > 0.9, $"{data.Quality()}");
    }

    [Fact]
    public void Stacking_leaves_out_what_does_not_help_and_is_said_to()
    {
        using var data = TrainingCase.Of(ModelTask.Regression);

        var report = Run(data, EnsembleKind.Stack, ("LightGbm", []), ("LinearRegression", []), ("Constant", []));

        Assert.Equal(0, report.Members![2].Weight);
        Assert.Equal(1, report.Members!.Sum(m => m.Weight), 9);
        Assert.True(report.Members![0].Weight > report.Members![1].Weight);
        Assert.True(report.ValidationValue <= report.Members!.Min(m => m.Loss) + 1e-12);
        Assert.Equal("rmse", report.ValidationMetric);
        var found = data.Diagnostics.Items.Where(d => d.Code == "INGOT2091").ToList();
        Assert.Equal(report.Members![0].Weight == 1, found.Count == 1);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, EnsembleKind.Average, CalibrationMethod.Sigmoid, RefitMode.False)]
    [InlineData(ModelTask.BinaryClassification, EnsembleKind.Stack, CalibrationMethod.Isotonic, RefitMode.Auto)]
    [InlineData(ModelTask.BinaryClassification, EnsembleKind.Average, CalibrationMethod.Temperature, RefitMode.Auto)]
    [InlineData(ModelTask.MulticlassClassification, EnsembleKind.Stack, CalibrationMethod.Temperature, RefitMode.False)]
    [InlineData(ModelTask.MulticlassClassification, EnsembleKind.Average, CalibrationMethod.Sigmoid, RefitMode.Auto)]
    public void Its_probabilities_are_calibrated_by_rows_that_nothing_of_it_was_fitted_to(ModelTask task, EnsembleKind kind, CalibrationMethod method, RefitMode refit)
    {
        using var data = TrainingCase.Of(task);
        (data.Calibration, data.Refit) = (method, refit);

        var report = Run(data, kind, ("LightGbm", [("Iterations", "20")]), ("LogisticRegression", []));

        // Two thousand rows, of which two hundred are held out: an ensemble that was weighed by these rests on the others.
        var (rows, from) = (refit, kind) switch
        {
            (RefitMode.False, EnsembleKind.Average) => (200, "validation rows"),
            (_, EnsembleKind.Average) => (2000, "rows of 5 folds, each scored by a model that had not learned from it"),
            _ => (1800, "rows of 5 folds that the weights were not chosen by, each scored by members that had not learned from it"),
        };
        Assert.Equal((rows, from), (report.Calibration!.Rows, report.Calibration.From));
        Assert.InRange(report.ParityDifference, 0, 1e-5);
        Assert.True(report.Calibration.LogLossAfter <= report.Calibration.LogLossBefore, $"{report.Calibration}");
        using var scorer = new OnnxScorer(data.Path, 1);
        Assert.Equal(method.ToString(), scorer.Metadata[Onnx.Learned.Calibration.Key]);
        Assert.All(data.Score().Chunk(task == ModelTask.MulticlassClassification ? 3 : 1), p => Assert.InRange(p.Sum(), 0, 1 + 1e-5));
    }

    [Fact]
    public void Its_threshold_is_chosen_by_what_decisions_cost()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification);
        data.ThresholdCosts = new DecisionCosts(1, 20);

        var report = Run(data, EnsembleKind.Stack, ("LightGbm", [("Iterations", "20")]), ("LogisticRegression", []));

        Assert.InRange(report.Threshold!.Value, 0.001, 0.4);
        using var scorer = new OnnxScorer(data.Path, 1);
        Assert.Equal(report.Threshold.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), scorer.Metadata[Onnx.ModelAnswer.ThresholdKey]);
    }

    [Theory]
    [InlineData(EnsembleKind.Average, RefitMode.False)]
    [InlineData(EnsembleKind.Stack, RefitMode.Auto)]
    public void Its_intervals_cover_what_they_say_of_rows_that_it_did_not_see(EnsembleKind kind, RefitMode refit)
    {
        using var all = TrainingCase.Of(ModelTask.Regression, 4000);
        using var data = TrainingCase.With(ModelTask.Regression, [.. all.Table.Take([.. Enumerable.Range(0, 2000)]).Columns]);
        (data.PredictionInterval, data.Refit) = (0.9, refit);

        var report = Run(data, kind, ("LightGbm", [("Iterations", "30")]), ("FastTree", [("Iterations", "30"), ("Leaves", "8")]));

        var fresh = all.Table.Take([.. Enumerable.Range(2000, 2000)]);
        float[] Said(string output)
        {
            var said = new float[fresh.Rows];
            using var session = new BatchSession(File.ReadAllBytes(data.Path), 1);
            session.Run<float>(fresh, null, [.. data.Schema.Features], output, 1, (start, count, values) => values.CopyTo(said.AsSpan(start, count)));
            return said;
        }

        var (low, high, truth) = (Said(OutputNames.PredictionLow), Said(OutputNames.PredictionHigh), ((NumberColumn)fresh["label"]).Values);
        Assert.InRange(Enumerable.Range(0, fresh.Rows).Count(i => truth[i] >= low[i] && truth[i] <= high[i]) / (double)fresh.Rows, 0.87, 0.94);
        Assert.Equal(0.9, report.Interval!.Coverage);
    }

    [Fact]
    public void Scores_without_a_unit_have_no_mean()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 300);

        var fault = Assert.Throws<IngotException>(() => EnsembleTrainer.Run(
            Spec(data, EnsembleKind.Average, ("LightGbm", []), ("Constant", [])), data.Schema with { Task = ModelTask.Ranking }, data.Table, data.Path, 1, data.Diagnostics, data.Progress, default));

        Assert.Equal("INGOT2001", fault.Diagnostic.Code);
    }

    [Fact]
    public void An_ensemble_that_is_no_better_than_a_member_is_told()
    {
        using var data = TrainingCase.Of(ModelTask.Regression);

        Run(data, EnsembleKind.Average, ("LightGbm", []), ("Constant", []));

        Assert.Contains("no better than LightGbm alone", Assert.Single(data.Diagnostics.Items, d => d.Code == "INGOT2091").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_rows_give_the_same_file_whatever_the_number_of_threads()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 600);
        Run(data, EnsembleKind.Stack, ("LightGbm", []), ("LogisticRegression", []));
        var one = ContentHash.OfFile(data.Path);

        EnsembleTrainer.Run(Spec(data, EnsembleKind.Stack, ("LightGbm", []), ("LogisticRegression", [])), data.Schema, data.Table, data.Path, 4, data.Diagnostics, data.Progress, default);

        Assert.Equal(one, ContentHash.OfFile(data.Path));
    }

    [Fact]
    public void The_weights_are_as_good_as_any_on_a_fine_grid()
    {
        var random = new Random(5);
        double[] truth = [.. Enumerable.Range(0, 300).Select(_ => random.NextDouble())];
        double[] Noisy(double by) => Array.ConvertAll(truth, t => t + (by * (random.NextDouble() - 0.5)));
        double[][] models = [Noisy(1), Noisy(1.5), Noisy(8)];
        double Loss(double[] s) => s.Zip(truth, (a, b) => (a - b) * (a - b)).Average();

        var weights = EnsembleSelection.Weights(models, Loss);

        var found = Loss(Mean(models, weights));
        var best = double.PositiveInfinity;
        for (var a = 0; a <= 50; a++)
        {
            for (var b = 0; a + b <= 50; b++)
            {
                best = Math.Min(best, Loss(Mean(models, [a / 50.0, b / 50.0, (50 - a - b) / 50.0])));
            }
        }

        Assert.Equal(1, weights.Sum(), 12);
        Assert.True(found <= best * 1.001, $"{found} and {best}");
        Assert.Equal([1.0, 0.0], EnsembleSelection.Weights([truth, Noisy(3)], Loss));

        static double[] Mean(double[][] scores, double[] w) => [.. Enumerable.Range(0, scores[0].Length).Select(i => Enumerable.Range(0, w.Length).Sum(m => w[m] * scores[m][i]))];
    }

    private static TrainingReport Run(TrainingCase data, EnsembleKind kind, params (string Trainer, (string, string)[] Parameters)[] members) =>
        EnsembleTrainer.Run(Spec(data, kind, members), data.Schema, data.Table, data.Path, 1, data.Diagnostics, data.Progress, default).Report;

    private static ModelSpec Spec(TrainingCase data, EnsembleKind kind, params (string Trainer, (string, string)[] Parameters)[] members)
    {
        var specs = members.Select(m => data.Spec(m.Trainer, m.Parameters).Trainer).ToList();
        return data.Spec(EnsembleSpec.Trainer) with { Ensemble = new EnsembleSpec(kind, specs) };
    }
}

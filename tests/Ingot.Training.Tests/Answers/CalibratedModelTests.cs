using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Learned;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;
using Ingot.Training.Answers;

namespace Ingot.Training.Tests.Answers;

/// <summary>Calibrations and thresholds are in the ONNX file, and rest on rows that no model had learned from which scored them.</summary>
public class CalibratedModelTests
{
    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification, CalibrationMethod.Sigmoid)]
    [InlineData("LightGbm", ModelTask.BinaryClassification, CalibrationMethod.Isotonic)]
    [InlineData("FastTree", ModelTask.BinaryClassification, CalibrationMethod.Isotonic)]
    [InlineData("FastForest", ModelTask.BinaryClassification, CalibrationMethod.Sigmoid)]
    [InlineData("FastForest", ModelTask.BinaryClassification, CalibrationMethod.Isotonic)]
    [InlineData("FastForest", ModelTask.MulticlassClassification, CalibrationMethod.Temperature)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification, CalibrationMethod.Temperature)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, CalibrationMethod.Sigmoid)]
    [InlineData("FastTree", ModelTask.MulticlassClassification, CalibrationMethod.Isotonic)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, CalibrationMethod.Isotonic)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, CalibrationMethod.Temperature)]
    public void The_file_says_of_20000_rows_what_calibration_and_learner_say(string trainer, ModelTask task, CalibrationMethod method)
    {
        // Two thousand rows to learn from; the others have missing values, and plans that the first do not have.
        using var few = TrainingCase.Of(task, rows: 22_000);
        using var data = few.Replaced(Unseen((StringColumn)few.Table["plan"], from: 2000));
        data.Calibration = method;
        (string, string)[] parameters = trainer == "LogisticRegression" ? [] : [("Iterations", "40"), ("Leaves", "8")];
        var spec = data.Spec(trainer, parameters);
        var fitting = new ModelFitting(spec, data.Schema, data.Table, LearnerCatalog.Choose(spec.Trainer, task), threads: 2);
        int[] rows = [.. Enumerable.Range(2000, 20_000)];
        var fitted = fitting.Fit([.. Enumerable.Range(0, 2000)], rows, rounds: null, new Silence(), default);
        var (plain, model) = (fitting.ToOnnx(fitted), fitted.Result.Model);

        var said = HeldOutScores.Of(plain, model, data.Schema, data.Table, rows, 2, default);
        var answers = new AnswerFit(spec, data.Schema, data.Table, fitting.Labels);
        var fit = answers.Fit(new HeldOutScores(rows, said, HeldOutScores.Validation), data.Diagnostics);
        var (answer, report) = (fit.Answer, fit.Calibration);
        using var scorer = new OnnxScorer(fitting.ToOnnx(fitted, answer), "m.onnx", 2);
        var scores = scorer.Score(data.Table, data.Schema, rows);

        Assert.InRange(ParityCheck.Run(spec.Trainer, fitted.Result, [.. Enumerable.Range(0, rows.Length)], Scored(plain, data, rows), data.Diagnostics), 0, 1e-5);
        Assert.InRange(answers.Difference(answer.Calibration!, model, plain, scores, rows, 2, default), 0, 1e-6);
        Assert.True(report!.LogLossAfter <= report.LogLossBefore, $"{report}");
        Assert.Equal(method.ToString(), scorer.Metadata[Calibration.Key]);
        Assert.Empty(data.Diagnostics.Items);
        if (method != CalibrationMethod.Isotonic && task == ModelTask.BinaryClassification)
        {
            // Continuous in the learner's own score, too.
            var own = answer.Calibration!.Apply(Array.ConvertAll(model.Predict(fitted.Result.ValidationScores), p => Math.Log(p / (1 - p))));
            Assert.All(own.Zip(scores), p => Assert.Equal(p.First, p.Second, 1e-5));
        }
    }

    [Theory]
    [InlineData(RefitMode.False, 0, "validation rows", 60)]
    [InlineData(RefitMode.Auto, 0, "rows of 5 folds, each scored by a model that had not learned from it", 600)]
    [InlineData(RefitMode.Auto, 3, "rows of 3 folds, each scored by a model that had not learned from it", 600)]
    [InlineData(RefitMode.False, 3, "rows of 3 folds, each scored by a model that had not learned from it", 600)]
    public void It_rests_on_rows_that_were_not_learned_from_and_says_on_which(RefitMode refit, int folds, string from, int rows)
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, rows: 600);
        (data.Refit, data.Folds, data.Calibration, data.ThresholdCosts) = (refit, folds, CalibrationMethod.Sigmoid, new DecisionCosts(1, 5));
        var outcome = data.Run("LightGbm", parameters: [("Iterations", "20"), ("Leaves", "6")]);

        var (calibration, threshold) = (outcome.Report.Calibration!, outcome.Report.Threshold!);
        Assert.Equal(("Sigmoid", rows, from), (calibration.Method, calibration.Rows, calibration.From));
        Assert.Equal((rows, from), (threshold.Rows, threshold.From));
        Assert.True(threshold.Value < 0.5, $"{threshold}");
        Assert.True(threshold.Cost <= threshold.CostAtHalf);
        Assert.InRange(outcome.Report.ParityDifference, 0, 1e-5);
        Assert.Equal(folds > 0, outcome.Folds is not null);
        if (folds > 0)
        {
            Assert.Contains(outcome.Folds!.Metrics, m => m.Name == MetricCatalog.Cost);
            Assert.Equal(calibration.LogLossAfter, outcome.Folds.Metrics.Single(m => m.Name == "LogLoss").Mean, 1e-3);
        }

        var hash = data.Hash;
        data.Run("LightGbm", threads: 2, parameters: [("Iterations", "20"), ("Leaves", "6")]);
        Assert.Equal(hash, data.Hash);
    }

    [Fact]
    public void Classes_that_the_trainer_balanced_get_the_probabilities_of_the_rows_again()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, rows: 2000);
        (string, string)[] balanced = [("ClassWeights", "Balanced"), ("Iterations", "20"), ("Leaves", "4")];
        var share = TrainingLabels.Of(data.Schema, data.Table).Average();
        data.Train("LightGbm", parameters: balanced);
        var without = data.Score().Average();
        data.Calibration = CalibrationMethod.Sigmoid;
        data.Train("LightGbm", parameters: balanced);

        Assert.True(Math.Abs(without - share) > 0.02, $"{without} {share}");
        Assert.InRange(data.Score().Average(), share - 0.01, share + 0.01);
    }

    [Fact]
    public void What_is_decided_is_decided_at_the_threshold_that_the_file_says()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, rows: 600);
        data.ThresholdTarget = new ThresholdTarget(ThresholdMetric.Recall, 0.98);
        var threshold = data.Train("LightGbm", parameters: [("Iterations", "10"), ("Leaves", "4")]).Threshold!;

        Assert.Equal("Recall>=0.98", threshold.By);
        Assert.InRange(threshold.Recall, 0.98, 1);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(data.Path);
        Assert.Equal(threshold.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture), session.ModelMetadata.CustomMetadataMap[ModelAnswer.ThresholdKey]);
        Assert.DoesNotContain(Calibration.Key, session.ModelMetadata.CustomMetadataMap.Keys);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds_of_a_sigmoid()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, rows: 600);
        data.Calibration = CalibrationMethod.Sigmoid;
        data.Train("LightGbm", parameters: [("Iterations", "10"), ("Leaves", "4")]);
        using var explainer = new PredictionExplainer(File.ReadAllBytes(data.Path), data.Schema, "m.onnx", 1);
        var found = explainer.Explain(data.Table);
        var scores = data.Score();

        Assert.True(explainer.IsExact);
        Assert.False(explainer.IsBeforeCalibration);
        for (var row = 0; row < found.Rows; row++)
        {
            Assert.Equal(scores[row], 1 / (1 + Math.Exp(-(found.Base[0] + found.Of(row).ToArray().Sum()))), 1e-5);
        }
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, CalibrationMethod.None, false)]
    [InlineData(ModelTask.BinaryClassification, CalibrationMethod.Isotonic, true)]
    [InlineData(ModelTask.MulticlassClassification, CalibrationMethod.Temperature, true)]
    public void Of_other_calibrations_it_is_said_that_the_score_before_is_explained(ModelTask task, CalibrationMethod method, bool before)
    {
        using var data = TrainingCase.Of(task, rows: 600);
        data.Calibration = method;
        data.Train("LightGbm", parameters: [("Iterations", "10"), ("Leaves", "4")]);
        using var explainer = new PredictionExplainer(File.ReadAllBytes(data.Path), data.Schema, "m.onnx", 1);

        Assert.Equal(before, explainer.IsBeforeCalibration);
    }

    [Fact]
    public void Without_the_properties_the_file_is_what_it_was()
    {
        using var data = TrainingCase.Of(ModelTask.MulticlassClassification, rows: 300);
        var report = data.Train("LightGbm", parameters: [("Iterations", "5")]);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(data.Path);

        Assert.Null(report.Calibration);
        Assert.Null(report.Threshold);
        Assert.DoesNotContain(session.ModelMetadata.CustomMetadataMap.Keys, k => k is Calibration.Key or ModelAnswer.ThresholdKey);
    }

    [Theory]
    [InlineData(ModelTask.Regression, true, "INGOT2080", "ModelCalibration is Sigmoid, and the task is Regression, which has no probabilities.")]
    [InlineData(ModelTask.Regression, false, "INGOT2082", "The project has ModelThresholdTarget, and the task is Regression: a threshold decides between two classes only.")]
    [InlineData(ModelTask.MulticlassClassification, false, "INGOT2082", "The project has ModelThresholdTarget, and the task is MulticlassClassification")]
    public void What_does_not_fit_the_task_is_refused(ModelTask task, bool calibrates, string code, string message)
    {
        using var data = TrainingCase.Of(task, rows: 60);
        (data.Calibration, data.ThresholdTarget) = calibrates ? (CalibrationMethod.Sigmoid, null) : (CalibrationMethod.None, new ThresholdTarget(ThresholdMetric.Recall, 0.8));
        var fault = Assert.Throws<IngotException>(() => data.Train("LightGbm")).Diagnostic;

        Assert.Equal(code, fault.Code);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    private static float[] Scored(byte[] onnx, TrainingCase data, int[] rows)
    {
        using var scorer = new OnnxScorer(onnx, "m.onnx", 2);
        return scorer.Score(data.Table, data.Schema, rows);
    }

    /// <summary>The same with a plan that the rows before do not have.</summary>
    internal static StringColumn Unseen(StringColumn plans, int from)
    {
        string[] names = [.. plans.Dictionary, "plan 東京"];
        return new StringColumn(plans.Name, [.. plans.Codes.Select((code, row) => row >= from && row % 7 == 0 ? names.Length - 1 : code)], names);
    }
}

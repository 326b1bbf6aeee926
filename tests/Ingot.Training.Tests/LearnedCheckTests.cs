using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;

namespace Ingot.Training.Tests;

/// <summary>Trainings that fail without an error say so.</summary>
public class LearnedCheckTests
{
    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void Twenty_rows_are_learned_from(string trainer)
    {
        // Once: a constant model of AUC 0.5 with LightGbm, and an unexpected exception with FastTree.
        using var model = Rare(20, 8, 2.5);

        model.Train(trainer);

        Assert.Equal(["INGOT2013"], model.Diagnostics.Items.Select(d => d.Code));
        Assert.InRange(model.Auc(), 0.9, 1);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void A_dozen_positives_of_thousands_of_rows_do_not_let_the_training_diverge(string trainer)
    {
        using var model = Rare(12_000, 12, 2);

        model.Train(trainer);
        Assert.InRange(model.Auc(), 0.9, 1);
        var few = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2013");
        Assert.Contains("was decided by 1 validation row of class 'yes'", few.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_explodes_is_told_and_so_is_a_model_that_a_constant_beats()
    {
        // As LightGBM is by itself.
        using var model = Rare(12_000, 12, 2);

        model.Train("LightGbm", parameters: [("L2", "0"), ("LearningRate", "0.3"), ("EarlyStopping", "0")]);

        var exploded = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2008");
        Assert.Equal((9, DiagnosticSeverity.Warning), (exploded.Location.Line, exploded.Severity));
        Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2007");
    }

    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification)]
    [InlineData("FastTree", ModelTask.BinaryClassification)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    [InlineData("LightGbm", ModelTask.Regression)]
    [InlineData("FastTree", ModelTask.Regression)]
    public void Features_that_tell_nothing_give_a_model_that_a_constant_beats(string trainer, ModelTask task)
    {
        var random = new Random(3);
        TableColumn label = task == ModelTask.Regression
            ? new NumberColumn("label", [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())])
            : new StringColumn("label", [.. Enumerable.Range(0, 400).Select(_ => random.Next(2))], ["no", "yes"]);
        using var model = TrainingCase.With(task, new NumberColumn("x", [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())]), label);
        (string, string)[] parameters = trainer is "LightGbm" or "FastTree" ? [("EarlyStopping", "0")] : [];

        model.Train(trainer, parameters: parameters);
        var told = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2007");
        Assert.Contains("On 40 validation rows the model is no better than", told.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            trainer switch
            {
                "LightGbm" => "add rows, or calm the trainer (fewer Iterations, a lower LearningRate, more L2, a greater MinDataInLeaf).",
                "FastTree" => "add rows, or calm the trainer (fewer Iterations, a lower LearningRate, a greater MinDataInLeaf).",
                _ => "add rows, or try other values of the trainer's Iterations, L1, L2.",
            },
            told.Message,
            StringComparison.Ordinal);

        model.Forget();
        model.Train("Constant");
        Assert.Empty(model.Diagnostics.Items);
    }

    [Theory]
    [InlineData("LightGbm", "MinDataInLeaf", "1000", "(a smaller MinDataInLeaf, more Iterations, less L1, less L2).")]
    [InlineData("FastTree", "MinDataInLeaf", "1000", "(a smaller MinDataInLeaf, more Iterations).")]
    public void A_model_without_a_split_is_told_to_look_closer(string trainer, string parameter, string value, string advice)
    {
        using var model = TrainingCase.Of(ModelTask.BinaryClassification, 400);

        model.Train(trainer, parameters: [(parameter, value)]);

        var told = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2007");
        Assert.EndsWith($"or let the trainer look closer {advice}", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("None", "If the model is to find this class, add rows of it, or give the trainer ClassWeights=\"Balanced\", or set a lower ModelClassificationThreshold than 0.5.")]
    [InlineData("balanced", "If the model is to find this class, add rows of it, or set a lower ModelClassificationThreshold than 0.5.")]
    public void What_was_done_already_is_not_advised(string weights, string advice)
    {
        using var model = TrainingCase.Of(ModelTask.BinaryClassification, 200);
        var spec = model.Spec("LightGbm", ("ClassWeights", weights));
        var (input, learned) = Constant(model, spec);

        new LearnedCheck(spec, model.Schema, input, learned with { ValidationScores = [.. learned.ValidationScores.Select(_ => -9.0)] }, model.Diagnostics).Run();

        var told = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT2009");
        Assert.EndsWith(advice, told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_never_predicted_is_told()
    {
        // A tenth of the rows is of the class, wherever they are.
        var random = new Random(3);
        var x = Enumerable.Range(0, 2000).Select(_ => random.NextDouble()).ToArray();
        using var model = TrainingCase.With(
            ModelTask.MulticlassClassification,
            new NumberColumn("x", x),
            new StringColumn("label", [.. x.Select(v => random.Next(10) == 0 ? 2 : v < 0.5 ? 0 : 1)], ["a", "b", "rare"]));

        model.Train("LightGbm");

        var told = Assert.Single(model.Diagnostics.Items);
        Assert.Equal("INGOT2009", told.Code);
        Assert.Contains("is predicted as 'rare' (", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ModelClassificationThreshold", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    [InlineData("LinearRegression")]
    [InlineData("Constant")]
    public void Labels_beyond_32_bits_are_an_error_and_no_defect_of_ingot(string trainer)
    {
        var x = Enumerable.Range(0, 200).Select(i => (double)i).ToArray();
        using var model = TrainingCase.With(ModelTask.Regression, new NumberColumn("x", x), new NumberColumn("label", Array.ConvertAll(x, v => v * 1e299)));

        var error = Assert.Throws<IngotException>(() => model.Train(trainer));

        Assert.Equal(("INGOT2012", 9), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Contains("in 199 of 200 training rows", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(model.Path));
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(1e39, 0.5)] // Infinite in the 32 bits in which a model says it.
    [InlineData(0.25, double.NaN)]
    public void Predictions_that_are_no_numbers_are_an_error(double score, double loss)
    {
        using var model = TrainingCase.Of(ModelTask.Regression, 200);
        var spec = model.Spec("Constant");
        var (input, sound) = Constant(model, spec);
        new LearnedCheck(spec, model.Schema, input, sound, model.Diagnostics).Run();

        var wrong = sound with { ValidationScores = [score, .. sound.ValidationScores[1..]], Value = loss };
        var error = Assert.Throws<IngotException>(() => new LearnedCheck(spec, model.Schema, input, wrong, model.Diagnostics).Run());

        Assert.Equal("INGOT2012", error.Diagnostic.Code);
        Assert.Contains($"for {(float.IsFinite((float)score) ? 0 : 1)} of 200 validation rows", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_told_about_twenty_times_whatever_the_number_of_iterations()
    {
        using var model = TrainingCase.Of(ModelTask.Regression, 300);
        var lines = new List<string>();
        model.Refit = RefitMode.False;

        ModelTrainer.Run(
            model.Spec("LightGbm", ("Iterations", "3000"), ("EarlyStopping", "0"), ("Leaves", "2")),
            model.Schema, model.Table, model.Path, 1, model.Diagnostics, new Silence(lines.Add), CancellationToken.None);

        Assert.Equal(20, lines.Count(l => l.StartsWith("iteration ", StringComparison.Ordinal)));
    }

    /// <summary>What a trainer was given, and what would have been learned by saying the same of every row.</summary>
    private static (LearnerInput Input, LearnerResult Learned) Constant(TrainingCase model, ModelSpec spec)
    {
        var plan = FeaturePlan.Fit(model.Table, model.Schema, [], FeatureStyle.NativeTrees);
        var rows = new LabelledRows(MatrixRows.Of(plan, plan.Transform(model.Table)), TrainingLabels.Of(model.Schema, model.Table), null);
        var input = new LearnerInput
        {
            Trainer = spec.Trainer,
            Values = TrainerValues.Read(spec.Trainer, LearnerCatalog.Choose(spec.Trainer, model.Schema.Task).Parameters, model.Table.Rows),
            Task = model.Schema.Task,
            Classes = model.Schema.Classes.Count,
            Training = rows,
            Validation = rows,
            Seed = 1,
            Threads = 1,
        };
        return (input, new ConstantLearner().Train(input, new Silence(), CancellationToken.None));
    }

    /// <summary>Two classes of normal values; those of the few positives lie higher in two of six columns.</summary>
    private static TrainingCase Rare(int rows, int positives, double shift)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var every = rows / positives;
        var label = Enumerable.Range(0, rows).Select(r => r % every == 0 && r / every < positives ? 1 : 0).ToArray();
        return TrainingCase.With(
            ModelTask.BinaryClassification,
            [
                .. Enumerable.Range(0, 6).Select(c => new NumberColumn($"x{c}", Array.ConvertAll(label, l => Normal() + (c < 2 ? shift * l : 0)))),
                new StringColumn("label", label, ["no", "yes"]),
            ]);
    }
}

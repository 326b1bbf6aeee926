using System.Diagnostics;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Tests.Shared;

namespace Ingot.Training.Tests;

public class ModelTrainerTests
{
    public static TheoryData<string, ModelTask, double> Trainers => new()
    {
        { "LightGbm", ModelTask.BinaryClassification, 0.9 },
        { "LightGbm", ModelTask.Regression, 0.95 },
        { "LightGbm", ModelTask.MulticlassClassification, 0.9 },
        { "FastTree", ModelTask.BinaryClassification, 0.9 },
        { "FastTree", ModelTask.Regression, 0.95 },
        { "FastTree", ModelTask.MulticlassClassification, 0.9 },
        { "FastForest", ModelTask.BinaryClassification, 0.9 },
        { "FastForest", ModelTask.Regression, 0.95 },
        { "FastForest", ModelTask.MulticlassClassification, 0.85 },
        { "LogisticRegression", ModelTask.BinaryClassification, 0.85 },
        { "LogisticRegression", ModelTask.MulticlassClassification, 0.8 },
        { "LinearRegression", ModelTask.Regression, 0.85 },
    };

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Each_trainer_learns_and_its_onnx_model_gives_its_own_scores(string trainer, ModelTask task, double quality)
    {
        using var model = TrainingCase.Of(task);

        var report = model.Train(trainer, parameters: Few(trainer));

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), quality, 1);
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void The_model_is_the_same_for_any_number_of_threads(string trainer, ModelTask task, double quality)
    {
        using var model = TrainingCase.Of(task, 6000);

        var one = model.Train(trainer, threads: 1, parameters: Few(trainer));
        var hash = model.Hash;
        var two = model.Train(trainer, threads: 2, parameters: Few(trainer));

        Assert.Equal(hash, model.Hash);
        Assert.Equal(JsonFormat.Write(one), JsonFormat.Write(two));
        Assert.InRange(quality, 0, 1);
    }

    [Theory]
    [InlineData("Catboost", ModelTask.Regression, null, null, "BoostedTrees, LightGbm, FastTree, FastForest, LogisticRegression, LinearRegression, IsolationForest, KMeans, Constant")]
    [InlineData("LinearRegression", ModelTask.MulticlassClassification, null, null, "LightGbm, FastTree, FastForest, LogisticRegression")]
    [InlineData("LinearRegression", ModelTask.BinaryClassification, null, null, "LightGbm, FastTree, FastForest, LogisticRegression")]
    [InlineData("LightGbm", ModelTask.Regression, "Itterations", "5", "Iterations, Leaves, LearningRate, MinDataInLeaf, MaxDepth")]
    [InlineData("LightGbm", ModelTask.Regression, "ClassWeights", "Balanced", "Iterations")]
    [InlineData("FastForest", ModelTask.Ranking, null, null, "it learns BinaryClassification, Regression, MulticlassClassification. Choose one of LightGbm, FastTree, Constant")]
    [InlineData("FastForest", ModelTask.Regression, "LearningRate", "0.1", "Iterations, Leaves, MinDataInLeaf, FeatureFraction, FeatureFractionByNode, BaggingFraction, MaxBins")]
    [InlineData("FastTree", ModelTask.Regression, "L1", "5", "Iterations, Leaves, LearningRate, MinDataInLeaf, FeatureFraction")]
    [InlineData("LightGbm", ModelTask.Regression, "Iterations", "many", "a whole number from 1 to 1000000")]
    [InlineData("LightGbm", ModelTask.Regression, "Leaves", "1.5", "a whole number from 2 to 131072")]
    [InlineData("FastTree", ModelTask.Regression, "Leaves", "1", "a whole number from 2 to 100000")]
    [InlineData("LinearRegression", ModelTask.Regression, "L2", "-1", "a number of 1E-09 or more")]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification, "Tolerance", "NaN", "a number from 1E-12 to 1")]
    [InlineData("LightGbm", ModelTask.BinaryClassification, "ClassWeights", "Some", "None or Balanced")]
    public void A_wrong_trainer_or_parameter_is_an_error_at_its_line_that_says_what_there_is(
        string trainer, ModelTask task, string? name, string? value, string expected)
    {
        using var model = TrainingCase.Of(task, 100);

        var error = Assert.Throws<IngotException>(() => model.Train(trainer, parameters: name is null ? [] : [(name, value!)]));

        Assert.Equal(("INGOT2001", 9), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Contains(expected, error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_trainers_and_parameters_have_no_case()
    {
        using var model = TrainingCase.Of(ModelTask.Regression, 300);

        var report = model.Train("lightgbm", parameters: [("iterations", "3"), ("EARLYSTOPPING", "0")]);

        Assert.Equal(("LightGbm", 3), (report.Trainer, report.Iterations));
    }

    [Theory]
    [InlineData("LightGbm", ModelTask.Regression)]
    [InlineData("FastTree", ModelTask.Regression)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    [InlineData("LinearRegression", ModelTask.Regression)]
    public void A_cancelled_training_stops_and_writes_no_model(string trainer, ModelTask task)
    {
        using var model = TrainingCase.Of(task, 3000);
        using var stop = new CancellationTokenSource();
        // Not many iterations: what is left of a cancelled FastTree runs beside the other tests.
        var spec = model.Spec(trainer, ("Iterations", "1000"));
        stop.CancelAfter(200);

        // Linear learners may be done before they hear of it: again and again until they do.
        void TrainOnAndOn()
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < Waiting.Patience;)
            {
                ModelTrainer.Run(spec, model.Schema, model.Table, model.Path, 1, model.Diagnostics, new Silence(), stop.Token);
                File.Delete(model.Path);
            }
        }

        Assert.ThrowsAny<OperationCanceledException>((Action)TrainOnAndOn);

        Assert.False(File.Exists(model.Path));
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    [InlineData("LogisticRegression")]
    public void Balanced_class_weights_raise_the_probabilities_of_the_rare_class(string trainer)
    {
        var random = new Random(3);
        var x = Enumerable.Range(0, 2000).Select(_ => random.NextDouble()).ToArray();
        var label = new StringColumn("label", [.. x.Select(v => random.NextDouble() < 0.1 * v ? 1 : 0)], ["no", "yes"]);
        using var model = TrainingCase.With(ModelTask.BinaryClassification, new NumberColumn("x", x), label);

        model.Train(trainer);
        var plain = model.Score().Average();
        model.Train(trainer, parameters: ("ClassWeights", "Balanced"));

        Assert.InRange(plain, 0.02, 0.1);
        Assert.InRange(model.Score().Average(), 0.35, 0.65);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    public void A_row_of_almost_no_weight_teaches_nothing(string trainer)
    {
        // Half of the rows say 100, but weigh almost nothing.
        var rows = Enumerable.Range(0, 1000).ToArray();
        using var model = TrainingCase.With(
            ModelTask.Regression,
            new NumberColumn("x", Array.ConvertAll(rows, r => r * 0.001)),
            new NumberColumn("label", Array.ConvertAll(rows, r => r % 2 == 0 ? 100 : r * 0.001)),
            new NumberColumn("weight", Array.ConvertAll(rows, r => r % 2 == 0 ? 1e-6 : 1)));

        model.Train(trainer);

        Pairs.All(rows, model.Score(), (row, score) => Assert.Equal(row * 0.001, score, 0.1));
    }

    [Fact]
    public void One_row_cannot_be_split()
    {
        using var model = TrainingCase.With(ModelTask.Regression, new NumberColumn("x", [1]), new NumberColumn("label", [1]));

        Assert.Equal("INGOT2005", Assert.Throws<IngotException>(() => model.Train("LightGbm")).Diagnostic.Code);
    }

    [Theory]
    [InlineData("FastTree", ModelTask.Regression)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification)]
    public void A_trainer_that_cannot_be_monotone_says_so_at_the_column(string trainer, ModelTask task)
    {
        using var model = TrainingCase.Of(task, 100);
        model.Columns = [new ColumnSpec("x", MissingValues.Auto, null, null, null, 1, new SourceLocation("Test.csproj", 5))];

        var error = Assert.Throws<IngotException>(() => model.Train(trainer));

        Assert.Equal(("INGOT2011", 5), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Contains("LightGbm", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LightGbm")]
    [InlineData("LogisticRegression")]
    public void No_trainer_is_monotone_for_several_classes(string trainer)
    {
        using var model = TrainingCase.Of(ModelTask.MulticlassClassification, 100);
        model.Columns = [new ColumnSpec("x", MissingValues.Auto, null, null, null, 1, new SourceLocation("Test.csproj", 5))];

        var error = Assert.Throws<IngotException>(() => model.Train(trainer));

        Assert.Equal(("INGOT2011", 5), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.EndsWith(
            "which no trainer can keep for more than two classes: the probability of each depends on the scores of all. Remove it, or predict two classes or a number.",
            error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_columns_train_and_score()
    {
        const int Columns = 10_000;
        const int Rows = 200;
        var random = new Random(5);
        var columns = Enumerable.Range(0, Columns)
            .Select(c => (TableColumn)new NumberColumn($"c{c}", [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())])).ToList();
        columns.Add(new NumberColumn("label", Array.ConvertAll(((NumberColumn)columns[17]).Values, v => 3 * v)));
        using var model = TrainingCase.With(ModelTask.Regression, [.. columns]);

        model.Train("LightGbm", parameters: ("Iterations", "10"));

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(model.Quality(), 0.5, 1);
    }

    // A forest's trees are deep and all alike: few of them show what many would.
    private static (string, string)[] Few(string trainer) => trainer == "FastForest" ? [("Iterations", "15")] : [];
}

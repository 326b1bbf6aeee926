using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Onnx.Continued;
using Ingot.Scoring;
using Ingot.Scoring.Explanations;
using Ingot.Training.Continued;
using Ingot.Training.Ensembles;

namespace Ingot.Training.Tests.Continued;

/// <summary>Trees that are learned on top of a released model: one file, which says what both say together.</summary>
public class ContinuedTests
{
    private static readonly (string, string)[] Few = [("Iterations", "20"), ("Leaves", "8")];

    // So little of each tree that nothing comes of it.
    private static readonly (string, string)[] Nothing = [("Iterations", "1"), ("LearningRate", "1e-9"), ("EarlyStopping", "0")];

    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification, CalibrationMethod.None)]
    [InlineData("LightGbm", ModelTask.BinaryClassification, CalibrationMethod.Sigmoid)]
    [InlineData("FastTree", ModelTask.BinaryClassification, CalibrationMethod.None)]
    [InlineData("FastForest", ModelTask.BinaryClassification, CalibrationMethod.None)]
    [InlineData("LogisticRegression", ModelTask.BinaryClassification, CalibrationMethod.Temperature)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, CalibrationMethod.None)]
    [InlineData("FastTree", ModelTask.MulticlassClassification, CalibrationMethod.None)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification, CalibrationMethod.Sigmoid)]
    [InlineData("LightGbm", ModelTask.Regression, CalibrationMethod.None)]
    [InlineData("LinearRegression", ModelTask.Regression, CalibrationMethod.None)]
    public void What_adds_nothing_leaves_what_the_release_says_and_trees_on_top_of_it_lower_the_loss(string trainer, ModelTask task, CalibrationMethod calibration)
    {
        using var data = TrainingCase.Of(task);
        data.Calibration = calibration;
        data.Train(trainer, parameters: trainer is "LinearRegression" or "LogisticRegression" ? [] : trainer == "FastForest" ? [("Iterations", "10")] : [("Iterations", "5"), ("Leaves", "4")]);
        data.Calibration = CalibrationMethod.None;
        var (release, said) = (Release(data), data.Score());

        var same = Continue(data, release, parameters: Nothing);
        Assert.All(said.Zip(data.Score()), p => Assert.Equal(p.First, p.Second, 1e-5 * Math.Max(1, Math.Abs(p.First))));
        Assert.InRange(same.ParityDifference, 0, 1e-5);

        var report = Continue(data, release, parameters: Few);
        Assert.InRange(report.ParityDifference, 0, 1e-5);
        Assert.Equal([("Contoso.Test", "1.2.0", release.OnnxSha256)], report.Continued!.Releases.Select(r => (r.Package, r.Version, r.OnnxSha256)));
        Assert.Equal(trainer is "LinearRegression" or "LogisticRegression" ? 0 : 1, Math.Min(1, report.Continued.Releases[0].Trees));
        Assert.True(report.ValidationValue < report.Continued.Before, $"{report.ValidationValue} and {report.Continued.Before}");
        Assert.DoesNotContain(data.Diagnostics.Items, d => d.Severity == DiagnosticSeverity.Error);

        // Trees of a part of what the file says explain nothing of it.
        Assert.Null(ExactExplanation.Of(File.ReadAllBytes(data.Path)));
    }

    [Fact]
    public void Trees_that_make_the_loss_no_lower_are_told()
    {
        using var data = TrainingCase.Of(ModelTask.Regression);
        data.Train("LightGbm", parameters: [("Iterations", "5"), ("Leaves", "4")]);
        var helped = Continue(data, Release(data), parameters: Few);
        Assert.True(helped.ValidationValue < helped.Continued!.Before);
        Assert.DoesNotContain(data.Diagnostics.Items, d => d.Code == "INGOT2098");

        // Of a release that has learned what there is, a great step learns by heart what is chance.
        data.Train("LightGbm", parameters: [("Iterations", "200"), ("EarlyStopping", "0")]);
        var release = Release(data);
        var report = Continue(data, release, parameters: [("Iterations", "1"), ("LearningRate", "1"), ("Leaves", "100"), ("MinDataInLeaf", "1"), ("EarlyStopping", "0")]);
        Assert.True(report.ValidationValue >= report.Continued!.Before, $"{report.ValidationValue} and {report.Continued.Before}");
        var said = Assert.Single(data.Diagnostics.Items, d => d.Code == "INGOT2098");
        Assert.StartsWith("The 1 tree on top of Contoso.Test 1.2.0 does not help: rmse on the validation rows is ", said.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelTask.BinaryClassification, false)]
    [InlineData(ModelTask.MulticlassClassification, false)]
    [InlineData(ModelTask.Regression, true)]
    public void The_file_says_of_20000_rows_with_missing_and_unseen_values_what_both_say(ModelTask task, bool wide)
    {
        using var few = TrainingCase.Of(task, 22_000);
        using var data = wide ? TrainingCase.Wide(task, [.. few.Table.Columns]) : TrainingCase.With(task, [.. few.Table.Columns]);
        data.Train("LightGbm", parameters: Few);
        var release = Release(data);

        var one = Continue(data, release, threads: 1, parameters: Few);
        var hash = data.Hash;
        var two = Continue(data, release, threads: 2, parameters: Few);

        Assert.InRange(one.ParityDifference, 0, 1e-5);
        Assert.Equal(hash, data.Hash);
        Assert.Equal(Core.JsonFormat.Write(one), Core.JsonFormat.Write(two));
    }

    [Fact]
    public void The_trees_on_top_are_LightGBMs_own_of_the_scores_that_the_release_gives()
    {
        // A release that says the constant c of every row: what LightGBM learns on top of it is what it learns of labels less c.
        using var data = TrainingCase.Of(ModelTask.Regression, 1000);
        data.Train("Constant");
        var (release, mean) = (Release(data), data.Score()[0]);
        Continue(data, release, parameters: Few);
        var continued = data.Score();

        using var less = data.Replaced(new NumberColumn("label", Array.ConvertAll(((NumberColumn)data.Table["label"]).Values, v => v - mean)));
        less.Train("LightGbm", parameters: Few);

        // LightGBM starts from the mean of what it learns from, which is that of nine tenths when the iterations are chosen; both keep about the same number.
        Assert.InRange(less.Score().Zip(continued).Average(p => Math.Abs(p.First + mean - p.Second)), 0, 0.05);
    }

    [Fact]
    public void Releases_that_continue_from_others_are_all_told_and_no_more_than_ten()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 600);
        data.Train("LightGbm", parameters: [("Iterations", "3"), ("EarlyStopping", "0"), ("Leaves", "4")]);
        TrainingReport? report = null;
        for (var n = 1; n <= ContinueRules.MostReleases; n++)
        {
            report = Continue(data, Release(data), version: $"1.{n}.0", parameters: [("Iterations", "2"), ("EarlyStopping", "0"), ("Leaves", "4")]);
        }

        Assert.Equal([3, .. Enumerable.Repeat(2, ContinueRules.MostReleases - 1)], report!.Continued!.Releases.Select(r => r.Trees));
        Assert.Equal("1.10.0", report.Continued.Releases[^1].Version);
        using var scorer = new OnnxScorer(data.Path, 1);
        Assert.Contains("1.3.0", scorer.Metadata[ReleasedStart.Key], StringComparison.Ordinal);
        Refused("INGOT2097", "11 models would stand behind each other in the file, and each is asked at every prediction; at most 10 may", data, Release(data));
    }

    [Fact]
    public void An_ensemble_can_be_continued_from()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 800);
        var spec = data.Spec("Ensemble") with { Ensemble = new EnsembleSpec(EnsembleKind.Average, [data.Spec("LightGbm", Few).Trainer, data.Spec("LogisticRegression").Trainer]) };
        EnsembleTrainer.Run(spec, data.Schema, data.Table, data.Path, 1, data.Diagnostics, new Silence(), default);
        var (release, said) = (Release(data), data.Score());

        Continue(data, release, parameters: Nothing);

        Assert.All(said.Zip(data.Score()), p => Assert.Equal(p.First, p.Second, 1e-5));
    }

    [Fact]
    public void A_model_of_counts_goes_on_in_logarithms()
    {
        using var data = TrainingCase.Of(ModelTask.Regression, 800);
        using var counts = data.Replaced(new NumberColumn("label", Array.ConvertAll(((NumberColumn)data.Table["label"]).Values, v => Math.Max(0, Math.Round(v)))));
        (string, string)[] poisson = [.. Few, ("Objective", "Poisson")];
        counts.Train("LightGbm", parameters: poisson);
        var (release, said) = (Release(counts), counts.Score());
        Continue(counts, release, parameters: [.. Nothing, ("Objective", "Poisson")]);
        Assert.All(said.Zip(counts.Score()), p => Assert.Equal(p.First, p.Second, 1e-5 * p.First));

        counts.Train("LightGbm", parameters: Few);
        Refused("INGOT2097", "predicts numbers as they are, and the objective of the trainer learns their logarithms", counts, Release(counts), poisson);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_what_was_found_and_expected()
    {
        using var data = TrainingCase.Of(ModelTask.BinaryClassification, 1500);
        data.Train("LightGbm", parameters: Few);
        var release = Release(data);
        Refused("INGOT2097", "its task is Regression, and the project's is BinaryClassification", data, release with { Schema = data.Schema with { Task = ModelTask.Regression } });
        Refused("INGOT2097", "it needs the feature 'gone' (Number of Float32), which the project does not have", data, With(release, c => c.Name == "x" ? c with { Name = "gone" } : c));
        Refused("INGOT2097", "its feature 'y' is Number of Float64, and Number of Float32 in the schema", data, With(release, c => c.Name == "y" ? c with { Precision = NumberPrecision.Float64 } : c));
        Refused("INGOT2097", "it knows the classes maybe, yes (positive: yes); expected those of the schema, in their order: no, yes (positive: yes)", data, With(release, c => c.Name == "label" ? c with { Domain = ["maybe", "yes"] } : c));
        Refused("INGOT2097", "it predicts 'other', and the project 'label'", data, With(release, c => c.Name == "label" ? c with { Name = "other" } : c));
        Refused("INGOT2097", "cannot be read as an ONNX file of Ingot", data, release with { Onnx = [1, 2, 3] });
        Refused("INGOT2095", "Boosting=\"Rf\": a forest is a mean of trees", data, release, [("Boosting", "Rf")]);
        Refused("INGOT2095", "the trainer has Interactions, which the released model need not keep", data, release, [("Interactions", "x, y")]);

        var error = Assert.Throws<IngotException>(() => ModelTrainer.Run(
            Spec(data, "FastTree", "1.2.0"), data.Schema, data.Table, data.Path, 1, data.Diagnostics, new Silence(), default, released: release));
        Assert.Equal("INGOT2095", error.Diagnostic.Code);
        Assert.Contains("the trainer is FastTree: only LightGbm learns on top of what a model says", error.Diagnostic.Message, StringComparison.Ordinal);

        data.Calibration = CalibrationMethod.Isotonic;
        data.Train("LightGbm", parameters: Few);
        data.Calibration = CalibrationMethod.None;
        Refused("INGOT2097", "has an isotonic calibration", data, Release(data));
    }

    private static void Refused(string code, string what, TrainingCase data, ReleasedModel release, (string, string)[]? parameters = null)
    {
        var error = Assert.Throws<IngotException>(() => Continue(data, release, parameters: parameters ?? Few));

        Assert.Equal(code, error.Diagnostic.Code);
        Assert.Contains(what, error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Contains("Contoso.Test 1.2.0", error.Diagnostic.Message, StringComparison.Ordinal);
    }

    private static ReleasedModel Release(TrainingCase data)
    {
        var onnx = File.ReadAllBytes(data.Path);
        return new ReleasedModel(onnx, Convert.ToHexStringLower(SHA256.HashData(onnx)), data.Schema);
    }

    private static ReleasedModel With(ReleasedModel release, Func<SchemaColumn, SchemaColumn> change) =>
        release with { Schema = release.Schema with { Columns = [.. release.Schema.Columns.Select(change)] } };

    private static ModelSpec Spec(TrainingCase data, string trainer, string version, params (string, string)[] parameters) =>
        data.Spec(trainer, parameters) with { Continued = new BaselineSpec("Contoso.Test", version, null) };

    private static TrainingReport Continue(TrainingCase data, ReleasedModel release, int threads = 1, string version = "1.2.0", params (string, string)[] parameters) => ModelTrainer.Run(
        Spec(data, "LightGbm", version, parameters), data.Schema, data.Table, data.Path, threads, data.Diagnostics, new Silence(), default, released: release).Report;
}

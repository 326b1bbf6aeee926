using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training.Tests;

/// <summary>Learners of encoded categories: the ONNX model gives their own scores, of unseen and missing ones too.</summary>
public class EncodingTests
{
    [Theory]
    [InlineData("LightGbm", ModelTask.BinaryClassification, ColumnEncoding.Target)]
    [InlineData("LightGbm", ModelTask.Regression, ColumnEncoding.OneHot)]
    [InlineData("LightGbm", ModelTask.MulticlassClassification, ColumnEncoding.Target)]
    [InlineData("FastTree", ModelTask.Regression, ColumnEncoding.Target)]
    [InlineData("FastTree", ModelTask.BinaryClassification, ColumnEncoding.Frequency)]
    [InlineData("LogisticRegression", ModelTask.MulticlassClassification, ColumnEncoding.Target)]
    [InlineData("LinearRegression", ModelTask.Regression, ColumnEncoding.Ordinal)]
    public void The_onnx_model_gives_the_learner_s_own_scores(string trainer, ModelTask task, ColumnEncoding encoding)
    {
        using var model = TrainingCase.Of(task, 800);
        model.Columns = [new ColumnSpec("plan", MissingValues.Auto, null, null, null, 0, default) { Encoding = encoding, MinRows = 62 }];

        var report = model.Train(trainer);
        var hash = model.Hash;

        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), 0.6, 1);

        _ = model.Train(trainer, threads: 3);
        Assert.Equal(hash, model.Hash);
    }

    [Theory]
    [InlineData("LightGbm", NumberTransform.Quantile)]
    [InlineData("LightGbm", NumberTransform.Power)]
    [InlineData("LinearRegression", NumberTransform.Log)]
    [InlineData("LinearRegression", NumberTransform.Clip)]
    [InlineData("FastTree", NumberTransform.Robust)]
    public void So_it_does_of_transformed_numbers_and_of_whether_they_are_missing(string trainer, NumberTransform transform)
    {
        using var model = TrainingCase.Of(ModelTask.Regression, 800);
        model.Columns = [new ColumnSpec("x", MissingValues.Auto, null, null, null, 0, default) { Transform = transform, MissingIndicator = true }];

        var report = model.Train(trainer);

        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), 0.6, 1);
        Assert.Equal(["x", "y", "plan", "x: missing"], report.Features.Select(f => f.Column));
    }
}

using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Tests.Shared;

namespace Ingot.Training.Tests;

public class ConstantTests
{
    [Theory]
    [InlineData(ModelTask.BinaryClassification)]
    [InlineData(ModelTask.Regression)]
    [InlineData(ModelTask.MulticlassClassification)]
    public void A_constant_says_the_mean_or_the_shares_of_the_classes_of_every_row(ModelTask task)
    {
        using var model = TrainingCase.Of(task);
        var report = model.Train("Constant");

        Assert.Empty(model.Diagnostics.Items);
        Assert.InRange(report.ParityDifference, 0, 1e-6);

        // It is fitted on the rows that are not held out, of every class as great a share.
        var labels = TrainingLabels.Of(model.Schema, model.Table);
        var width = task == ModelTask.MulticlassClassification ? 3 : 1;
        var scores = model.Score().Chunk(width).ToList();
        Assert.All(scores, s => Assert.Equal(scores[0], s));
        var expected = width == 1 ? [labels.Average()] : Enumerable.Range(0, 3).Select(c => (float)labels.Count(l => l == c) / labels.Length).ToArray();
        Pairs.All(expected, scores[0], (e, a) => Assert.Equal(e, a, task == ModelTask.Regression ? 0.05 : 0.001));
    }

    [Fact]
    public void A_constant_may_be_asked_to_be_monotone_and_has_no_parameters()
    {
        using var model = TrainingCase.Of(ModelTask.Regression);
        model.Columns = [new ColumnSpec("x", MissingValues.Auto, null, null, null, 1, default)];
        model.Train("Constant");

        Assert.Empty(model.Diagnostics.Items);
        Assert.Throws<Core.Diagnostics.IngotException>(() => model.Train("Constant", parameters: ("Iterations", "3")));
    }
}

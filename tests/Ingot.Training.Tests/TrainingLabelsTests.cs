using Ingot.Core.Schemas;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests;

public class TrainingLabelsTests
{
    [Theory]
    [InlineData(false, "None", null)]
    [InlineData(true, "None", new[] { 1f, 2, 3, 4 })]
    [InlineData(false, "Balanced", new[] { 2 / 3f, 2 / 3f, 2 / 3f, 2 })]
    [InlineData(true, "Balanced", new[] { 2 / 3f, 4 / 3f, 2, 8 })]
    public void A_row_counts_as_its_column_says_times_what_its_class_is_balanced_with(bool hasColumn, string wish, float[]? expected)
    {
        // scikit-learn 1.2.1: compute_class_weight("balanced", classes=[0, 1], y=[0, 0, 0, 1]) is [2/3, 2]; fit multiplies it with sample_weight.
        TableColumn[] columns =
        [
            new NumberColumn("x", [1, 2, 3, 4]),
            new StringColumn("label", [0, 0, 0, 1], ["no", "yes"]),
            .. hasColumn ? (TableColumn[])[new NumberColumn("weight", [1, 2, 3, 4])] : [],
        ];
        using var model = TrainingCase.With(ModelTask.BinaryClassification, columns);

        var weights = TrainingLabels.Weights(model.Spec("LightGbm", ("ClassWeights", wish)).Trainer, model.Schema, model.Table, TrainingLabels.Of(model.Schema, model.Table));

        Assert.Equal(expected, weights);
    }
}

namespace Ingot.Pipeline.Tests;

public class TrainingWeightTests
{
    [Theory]
    [InlineData("-1", "1", "2 of 900 training rows (rows 0, 7) have a weight 'weight' that is missing, negative or beyond 32 bits: -1, -1; expected 0 or more. Correct the data, or drop the rows with ModelFilter.")]
    [InlineData("", "1", "2 of 900 training rows (rows 0, 7) have a weight 'weight' that is missing, negative or beyond 32 bits; expected 0 or more. Correct the data, or drop the rows with ModelFilter.")]
    [InlineData("1e39", "1", "(rows 0, 7) have a weight 'weight' that is missing, negative or beyond 32 bits: 1E+39, 1E+39; expected")]
    [InlineData("0", "0", "All 900 training rows have the weight 'weight' 0, so there is nothing to learn from. Correct the data, or give the column the role Ignored.")]
    public void Weights_that_cannot_be_used_are_an_error(string wrong, string other, string expected)
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "weight", 8, ("Role", "Weight"), ("Type", "Number"));
        AddWeights(model, "train.csv", wrong, other);
        AddWeights(model, "reference.csv", "2", "3");

        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Prepare, Stage.Train));

        var error = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT2016", model.File("Leave.schema.json")), (error.Code, error.Location.File));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_of_0_counts_for_nothing()
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "weight", 8, ("Role", "Weight"));
        AddWeights(model, "train.csv", "0", "1");
        AddWeights(model, "reference.csv", "0", "1");

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));
        Assert.Empty(model.Diagnostics.Items);
    }

    private static void AddWeights(ModelFolder model, string file, string wrong, string other) => File.WriteAllLines(
        model.File(file),
        File.ReadAllLines(model.File(file)).Select((l, i) => $"{l},{(i == 0 ? "weight" : i is 1 or 8 ? wrong : other)}"));
}

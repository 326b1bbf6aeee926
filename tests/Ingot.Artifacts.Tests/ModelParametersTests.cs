namespace Ingot.Artifacts.Tests;

/// <summary>Accepted files carry this hash: it is that of the same text for ever, whatever the properties are called.</summary>
public class ModelParametersTests
{
    [Fact]
    public void The_hash_is_of_a_text_with_the_names_that_accepted_files_were_written_with()
    {
        var project = new Dictionary<string, string>
        {
            ["ModelRemoveDuplicates"] = "true",
            ["ModelFilter"] = " x > 0 ",
            ["ModelReferenceFraction"] = "0.2",
            ["ModelValidationFraction"] = "0.1",
            ["ModelClassificationThreshold"] = "0.4",
            ["ModelSeed"] = "7",
            ["Seed"] = "8",
        };
        var text = "Trainer\tLightGbm\tIterations=200\tLeaves=31\nColumn\tx\n"
            + "RemoveDuplicates=true\nFilter=x > 0\nReferenceFraction=0.2\nValidationFraction=0.1\nClassificationThreshold=0.4\nSeed=7\n";

        Assert.Equal(
            ContentHash.OfText(text),
            ModelParameters.Hash(
                [
                    ("Trainer", "LightGbm", [KeyValuePair.Create("Leaves", "31"), KeyValuePair.Create("Iterations", "200")]),
                    ("Column", "x", []),
                ],
                name => project.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("Refit")]
    [InlineData("Split")]
    [InlineData("SplitGap")]
    [InlineData("Folds")]
    [InlineData("Ensemble")]
    [InlineData("Calibration")]
    [InlineData("ThresholdCosts")]
    [InlineData("ThresholdTarget")]
    [InlineData("PredictionInterval")]
    [InlineData("PredictionIntervalMethod")]
    [InlineData("ContinueFrom")]
    public void What_came_later_counts_where_it_says_something(string later)
    {
        const string before = "RemoveDuplicates=\nFilter=\nReferenceFraction=\nValidationFraction=\nClassificationThreshold=\nSeed=\n";
        Assert.Equal(ContentHash.OfText(before + $"{later}=x\n"), ModelParameters.Hash([], name => name == "Model" + later ? " x " : null));
        Assert.Equal(ContentHash.OfText(before), ModelParameters.Hash([], name => name == "Model" + later ? "  " : null));
        Assert.Contains("Model" + later, ModelParameters.PropertyNames);
        Assert.Contains("ModelSeed", ModelParameters.PropertyNames);
    }

    [Fact]
    public void Items_count_of_these_types_in_this_order() =>
        Assert.Equal(["Trainer", "Column", "PretrainedModel", "ModelInput", "ModelOutput", "TrainerInput", "Feature"], ModelParameters.ItemTypes);

    [Fact]
    public void What_is_not_set_counts_as_empty() => Assert.Equal(
        ContentHash.OfText("RemoveDuplicates=\nFilter=\nReferenceFraction=\nValidationFraction=\nClassificationThreshold=\nSeed=\n"),
        ModelParameters.Hash([], _ => null));
}

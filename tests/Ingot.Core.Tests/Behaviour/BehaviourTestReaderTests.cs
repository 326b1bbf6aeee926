using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Core.Tests.Behaviour;

public class BehaviourTestReaderTests
{
    [Fact]
    public void Tests_are_read_as_they_were_written()
    {
        var tests = Read(
            Item("InvarianceTest", "gender", "Values", "Male; Female", "MaxShare", "1%"),
            Item("DirectionalTest", "tenure", "Change", "*1.1", "Expect", "notincrease", "Tolerance", "0.01"),
            Item("FairnessGate", "gender", "MinDisparateImpact", "80%"),
            Item("StalenessTest", "quarter", "Age", "90d", "Metric", "AUC", "MaxRegression", "0.01"));

        var invariance = Assert.IsType<InvarianceTest>(tests[0]);
        Assert.Equal(["Male", "Female"], invariance.Values);
        Assert.Equal((0.02, 0.01, null, "InvarianceTest gender", 9), (invariance.Tolerance, invariance.MaxShare, invariance.Where, invariance.Title, invariance.Location.Line));
        var directional = Assert.IsType<DirectionalTest>(tests[1]);
        Assert.Equal((Direction.NotIncrease, 1.1, 0.01, 0.0), (directional.Expect, directional.Change.Factor, directional.Tolerance, directional.MaxShare));
        Assert.Equal((0.8, 30), (Assert.IsType<FairnessGate>(tests[2]).MinDisparateImpact, ((FairnessGate)tests[2]).MinRows));
        Assert.Equal(90, Assert.IsType<StalenessTest>(tests[3]).Age.TotalDays);
    }

    [Fact]
    public void A_file_of_expected_predictions_is_named_from_the_project()
    {
        var test = Assert.IsType<ExpectedPrediction>(Assert.Single(Read(Item("ExpectedPrediction", "/data/golden.csv"))));

        Assert.Equal(("../data/golden.csv", "/data/golden.csv"), (test.Name, test.File!.Path));
    }

    [Theory]
    [InlineData("+12", 5, 17)]
    [InlineData("-0.5", 5, 4.5)]
    [InlineData(" *1.5 ", 4, 6)]
    [InlineData("+1e3", 5, 1005)]
    [InlineData("+2d", 0, 172_800_000_000)]
    public void A_change_is_a_summand_or_a_factor(string text, double from, double to) => Assert.Equal(to, ValueChange.Parse(text)!.Apply(from));

    [Theory]
    [InlineData("12")]
    [InlineData("+")]
    [InlineData("+0")]
    [InlineData("*1")]
    [InlineData("*2d")]
    [InlineData("+-3")]
    [InlineData("+1,5")]
    [InlineData("+3dd")]
    [InlineData("+1e999")]
    [InlineData("+9999999d")]
    [InlineData("/2")]
    public void A_change_that_does_nothing_or_cannot_be_read_is_none(string text) => Assert.Null(ValueChange.Parse(text));

    [Theory]
    [InlineData("has the metadata Tolerence, which does not exist", "InvarianceTest", "gender", "Tolerence", "0.02")]
    [InlineData("expected a number from 0 to 1", "InvarianceTest", "gender", "MaxShare", "2")]
    [InlineData("expected a number that is not negative", "InvarianceTest", "gender", "Tolerance", "-1")]
    [InlineData("has both Values and Change", "InvarianceTest", "gender", "Values", "a", "Change", "+1")]
    [InlineData("has no Expect. Add one of Decrease, Increase", "DirectionalTest", "tenure", "Change", "+1")]
    [InlineData("has no Change", "DirectionalTest", "tenure", "Expect", "Increase")]
    [InlineData("expected a change such as +12", "DirectionalTest", "tenure", "Expect", "Increase", "Change", "12")]
    [InlineData("expected Decrease, Increase, NotIncrease, NotDecrease", "DirectionalTest", "tenure", "Expect", "Up", "Change", "+1")]
    [InlineData("expects nothing and would always pass", "ExpectedPrediction", "row", "Values", "a=1")]
    [InlineData("expected column=value", "ExpectedPrediction", "row", "Values", "a", "ExpectedLabel", "Yes")]
    [InlineData("has the metadata ExpectedLabel, which does not exist", "ExpectedPrediction", "/r/golden.csv", "ExpectedLabel", "Yes")]
    [InlineData("has no threshold and would always pass", "FairnessGate", "gender", "MinRows", "10")]
    [InlineData("expected a whole number from 1", "FairnessGate", "gender", "MinDisparateImpact", "1", "MinRows", "0.5")]
    [InlineData("has no threshold and would always pass", "CalibrationGate", "p", "Slice", "a=b")]
    [InlineData("has no MaxSpread", "StabilityTest", "seeds", "Metric", "AUC")]
    [InlineData("has no Metric", "StabilityTest", "seeds", "MaxSpread", "0.1")]
    [InlineData("names no simple model; expected one of LogisticRegression, LinearRegression, Constant", "SimplerModelTest", "Median", "Metric", "AUC", "MinGain", "0")]
    [InlineData("expected true or false", "LeakageTest", "label", "Shuffled", "5")]
    [InlineData("expected a number of days such as 90d", "StalenessTest", "old", "Age", "3 months", "Metric", "AUC", "MaxRegression", "0.1")]
    public void What_cannot_be_read_is_an_error_at_the_item(string expected, string type, string include, params string[] metadata)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Read(Item(type, include, metadata))).Diagnostic;

        Assert.Equal(("INGOT1001", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<BehaviourTest> Read(params ProjectItem[] items) => ModelSpecReader.Read(new ProjectDocument(
        [
            KeyValuePair.Create("ModelName", "M"), KeyValuePair.Create("ProjectFile", "/r/M.csproj"), KeyValuePair.Create("ModelSchemaFile", "/r/M.schema.json"),
            KeyValuePair.Create("ModelAcceptedFile", "/r/M.accepted.json"), KeyValuePair.Create("ModelLabel", "y"),
        ],
        [Item("TrainingData", "/r/a.csv"), Item("ReferenceData", "/r/b.csv"), .. items])).Tests;

    private static ProjectItem Item(string type, string include, params string[] metadata) => new(
        type, include, metadata.Chunk(2).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase), new SourceLocation("M.csproj", 9, 5));
}

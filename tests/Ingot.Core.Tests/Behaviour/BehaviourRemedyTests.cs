using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests.Behaviour;

/// <summary>What a test that failed says is to be done: something that can be done, and that lets the test pass.</summary>
public class BehaviourRemedyTests
{
    [Fact]
    public void A_column_that_must_not_matter_is_ignored_and_its_test_removed() => Assert.EndsWith(
        "Give the column the role Ignored in the schema file and remove this test, whose place a FairnessGate can take: it tells whether the model guesses the column from others. Or change the test if it asks for the wrong thing.",
        Moved(new InvarianceTest("gender", SourceLocation.None), "INGOT4101"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(Direction.NotIncrease, "+12", "Give the column the metadata Monotone, which the trainer LightGbm keeps, or change")]
    [InlineData(Direction.NotDecrease, "*1.1", "Give the column the metadata Monotone, which the trainer LightGbm keeps, or change")]
    [InlineData(Direction.Decrease, "+12", "which the trainer LightGbm keeps, and the test Expect=\"NotIncrease\":")]
    [InlineData(Direction.Increase, "+12", "which the trainer LightGbm keeps, and the test Expect=\"NotDecrease\":")]
    [InlineData(Direction.NotIncrease, "+30d", "Regularise more, allow a Tolerance and a MaxShare, or change")]
    public void The_way_to_a_direction_is_one_that_the_column_can_go(Direction expect, string change, string remedy)
    {
        var message = Moved(new DirectionalTest("tenure", ValueChange.Parse(change)!, expect, SourceLocation.None), "INGOT4102");

        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.Equal(!change.EndsWith('d'), message.Contains("Monotone", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_class_it_is_said_that_only_two_can_be_monotone() => Assert.Contains(
        "Give the column the metadata Monotone, which the trainer LightGbm keeps of two classes, not of more, or change",
        Moved(new DirectionalTest("tenure", ValueChange.Parse("+1")!, Direction.NotIncrease, SourceLocation.None) { Class = "a" }, "INGOT4102"),
        StringComparison.Ordinal);

    [Fact]
    public void One_model_is_not_told_to_be_several() => Assert.EndsWith(
        "Give more training rows or regularise more; or raise MaxSpread if so much is bearable.",
        Measured(new StabilityTest("seeds", "AUC", 0.001, SourceLocation.None), ComparisonMeasures.Spread, 0.1, "INGOT4106"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("LogisticRegression", "Ship the simple model (<Trainer Include=\"LogisticRegression\" />, with Constant in this test), or find")]
    [InlineData("Constant", "Find data and features that tell the label; what knows nothing is no model to ship.")]
    public void A_simple_model_that_is_shipped_is_not_compared_with_itself(string simple, string remedy) => Assert.Contains(
        remedy,
        Measured(new SimplerModelTest(simple, "AUC", 0.01, SourceLocation.None), ComparisonMeasures.Gain, -0.1, "INGOT4107"),
        StringComparison.Ordinal);

    [Fact]
    public void A_feature_that_leaks_is_ignored() => Assert.EndsWith(
        "Find out when its values are written: after the label is known, the model must not have it. Give it the role Ignored in the schema file, or raise MaxSingleFeature if it may.",
        Measured(new LeakageTest("leak", SourceLocation.None) { MaxSingleFeature = 0.9 }, ComparisonMeasures.SingleFeature, 0.95, "INGOT4108"),
        StringComparison.Ordinal);

    [Fact]
    public void A_model_that_goes_stale_is_trained_as_often_as_its_test_says() => Assert.EndsWith(
        "Train more often than that and make Age the time between two trainings, or take features that change less.",
        Measured(new StalenessTest("old", "AUC", TimeSpan.FromDays(90), 0.01, SourceLocation.None), ComparisonMeasures.Loss, 0.1, "INGOT4109"),
        StringComparison.Ordinal);

    private static string Moved(BehaviourTest test, string code) => Message(
        test, new BehaviourResult { Test = test.Title, Rows = 10, Broken = 5, Examples = [new BrokenRow(3, "1 to 2")] }, code);

    private static string Measured(BehaviourTest test, string measure, double value, string code) => Message(
        test, new BehaviourResult { Test = test.Title, Rows = 10, Measures = [new BehaviourMeasure(measure, value)] }, code);

    private static string Message(BehaviourTest test, BehaviourResult result, string code)
    {
        var sink = new DiagnosticList();
        BehaviourGate.Evaluate([test], new BehaviourReport { OnnxSha256 = "aa", Tests = [result] }, sink);
        var found = Assert.Single(sink.Items);
        Assert.Equal(code, found.Code);
        return found.Message;
    }
}

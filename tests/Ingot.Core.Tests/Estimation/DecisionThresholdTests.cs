using Ingot.Core.Estimation;

namespace Ingot.Core.Tests.Estimation;

/// <summary>The threshold that a model must have decided by.</summary>
public class DecisionThresholdTests
{
    [Fact]
    public void It_lies_between_what_was_said_to_be_one_class_and_the_other() =>
        Assert.Equal(new DecisionThreshold(0.625, 0), DecisionThreshold.Find([0.25f, 0.75f, 0.5f, float.NaN, 1], [false, true, false, true, true]));

    [Fact]
    public void Rows_that_no_threshold_explains_are_counted()
    {
        Assert.Equal(new DecisionThreshold(0.625, 1), DecisionThreshold.Find([0.125f, 0.25f, 0.5f, 0.75f, 1], [true, false, false, true, true]));
        Assert.Equal(new DecisionThreshold(0.375, 1), DecisionThreshold.Find([0.25f, 0.5f, 0.5f, 1], [false, true, false, true]));
    }

    [Fact]
    public void Scores_that_say_the_opposite_have_none()
    {
        var found = DecisionThreshold.Find([0.25f, 0.75f], [true, false]);

        Assert.True(double.IsNaN(found.Value));
        Assert.Equal(1, found.Contradicting);
    }

    [Theory]
    [InlineData(new float[0], new bool[0])]
    [InlineData(new[] { 0.25f, 0.75f }, new[] { true, true })]
    [InlineData(new[] { 0.25f, float.NaN }, new[] { false, true })]
    public void Rows_of_one_class_do_not_tell(float[] scores, bool[] said) =>
        Assert.Equal(new DecisionThreshold(double.NaN, 0), DecisionThreshold.Find(scores, said));
}

using Ingot.Core.Expressions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;

namespace Ingot.Training.Tests;

/// <summary>Learners of features that expressions compute: the ONNX model gives their own scores.</summary>
public class ComputedFeatureTests
{
    [Theory]
    [InlineData("LightGbm")]
    [InlineData("FastTree")]
    [InlineData("LinearRegression")]
    public void The_onnx_model_gives_the_learner_s_own_scores(string trainer)
    {
        using var model = TrainingCase.Of(ModelTask.Regression);
        model.Features = [Feature("more", "x + 4 * y"), Feature("third", "if(plan = 'plan 02' or plan = 'plan 05', 2, x / (y - y))"), Feature("none", "log(y)")];

        var report = model.Train(trainer);

        Assert.InRange(report.ParityDifference, 0, 2e-6);
        Assert.InRange(model.Quality(), 0.85, 1);
        Assert.Equal(["x", "y", "plan", "more", "third", "none"], report.Features.Select(f => f.Column));
        Assert.StartsWith("x + 4 * y, ", report.Features[3].What, StringComparison.Ordinal);
    }

    private static FeatureSpec Feature(string name, string text) => new(name, text, ExpressionParser.Parse(text), default);
}

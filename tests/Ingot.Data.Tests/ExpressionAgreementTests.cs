using Ingot.Core.Diagnostics;
using Ingot.Core.Expressions;
using Ingot.Core.Specs;

namespace Ingot.Data.Tests;

/// <summary>Features that are computed and do not fit the columns are told before anything is trained.</summary>
public sealed class ExpressionAgreementTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("ratio", "usge / 2", "The expression 'usge / 2' of the feature 'ratio' has, at character 1, before 'usge / 2': 'usge', which is no column (did you mean usage?); expected one of usage, plan.")]
    [InlineData("ratio", "1 + 2", "names no column, so it is the same for every row")]
    [InlineData("ratio", "plan", "gives a text; expected a number or a condition")]
    [InlineData("ratio", "usage + plan", "at character 9, before 'plan': a text in '+'; expected a number")]
    [InlineData("ratio", "if(left = 'Yes', 1, 0)", "'left', which is no input of the model: its role is Label")]
    [InlineData("usage", "usage * 2", "The feature 'usage' has the name of a column or of another feature.")]
    public void What_does_not_fit_is_an_error_at_the_item(string name, string text, string expected)
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Spec = _data.Spec with { Features = [new FeatureSpec(name, text, ExpressionParser.Parse(text), new SourceLocation(_data.Path("Leave.csproj"), 12, 5))] };

        var error = _data.Fail();

        Assert.Equal(("INGOT1041", 12), (error.Code, error.Location.Line));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}

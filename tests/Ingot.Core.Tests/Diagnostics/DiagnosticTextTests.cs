using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests.Diagnostics;

public class DiagnosticTextTests
{
    [Theory]
    [InlineData(0, "0 values are")]
    [InlineData(1, "1 value is")]
    [InlineData(2, "2 values are")]
    [InlineData(1409, "1,409 values are")]
    public void Numbers_agree_with_their_nouns_and_verbs(long number, string expected) =>
        Assert.Equal(expected, $"{DiagnosticText.Count(number, "value")} {DiagnosticText.Agree(number, "is", "are")}");

    [Fact]
    public void A_noun_may_have_a_plural_of_its_own()
    {
        Assert.Equal("1 class", DiagnosticText.Count(1, "class", "classes"));
        Assert.Equal("3 classes", DiagnosticText.Count(3, "class", "classes"));
    }
}

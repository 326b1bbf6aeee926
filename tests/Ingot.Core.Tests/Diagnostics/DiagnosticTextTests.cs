using Ingot.Core.Diagnostics;
using Ingot.Tests.Shared;

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

    [Theory]
    [InlineData("Churn", " (did you mean churn?)")]
    [InlineData("tenur", " (did you mean tenure?)")]
    [InlineData("price", "")]
    public void The_name_that_was_meant_is_asked_for_where_one_is_near(string written, string expected) =>
        Assert.Equal(expected, DiagnosticText.DidYouMean(written, ["churn", "tenure"]));

    [Fact]
    public void A_diagnostic_says_what_data_say_and_nobody_obeys_it() => Assert.All(HostileTexts.All, t =>
    {
        var said = PrepareDiagnostics.InvalidSchema.At(new SourceLocation(t, 3), $"{t} and {t}");

        Assert.Empty(HostileTexts.Left(said.ToString()));
        Assert.Empty(HostileTexts.Left(said.Text));
        Assert.DoesNotContain('\n', said.ToString());
    });

    [Fact]
    public void What_harms_nobody_is_said_as_it_is() => Assert.Equal(
        "größe::x.csv(3,1): error " + PrepareDiagnostics.InvalidSchema.Code + ": The column ## 5 \U0001F600 is a::b. More: " + PrepareDiagnostics.InvalidSchema.Help,
        PrepareDiagnostics.InvalidSchema.At(new SourceLocation("größe::x.csv", 3), $"The column ## 5 \U0001F600 is a::b.").ToString());

    [Fact]
    public void A_noun_may_have_a_plural_of_its_own()
    {
        Assert.Equal("1 class", DiagnosticText.Count(1, "class", "classes"));
        Assert.Equal("3 classes", DiagnosticText.Count(3, "class", "classes"));
    }
}

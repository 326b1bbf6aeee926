using Ingot.Search.Spaces;

namespace Ingot.Search.Tests.Spaces;

public class DomainTextTests
{
    [Theory]
    [InlineData("7..255", true, 7, 255, false)]
    [InlineData(" 0.5 .. 1 ", false, 0.5, 1, false)]
    [InlineData("log(0.01..0.3)", false, 0.01, 0.3, true)]
    [InlineData("LOG( 1 .. 64 )", true, 1, 64, true)]
    [InlineData("-1..12", true, -1, 12, false)]
    [InlineData("1e-8..1", false, 1e-8, 1, false)]
    public void A_range_is_read(string text, bool isWhole, double low, double high, bool isLog)
    {
        var (read, fault) = DomainText.Parse(text, isWhole);

        Assert.Null(fault);
        Assert.Equal(new NumberDomain(low, high, isLog, isWhole), read!.Domain);
        Assert.Null(read.Value);
    }

    [Fact]
    public void Choices_and_single_values_are_read()
    {
        Assert.Equal(["Gbdt", "Dart"], ((ChoiceDomain)DomainText.Parse("Gbdt | Dart", isWhole: false).Read!.Domain!).Choices);
        Assert.Equal("0.05", DomainText.Parse(" 0.05 ", isWhole: false).Read!.Value);
    }

    [Theory]
    [InlineData("0.1..0.5 when Boosting=Dart", "Boosting=Dart")]
    [InlineData("log(1..9) WHEN Trainer = LightGbm | FastTree", "Trainer=LightGbm|FastTree")]
    [InlineData("20 when Boosting=Gbdt", "Boosting=Gbdt")]
    public void A_condition_is_read(string text, string condition) => Assert.Equal(condition, DomainText.Parse(text, isWhole: false).Read!.Condition!.ToString());

    [Theory]
    [InlineData("7..", true, "two numbers")]
    [InlineData("..7", true, "two numbers")]
    [InlineData("1..2..3", true, "two numbers")]
    [InlineData("a..b", true, "two numbers")]
    [InlineData("0..Infinity", false, "two numbers")]
    [InlineData("log(0.01..0.3", false, "two numbers")]
    [InlineData("9..3", true, "not below")]
    [InlineData("3..3", true, "not below")]
    [InlineData("log(0..0.3)", false, "begins above 0")]
    [InlineData("1.5..3", true, "whole numbers as the ends")]
    [InlineData("a||b", false, "empty")]
    [InlineData("", false, "empty")]
    [InlineData("a|b|A", false, "twice")]
    [InlineData("1..2 when Dart", false, "after 'when'")]
    [InlineData("1..2 when Boosting=", false, "after 'when'")]
    [InlineData("1..2 when A=B=C", false, "after 'when'")]
    public void What_cannot_be_read_is_told(string text, bool isWhole, string fault)
    {
        var (read, told) = DomainText.Parse(text, isWhole);

        Assert.Null(read);
        Assert.Contains(fault, told, StringComparison.Ordinal);
    }
}

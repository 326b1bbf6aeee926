using Ingot.Search.Spaces;

namespace Ingot.Search.Tests.Spaces;

public class NumberDomainTests
{
    [Theory]
    [InlineData(0.01, 0.3, true, false, 0.0547722557, "0.05477")]
    [InlineData(1e-8, 1, true, false, 0.123456789, "0.1235")]
    [InlineData(0, 1, false, false, 0.123456789, "0.1235")]
    [InlineData(-5, 10, false, false, 3.14159265, "3.142")]
    [InlineData(0, 20000, false, false, 1234.567, "1235")]
    [InlineData(7, 255, false, true, 31.4, "31")]
    [InlineData(0, 1e-6, false, false, 4.567891e-7, "4.568E-07")]
    public void A_value_has_few_digits(double low, double high, bool isLog, bool isWhole, double value, string expected)
    {
        var domain = new NumberDomain(low, high, isLog, isWhole);

        var text = domain.Text(domain.FromScale(domain.ToScale(value)));

        Assert.Equal(expected, text);
        Assert.Equal(expected, domain.Text(domain.Read(text)!.Value));
    }

    [Theory]
    [InlineData(0.01, 0.3, true, false)]
    [InlineData(0.012345678, 0.298765432, true, false)]
    [InlineData(-1.23456789, 1.23456789, false, false)]
    [InlineData(1, 2, false, true)]
    public void Every_share_is_a_value_between_the_ends(double low, double high, bool isLog, bool isWhole)
    {
        var domain = new NumberDomain(low, high, isLog, isWhole);

        Assert.All(Enumerable.Range(0, 1001).Select(i => domain.At(i / 1001.0)), v => Assert.InRange(v, low, high));
        Assert.Equal(low, domain.At(0), Math.Abs(low) * 1e-3);
        Assert.Equal(high, domain.At(Math.BitDecrement(1.0)), high * 1e-3);
    }

    [Fact]
    public void Whole_numbers_are_as_probable_as_each_other()
    {
        var domain = new NumberDomain(1, 4, isWhole: true);

        var counts = Enumerable.Range(0, 4000).Select(i => domain.At((i + 0.5) / 4000)).CountBy(v => v).OrderBy(c => c.Key).Select(c => c.Value);

        Assert.Equal([1000, 1000, 1000, 1000], counts);
    }

    [Theory]
    [InlineData(1, 1, false, false)]
    [InlineData(2, 1, false, false)]
    [InlineData(0, 1, true, false)]
    [InlineData(-1, 1, true, false)]
    [InlineData(0.5, 3, false, true)]
    [InlineData(double.NaN, 1, false, false)]
    [InlineData(0, double.PositiveInfinity, false, false)]
    public void Ends_that_are_no_domain_are_refused(double low, double high, bool isLog, bool isWhole) =>
        Assert.Throws<ArgumentException>(() => new NumberDomain(low, high, isLog, isWhole));

    [Theory]
    [InlineData("6")]
    [InlineData("256")]
    [InlineData("31.5")]
    [InlineData("NaN")]
    [InlineData("")]
    public void A_text_that_is_no_value_is_none(string text) => Assert.Null(new NumberDomain(7, 255, isWhole: true).Read(text));
}

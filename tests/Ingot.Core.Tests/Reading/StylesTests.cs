using Ingot.Core.Reading;

namespace Ingot.Core.Tests.Reading;

public class StylesTests
{
    [Theory]
    [InlineData("1.5|2|-3e4", '.', null, null)]
    [InlineData("1,5|2,75|3", ',', null, null)]
    [InlineData("1,234.5|17|1,000", '.', ',', null)]
    [InlineData("1.234,5|17|1.000.000", ',', '.', null)]
    [InlineData("$1,234.50|-$17|$3", '.', ',', "$")]
    [InlineData("12 %|13.5%|100%", '.', null, "%")]
    [InlineData("EUR 12|EUR 1.234,50", ',', '.', "EUR")]
    [InlineData("1 234|12|1 000 000", '.', ' ', null)]
    [InlineData("1'234.5|12", '.', '\'', null)]
    public void How_numbers_are_written(string texts, char separator, char? thousands, string? unit) =>
        Assert.Equal(new NumberStyle(separator, thousands, unit), NumberStyle.Find(texts.Split('|'), 0.95)[0]);

    [Theory]
    [InlineData("A12|A13")]
    [InlineData("12-13|14-15")]
    [InlineData("1.2.3|1.2.4")]
    [InlineData("(555) 123|(555) 124")]
    [InlineData("KIT12|KIT13")]
    public void No_numbers(string texts) => Assert.Empty(NumberStyle.Find(texts.Split('|'), 0.95));

    [Fact]
    public void A_comma_between_three_digits_may_be_either() =>
        Assert.Equal([',', '.'], NumberStyle.Find(["1,234", "2,500"], 1).Take(2).Select(s => s.Decimal));

    [Theory]
    [InlineData("27/04/2011|01/05/2011", "dd/MM/yyyy")]
    [InlineData("04/27/2011|05/01/2011", "MM/dd/yyyy")]
    [InlineData("27.4.2011 9:05|1.5.2011 10:00", "d.M.yyyy H:mm")]
    [InlineData("27/04/11|28/04/11", "dd/MM/yy")]
    [InlineData("7 Apr 2011|27 May 2012", "d MMM yyyy")]
    [InlineData("2011/04/27 10:00:00|2011/05/01 23:59:59", "yyyy/MM/dd H:mm:ss")]
    [InlineData("4/27/2011 9:05 AM|5/1/2011 12:00 PM", "M/d/yyyy h:mm tt")]
    public void How_dates_are_written(string texts, string format) =>
        Assert.Equal(format, DateFormats.Find(texts.Split('|'), 0.95, digits: false)[0]);

    [Theory]
    [InlineData("1-2-3|4-5-6")]
    [InlineData("3/4|1/2")]
    [InlineData("10.0.0.1|10.0.0.2")]
    [InlineData("1.2.3|2.0.1")]
    public void No_dates(string texts) => Assert.DoesNotContain(DateFormats.Find(texts.Split('|'), 0.95, digits: false), f => f.Contains("yyyy", StringComparison.Ordinal));

    [Fact]
    public void Dates_in_digits() => Assert.Equal("yyyyMMdd", Assert.Single(DateFormats.Find(["20110427", "20120101"], 1, digits: true)));
}

using System.Globalization;
using System.Xml.Linq;
using Ingot.Reports.Tests.Cards;

namespace Ingot.Reports.Tests;

/// <summary>What holds for every page, whatever it is about.</summary>
internal static class PageLaws
{
    /// <summary>Nothing comes from elsewhere and nothing runs.</summary>
    public static void SelfContained(string html)
    {
        var page = CardPage.Read(html);

        Assert.Contains("default-src &#x27;none&#x27;", html, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img" or "image" or "iframe" or "use" or "object");
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("a"), a => Assert.StartsWith("#", (string?)a.Attribute("href"), StringComparison.Ordinal));
        Assert.DoesNotContain("http", html.Replace("http-equiv", string.Empty, StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    /// <summary>Every plot has a name, a description and numbers; every id is there once, and every link leads to one.</summary>
    public static void Accessible(XElement page)
    {
        foreach (var plot in page.Descendants("svg"))
        {
            Assert.Equal("img", (string?)plot.Attribute("role"));
            var names = ((string)plot.Attribute("aria-labelledby")!).Split(' ');
            Assert.Equal([(string)plot.Element("title")!.Attribute("id")!, (string)plot.Element("desc")!.Attribute("id")!], names);
            Assert.True(plot.Ancestors("figure").Single().Descendants("table").Any() || plot.Ancestors("div").First().Descendants("table").Any());
        }

        // Whoever goes from region to region hears their names only.
        var regions = page.Descendants().Where(e => (string?)e.Attribute("role") == "region").Select(e => (string)e.Attribute("aria-label")!).ToList();
        Assert.Equal(regions.Distinct(), regions);
        var ids = page.Descendants().Attributes("id").Select(a => a.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), a => Assert.Contains(((string)a.Attribute("href")!)[1..], ids));
    }

    /// <summary>No plot keeps a colour that one scheme could not show.</summary>
    public static void Coloured(XElement page)
    {
        foreach (var shape in page.Descendants("svg").Descendants())
        {
            Assert.True((string?)shape.Attribute("fill") is null or "none", shape.ToString());
            Assert.True((string?)shape.Attribute("stroke") is null or "none", shape.ToString());
        }
    }

    /// <summary>Another culture gives the same text.</summary>
    /// <param name="make">Makes the text.</param>
    public static void SameInEveryCulture(Func<string> make)
    {
        var expected = make();
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "~", PercentSymbol = "pc" },
            };
            Assert.Equal(expected, make());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.DoesNotContain('\r', expected);
    }
}

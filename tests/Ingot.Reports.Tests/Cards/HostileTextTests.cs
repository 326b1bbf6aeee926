using System.Xml.Linq;
using Ingot.Clients;
using Ingot.Core.Importances;
using Ingot.Core.Profiles;
using Ingot.Reports.Cards;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.CardSamples;

namespace Ingot.Reports.Tests.Cards;

public class HostileTextTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</title></style><img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("' style='--p:100")]
    [InlineData("&lt;b&gt; &amp; &#0; <!-- --> ]]>")]
    [InlineData("\u202Egnp.exe\u2069 \u200F")]
    [InlineData("line\r\nbreak\u0000\u0007\u2028")]
    [InlineData("\uD800 \uDC00 \uFFFE\uFFFF")]
    [InlineData("مرحبا שלום 日本語 😀")]
    public void Text_of_data_stays_text(string hostile)
    {
        var tame = CardPage.Read(HtmlCard.ToHtml(Of("tame", "tame0")));

        var html = HtmlCard.ToHtml(Of(hostile, hostile + "0"));
        var page = CardPage.Read(html);

        // Element for element the same page, with no more attributes than before.
        Assert.Equal(Shape(tame).Select(e => e.Name.LocalName), Shape(page).Select(e => e.Name.LocalName));
        Assert.Equal(Shape(tame).Select(e => e.Attributes().Count()), Shape(page).Select(e => e.Attributes().Count()));
        Assert.DoesNotContain(html, c => c is '\0' or '\r' or '\u0007' or '\u2028' or '\u200F' or '\u202E' or '\u2069' or '\uFFFE' or '\uFFFF');
    }

    [Fact]
    public void Very_long_text_is_cut_and_no_character_is_cut_in_two()
    {
        var html = HtmlCard.ToHtml(Of(string.Concat(Enumerable.Repeat("😀", 100_000)), "x"));

        Assert.InRange(html.Length, 1, 500_000);
        Assert.DoesNotContain('\uFFFD', html);
        Assert.Contains("…", html, StringComparison.Ordinal);
    }

    // Long names have more lines in plots: the texts of a drawing that follow each other count as one.
    private static IEnumerable<XElement> Shape(XElement page) =>
        page.Descendants().Where(e => e.Name != "text" || (e.PreviousNode is XText ? e.PreviousNode.PreviousNode : e.PreviousNode) is not XElement { Name.LocalName: "text" });

    private static CardContent Of(string text, string positive)
    {
        var schema = Schemas.Binary(Schemas.Text(text + "1", 0, text, "x"), Schemas.Number("plain"));
        schema = schema with
        {
            Columns = [schema.Columns[0] with { Name = text, Domain = ["No", positive] }, .. schema.Columns.Skip(1)],
            PositiveClass = positive,
        };
        var full = Full();
        return full with
        {
            Spec = full.Spec with
            {
                Name = text,
                Version = text,
                PackageId = text,
                Filter = text,
                Considerations = new() { Users = [text], UseCases = [text], Limitations = [text], Tradeoffs = [text], EthicalConsiderations = [text] },
            },
            Schema = schema,
            Usage = UsageExample.Lines(schema, text, text),
            Baseline = full.Baseline! with { Name = text },
            Metrics = full.Metrics with { Metrics = [.. full.Metrics.Metrics.Select(m => m with { Slice = m.Slice is null ? null : text + m.Slice })] },
            Verdicts = [.. full.Verdicts.Select(v => v with { Gate = text, Slice = text, Message = text, Code = text, File = "a" + text })],
            Importance = full.Importance! with { Features = [new FeatureImportance(text, 0.5, 0.4, 0.6)] },
            SliceSearch = CardSamples.Search(text, [.. full.SliceSearch!.Slices.Select(s => s with { Slice = text + s.Rows })]),
            Score = full.Score! with { Tests = [.. full.Score!.Tests.Select(t => t with { Proof = text })] },
            Profile = new DataProfile(
                new TableProfile(10, [new ColumnProfile(text, 0, 2, Top: [new ValueCount(text, 5)])]),
                new TableProfile(10, [new ColumnProfile(text, 0, 2, Top: [new ValueCount(text, 5)])])),
            Predictions = Binary(60) with { Classes = schema.Classes },
            Origin = new CardOrigin { TrainingFiles = [new(text, text)], ReferenceFiles = [new(text, text)], Training = [new(text, text)], Versions = [new(text, text)] },
        };
    }
}

using System.Globalization;
using Ingot.Clients;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.CardSamples;
using static Ingot.Tests.Shared.Schemas;

namespace Ingot.Reports.Tests.Cards;

public class ModelCardTests
{
    [Fact]
    public Task Churn() => Snapshot.Verify(Card(Schemas.Churn, Metrics(), Verdicts()));

    [Fact]
    public void What_failed_comes_first()
    {
        var card = Card(Schemas.Churn, Metrics(), Verdicts());

        var rows = card.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.StartsWith("| verdict |", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("| failed (INGOT4002) |", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("| skipped |", rows[2], StringComparison.Ordinal);
        Assert.StartsWith("| passed |", rows[3], StringComparison.Ordinal);
        Assert.Contains("**Not passed**: 2 passed, 1 failed, 1 skipped.", card, StringComparison.Ordinal);
        Assert.True(card.IndexOf("## Verdicts", StringComparison.Ordinal) < card.IndexOf("## Metrics", StringComparison.Ordinal));
    }

    [Fact]
    public void A_model_without_gates_is_not_judged()
    {
        Assert.Contains("**Not judged**", Card(Schemas.Churn, Metrics(), []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_baseline_has_a_column_of_its_own()
    {
        var card = ModelCard.ToMarkdown(Content() with { Baseline = Baseline() });

        Assert.Contains("The baseline is the released package, 1.3.0.", card, StringComparison.Ordinal);
        Assert.Contains("| metric | value | interval | baseline | better is |", card, StringComparison.Ordinal);
        Assert.Contains("| AUC | 0.8467 | 0.8251 to 0.8683 | 0.8600 | higher |", card, StringComparison.Ordinal);
        Assert.Contains("| Size | 412,345 bytes |  |  | lower |", card, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ten_most_important_features_are_named()
    {
        var card = ModelCard.ToMarkdown(Content() with { Importance = Importance(12) });

        Assert.Contains("| feature1 | 0.1200 | 0.1100 to 0.1300 |", card, StringComparison.Ordinal);
        Assert.Contains("| feature10 | 0.0300 | 0.0200 to 0.0400 |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("| feature11 |", card, StringComparison.Ordinal);
        Assert.Contains("And 2 more in importance.json.", card, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a | b || c")]
    [InlineData("![x](http://evil.example/x.png) [y](javascript:alert)")]
    [InlineData("line\r\n# heading\n\n| a | b |\n|---|---|")]
    [InlineData("```\ncode\n```")]
    [InlineData("**bold** _em_ ~~gone~~ \\| $x^2$")]
    [InlineData("&lt;b&gt; \u202Egnp.exe\u2069")]
    [InlineData("https://evil.example www.evil.example a@evil.example")]
    public void Hostile_text_stays_text_in_its_cell(string hostile)
    {
        var schema = Binary(Text(hostile, 0, hostile, "x"), Number("plain"));
        schema = schema with { Columns = [schema.Columns[0] with { Name = hostile, Domain = ["No", hostile] }, .. schema.Columns.Skip(1)], PositiveClass = hostile };
        var metrics = Metrics() with { Metrics = [.. Metrics().Metrics.Select(m => m with { Slice = m.Slice is null ? null : hostile + m.Slice })] };
        var verdict = Verdicts()[0] with { Gate = hostile, Slice = hostile, Message = hostile };
        var spec = Spec() with { Name = hostile, Version = hostile, PackageId = hostile, Filter = hostile };

        var tame = Card(Binary(Text("t", 0, "t", "x"), Number("plain")), Metrics(), [Verdicts()[0]], Spec() with { Filter = "t" });
        var card = ModelCard.ToMarkdown(new CardContent { Spec = spec, Schema = schema, Metrics = metrics, Verdicts = [verdict], Usage = UsageExample.Lines(schema, hostile, hostile) });

        // The same lines of the same kind, with as many cells; the code block's own text is not Markdown.
        Assert.Equal(Shape(tame), Shape(card));
        var text = WithoutCode(card);
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain("http://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", text, StringComparison.Ordinal);
        Assert.DoesNotContain("www.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(card, c => c is '\r' or '\u202E' or '\u2069');
    }

    [Fact]
    public void Another_culture_writes_the_same_card()
    {
        var expected = Card(Schemas.Churn, Metrics(), Verdicts());
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(string.Empty)
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = ".", NegativeSign = "−" },
            };
            Assert.Equal(expected, Card(Schemas.Churn, Metrics(), Verdicts()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Card(ModelSchema schema, MetricsReport metrics, IReadOnlyList<Verdict> verdicts, ModelSpec? spec = null) =>
        ModelCard.ToMarkdown(new CardContent { Spec = spec ?? Spec(), Schema = schema, Metrics = metrics, Verdicts = verdicts, Usage = UsageExample.Lines(schema, (spec ?? Spec()).Name, "Contoso.Churn") });

    private static string WithoutCode(string card)
    {
        var start = card.IndexOf("```csharp\n", StringComparison.Ordinal);
        return card[..start] + card[card.IndexOf("\n```\n", start, StringComparison.Ordinal)..];
    }

    /// <summary>Each line's beginning and its number of table cells.</summary>
    private static IEnumerable<string> Shape(string card) => WithoutCode(card).Split('\n').Select(line =>
        string.Concat(line.TakeWhile(c => c is '#' or '|' or '*' or '`' or '-'))
        + line.Where((c, i) => c == '|' && Escapes(line, i) % 2 == 0).Count().ToString(CultureInfo.InvariantCulture));

    /// <summary>Backslashes right before a character: an odd number escapes it.</summary>
    private static int Escapes(string line, int index) => line[..index].Reverse().TakeWhile(c => c == '\\').Count();
}

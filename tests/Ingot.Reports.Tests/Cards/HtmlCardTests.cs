using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Reports.Cards;
using Ingot.Tests.Shared;
using static Ingot.Tests.Shared.CardSamples;

namespace Ingot.Reports.Tests.Cards;

public class HtmlCardTests
{
    [Fact]
    public Task Everything() => Snapshot.Verify(CardPage.Outline(CardPage.Read(HtmlCard.ToHtml(Full()))));

    [Fact]
    public void What_failed_comes_first()
    {
        var page = CardPage.Read(HtmlCard.ToHtml(Full()));

        Assert.Equal("banner failed", (string?)page.Descendants("p").First(p => ((string?)p.Attribute("class"))?.StartsWith("banner", StringComparison.Ordinal) == true).Attribute("class"));
        var verdicts = page.Descendants("ul").Single(u => (string?)u.Attribute("class") == "verdicts").Elements("li").ToList();
        Assert.Equal(["failed", "skipped", "passed", "passed"], verdicts.Select(v => v.Element("span")!.Value));
        Assert.Contains("INGOT4002", verdicts[0].Value, StringComparison.Ordinal);
        Assert.Contains("over the 0.0050 that the gate allows", verdicts[0].Value, StringComparison.Ordinal);
        Assert.Equal("verdicts", (string?)page.Descendants("section").First().Attribute("id"));
    }

    [Theory]
    [InlineData("AUC", "worse", "−0.0133 worse")]
    [InlineData("LogLoss", "same", "−0.0877 better")]
    public void A_change_is_better_or_worse_by_the_direction_of_its_metric_and_has_a_colour_only_when_something_says_so(string metric, string expected, string text)
    {
        var row = CardPage.Read(HtmlCard.ToHtml(Full())).Descendants("section").Single(s => (string?)s.Attribute("id") == "metrics")
            .Descendants("tr").Single(r => r.Element("td")?.Value == metric);

        var change = row.Descendants("span").Single();
        Assert.Equal((expected, text), ((string?)change.Attribute("class"), change.Value));
    }

    [Theory]
    [InlineData("LogLoss MaxRegression=0.1", GateOutcome.Passed, 0.01, 0.03, 0.40, "odd")]
    [InlineData("LogLoss MaxRegression=0.1", GateOutcome.Passed, -0.01, 0.03, 0.40, "same")]
    [InlineData("LogLoss MaxRegression=0.1", GateOutcome.Failed, 0.01, 0.03, 0.40, "worse")]
    [InlineData("LogLoss MaxRegression=0.1", GateOutcome.Passed, -0.03, -0.01, 0.43, "better")]
    [InlineData("AUC MaxRegression=0.1", GateOutcome.Failed, 0.01, 0.03, 0.40, "same")]
    [InlineData("LogLoss Max=0.4", GateOutcome.Failed, null, null, 0.40, "same")]
    [InlineData("LogLoss Max=0.4", GateOutcome.Failed, null, null, 0.30, "odd")]
    [InlineData("LogLoss Max=0.4", GateOutcome.Passed, null, null, 0.50, "better")]
    public void Only_a_failed_gate_makes_a_change_red_and_only_more_than_chance_gives_it_a_colour(
        string gate, GateOutcome outcome, double? low, double? high, double before, string expected)
    {
        var content = Full() with
        {
            Verdicts = [new Verdict { Gate = gate, Outcome = outcome, Message = "m", Low = low, High = high }],
            Baseline = new CardBaseline("1.3.0", "the released package", [new MetricResult { Name = "LogLoss", Value = before, Low = before - 0.03, High = before + 0.03, Rows = 1409 }]),
        };

        var row = CardPage.Read(HtmlCard.ToHtml(content)).Descendants("section").Single(s => (string?)s.Attribute("id") == "metrics")
            .Descendants("tr").Single(r => r.Element("td")?.Value == "LogLoss");

        Assert.Equal(expected, (string?)row.Descendants("span").Single().Attribute("class"));
    }

    [Fact]
    public void Names_of_slices_are_whole_where_there_is_room_for_lines()
    {
        const string slice = "internetService=Fiber optic, paymentMethod=Electronic check, contract=Month-to-month";
        var content = Full() with { Metrics = Metrics() with { Metrics = [.. Metrics().Metrics, new MetricResult { Name = "AUC", Slice = slice, Value = 0.8, Low = 0.7, High = 0.9, Rows = 1203 }] } };

        var plot = CardPage.Read(HtmlCard.ToHtml(content)).Descendants("svg").Single(s => ((string?)s.Attribute("aria-labelledby"))?.StartsWith("named-slices", StringComparison.Ordinal) == true);

        var texts = plot.Descendants("text").Select(t => t.Value).ToList();
        Assert.Contains(slice, string.Join(' ', texts), StringComparison.Ordinal);
        Assert.DoesNotContain(texts, t => t.Contains('…', StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_in_a_column_have_the_same_decimals()
    {
        var page = CardPage.Read(HtmlCard.ToHtml(Full() with
        {
            Schema = Schemas.Regression(Schemas.Number("x")),
            Metrics = Metrics() with { Task = ModelTask.Regression, Metrics = [new MetricResult { Name = "RMSE", Value = 9.5, Low = 8.25, High = 11.5, Rows = 300 }] },
            Baseline = new CardBaseline("1.3.0", "the released package", [new MetricResult { Name = "RMSE", Value = 10.5, Low = 9, High = 12, Rows = 300 }]),
            Predictions = Regression(300),
        }));

        var row = page.Descendants("tr").First(r => r.Element("td")?.Value == "RMSE");
        Assert.Equal(["RMSE", "9.50", "8.25 to 11.50", "10.50", "−1.00 better", "lower"], row.Elements("td").Select(d => d.Value));
        var residuals = page.Descendants("div").First(d => (string?)d.Attribute("aria-label") == "Residuals").Descendants("tbody").Single().Elements("tr").ToList();
        foreach (var column in new[] { 0, 2, 4, 5 })
        {
            Assert.Single(residuals.Select(r => r.Elements("td").ElementAt(column).Value.Split('.').ElementAtOrDefault(1)?.Length ?? 0).Distinct());
        }
    }

    [Fact]
    public void Nothing_comes_from_elsewhere_and_nothing_runs()
    {
        foreach (var content in AllTasks())
        {
            var html = HtmlCard.ToHtml(content);
            PageLaws.SelfContained(html);
            Assert.DoesNotContain("/anywhere", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_plot_has_a_name_a_description_and_numbers()
    {
        foreach (var content in AllTasks())
        {
            var page = CardPage.Read(HtmlCard.ToHtml(content));
            Assert.NotEmpty(page.Descendants("svg"));
            PageLaws.Accessible(page);
        }
    }

    [Fact]
    public void No_plot_keeps_a_colour_that_one_scheme_could_not_show()
    {
        foreach (var content in AllTasks())
        {
            PageLaws.Coloured(CardPage.Read(HtmlCard.ToHtml(content)));
        }
    }

    [Fact]
    public void The_same_content_gives_the_same_page_in_every_culture()
    {
        foreach (var content in AllTasks())
        {
            PageLaws.SameInEveryCulture(() => HtmlCard.ToHtml(content));
        }
    }

    [Fact]
    public void Ten_thousand_columns_slices_verdicts_and_features_are_counted_and_not_shown()
    {
        const int many = 10_000;
        var content = Full() with
        {
            Schema = Schemas.Binary([.. Enumerable.Range(0, many).Select(i => Schemas.Number($"column{i}"))]),
            Metrics = Metrics() with { Metrics = [.. Enumerable.Range(0, many).Select(i => new MetricResult { Name = "AUC", Slice = $"slice{i}", Value = 0.5, Low = 0.4, High = 0.6, Rows = 10 })] },
            Verdicts = [.. Enumerable.Repeat(Verdicts()[0], many)],
            Importance = Importance(many),
        };

        var html = HtmlCard.ToHtml(content);

        var text = CardPage.Text(CardPage.Read(html));
        Assert.Contains("and 9,801 more columns in the schema and profile.json", text, StringComparison.Ordinal);
        Assert.Contains("20 of 10,000 slices.", text, StringComparison.Ordinal);
        Assert.Contains("and 9,500 more in verdicts.json", text, StringComparison.Ordinal);
        Assert.Contains("20 of 10,000 features.", text, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 1_000_000);
    }

    [Fact]
    public void Many_classes_are_told_by_their_mistakes()
    {
        string[] classes = [.. Enumerable.Range(0, 200).Select(i => $"class{i}")];
        var content = Full() with { Schema = Schemas.Multiclass(classes, Schemas.Number("x")), Predictions = Multiclass(classes, 2000) };

        var page = CardPage.Read(HtmlCard.ToHtml(content));

        Assert.DoesNotContain(page.Descendants("table"), t => ((string?)t.Attribute("class"))?.Contains("confusion", StringComparison.Ordinal) == true);
        Assert.Contains("more kinds of mistakes", CardPage.Text(page), StringComparison.Ordinal);
        Assert.Contains("30 of 200 classes", CardPage.Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_one_class_have_no_curves_and_say_so()
    {
        var one = Binary(50) with { LabelCodes = new int[50] };

        var text = CardPage.Text(CardPage.Read(HtmlCard.ToHtml(Full() with { Predictions = one })));

        Assert.Contains("There is only one class in these rows", text, StringComparison.Ordinal);
        Assert.Contains("There is no positive row", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Few_rows_make_a_card_all_the_same(int rows)
    {
        foreach (var content in AllTasks(rows))
        {
            Assert.NotNull(CardPage.Read(HtmlCard.ToHtml(content)).Element("body"));
        }
    }

    [Fact]
    public void Constant_and_enormous_numbers_make_a_card_all_the_same()
    {
        var constant = Regression(30) with { LabelValues = [.. Enumerable.Repeat(5.0, 30)], Scores = [.. Enumerable.Repeat(5f, 30)] };
        var enormous = Regression(30) with { LabelValues = [.. Enumerable.Range(0, 30).Select(i => i * 1e300)] };
        foreach (var predictions in new[] { constant, enormous })
        {
            var content = Full() with { Schema = Schemas.Regression(Schemas.Number("x")), Predictions = predictions };
            Assert.DoesNotContain("NaN", HtmlCard.ToHtml(content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_authors_say_is_on_the_card()
    {
        var said = new ModelConsiderations { Users = ["Marketing"], UseCases = ["Offers to customers who may leave"], Limitations = ["New customers"], Tradeoffs = ["Recall for size"], EthicalConsiderations = ["No price by age"] };
        var content = Full();

        var text = CardPage.Text(CardPage.Read(HtmlCard.ToHtml(content with { Spec = content.Spec with { Considerations = said } })));

        Assert.All(new[] { "Marketing", "Offers to customers", "New customers", "Recall for size", "No price by age" }, s => Assert.Contains(s, text, StringComparison.Ordinal));
    }

    internal static IEnumerable<CardContent> AllTasks(int rows = 300)
    {
        yield return Full() with { Predictions = Binary(rows) };
        yield return Full() with
        {
            Schema = Schemas.Multiclass(["a", "b", "c"], Schemas.Number("x")),
            Metrics = Metrics() with { Task = ModelTask.MulticlassClassification },
            Predictions = Multiclass(["a", "b", "c"], rows),
        };
        yield return Full() with
        {
            Schema = Schemas.Regression(Schemas.Number("x")),
            Metrics = Metrics() with { Task = ModelTask.Regression },
            Predictions = Regression(rows),
        };
    }
}

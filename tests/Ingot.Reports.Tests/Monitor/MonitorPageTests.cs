using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Reports.Monitor;
using Ingot.Reports.Tests.Cards;
using Ingot.Tests.Shared;

namespace Ingot.Reports.Tests.Monitor;

public class MonitorPageTests
{
    [Fact]
    public Task Everything() => Snapshot.Verify(CardPage.Outline(CardPage.Read(MonitorPage.ToHtml(MonitorSamples.Days()))));

    [Fact]
    public void Says_what_changed_first_and_since_when()
    {
        var changes = CardPage.Read(MonitorPage.ToHtml(MonitorSamples.Days())).Descendants("section").Single(s => (string?)s.Attribute("id") == "changes");

        Assert.StartsWith("First: drift of tenure and, in the same chunk, ", changes.Element("p")!.Value, StringComparison.Ordinal);
        Assert.EndsWith(", since 18 Oct 2026 (chunk 18 of 30).", changes.Element("p")!.Value, StringComparison.Ordinal);
        var rows = changes.Descendants("tbody").First().Elements("tr").Select(r => r.Elements("td").Select(d => d.Value).ToList()).ToList();
        Assert.Equal(["15 Oct 2026 09:00", "version 1.5.0 begins to answer"], rows[0].Take(2));
        Assert.Equal(["18 Oct 2026", "drift of tenureWasserstein"], rows[1].Take(2));
        Assert.Equal("13 of 13", rows[1][4]);
        Assert.Contains(rows, r => r[0] == "21 Oct 2026until 26 Oct 2026" && r[1].StartsWith("drift of monthlyCharges", StringComparison.Ordinal));

        // What one chunk says may be chance.
        Assert.Contains("errors", changes.Descendants("details").Single().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Bins_of_dates_are_dates()
    {
        static double Micro(int day) => (new DateTimeOffset(2026, 3, day, 0, 0, 0, TimeSpan.Zero) - DateTimeOffset.UnixEpoch).TotalMicroseconds;
        var report = MonitorSamples.Days(2, 2) with
        {
            Drift = [MonitorSamples.Finding("since", DriftOutcome.Drifted, 0.3, 0.2, 0.4, [new(null, DriftBinKind.Range, null, Micro(1), 10, 5, 0.5, 0.25), new(null, DriftBinKind.Range, Micro(1), Micro(4), 10, 15, 0.5, 0.75)], "Wasserstein") with { IsDate = true }],
        };

        var text = CardPage.Text(CardPage.Read(MonitorPage.ToHtml(report)));

        Assert.Contains("1 Mar 2026 to 4 Mar 2026", text, StringComparison.Ordinal);
        Assert.DoesNotContain("1772", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_banner_says_what_changed_first() => Assert.Equal(
        "Failed 1 failed, 1 not yet, 3 passed; 1 of 20 columns drifted; first drift of tenure, since 18 Oct 2026",
        CardPage.Read(MonitorPage.ToHtml(MonitorSamples.Days())).Descendants("header").Single().Elements("p").Last().Value);

    [Fact]
    public void A_column_that_changed_within_the_window_has_its_distributions_whatever_the_whole_says()
    {
        var report = MonitorSamples.Days();
        report = report with { Drift = [.. report.Drift.Select(f => f with { Outcome = DriftOutcome.Stable })] };

        var distributions = CardPage.Read(MonitorPage.ToHtml(report)).Descendants("section").Single(s => (string?)s.Attribute("id") == "distributions");

        Assert.Equal(["monthlyCharges stable", "tenure stable", "What the model answers stable"], distributions.Descendants("h3").Select(h => h.Value).Where(h => h != "By chunk").Order(StringComparer.Ordinal).OrderBy(h => h.StartsWith('W')));
    }

    [Fact]
    public void Of_several_measures_of_a_column_the_worst_speaks_and_the_others_are_named()
    {
        var report = MonitorSamples.Days(2, 2) with
        {
            Drift = [MonitorSamples.Finding("a", DriftOutcome.Stable, 0.01, 0, 0.02, [], "Missing"), MonitorSamples.Finding("a", DriftOutcome.Drifted, 0.3, 0.2, 0.4, [], "PSI")], Measurements = [],
        };

        var row = CardPage.Read(MonitorPage.ToHtml(report)).Descendants("section").Single(s => (string?)s.Attribute("id") == "columns").Descendants("tbody").Single().Elements("tr").Single();

        Assert.Equal(["a", "drifted", "PSIMissing: stable"], row.Elements("td").Take(3).Select(d => d.Value));
    }

    [Theory]
    [InlineData(GateOutcome.Failed, "INGOT8032", "banner failed", "Failed")]
    [InlineData(GateOutcome.Inconclusive, "INGOT8033", "banner doubtful", "Cannot tell")]
    [InlineData(GateOutcome.Inconclusive, "INGOT8035", "banner doubtful", "Passed as far as is known")]
    [InlineData(GateOutcome.Passed, null, "banner passed", "Passed")]
    public void What_is_not_known_yet_has_not_passed(GateOutcome outcome, string? code, string style, string title)
    {
        var report = MonitorSamples.Days(2, 2) with
        {
            Verdicts = [new Verdict { Gate = "AUC Min=0.8", Outcome = GateOutcome.Passed, Message = "m" }, new Verdict { Gate = "Drift", Outcome = outcome, Code = code, Message = "m" }],
        };

        var banner = CardPage.Read(MonitorPage.ToHtml(report)).Descendants("header").Single().Elements("p").Last();

        Assert.Equal((style, title), ((string?)banner.Attribute("class"), banner.Element("strong")!.Value));
    }

    [Fact]
    public void Without_gates_nobody_judged()
    {
        var text = CardPage.Text(CardPage.Read(MonitorPage.ToHtml(MonitorSamples.Days(2, 2) with { Verdicts = [] })));

        Assert.Contains("Not judged no gates; 1 of 2 columns drifted", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_has_all_that_the_page_shows()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ingot-monitor").FullName, "monitor.json");
        try
        {
            File.WriteAllText(path, MonitorReportFile.ToJson(MonitorSamples.Days()));
            Assert.Equal(MonitorPage.ToHtml(MonitorSamples.Days()), MonitorPage.ToHtml(MonitorReportFile.Read(path)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void Nothing_comes_from_elsewhere_and_nothing_runs() => PageLaws.SelfContained(MonitorPage.ToHtml(MonitorSamples.Days()));

    [Fact]
    public void The_same_report_gives_the_same_page_in_every_culture() => PageLaws.SameInEveryCulture(() => MonitorPage.ToHtml(MonitorSamples.Days()));

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(20, 30, 1)]
    [InlineData(20, 30, 0)]
    [InlineData(300, 400, 1)]
    public void Of_any_size_it_is_a_page_that_can_be_read(int columns, int chunks, int measured)
    {
        var report = MonitorSamples.Days(columns, chunks);
        if (measured == 0)
        {
            report = report with
            {
                Rows = 0, Labelled = 0, LabelDelay = null, Versions = [], Measurements = [], Drift = [], Verdicts = [], Notes = [],
                Chunks = [.. report.Chunks.Select(c => c with { Rows = 0, Labelled = 0, Versions = [], Measurements = [] })],
            };
        }

        Check(report, 1_200_000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(0)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(1e-300)]
    public void With_any_number_everywhere_it_is_a_page_that_can_be_read(double value)
    {
        MonitorMeasurement All(MonitorMeasurement m) => m with
        {
            Value = value, Low = value, High = value, StandardError = value, Reference = value, ReferenceStandardError = value, Threshold = value, PValue = value, AdjustedPValue = value,
        };
        var report = MonitorSamples.Days(4, 5);
        report = report with
        {
            LabelDelay = new MonitorLabelDelay(value, value, value),
            Measurements = [.. report.Measurements.Select(All)],
            Chunks = [.. report.Chunks.Select(c => c with { Measurements = [.. c.Measurements.Select(All)] })],
            Drift = [.. report.Drift.Select(f => f with
            {
                Effect = value, Low = value, High = value, PValue = value, CorrectedPValue = value, Outcome = DriftOutcome.Drifted, Threshold = DriftThreshold.Of(DriftThresholdMode.Fixed, value, null), IsDate = f.Bins.Count % 2 == 0,
                Bins = [.. f.Bins.Select(b => b with { Low = value, High = value, ReferenceShare = value, CurrentShare = value })],
            })],
            Verdicts = [.. report.Verdicts.Select(v => v with { Value = value, Baseline = value, Threshold = value, Low = value, High = value })],
        };

        Check(report, 500_000);
    }

    [Fact]
    public void Of_every_task_it_is_a_page()
    {
        foreach (var task in Enum.GetValues<ModelTask>())
        {
            Check(MonitorSamples.Days(3, 3) with { Task = task }, 500_000);
        }
    }

    [Fact]
    public void Instants_in_the_wrong_order_make_a_page_all_the_same()
    {
        var report = MonitorSamples.Days(3, 3);
        Check(report with { From = report.Before, Before = report.From, Chunks = [.. report.Chunks.Select(c => c with { From = c.Before, Before = c.From })] }, 500_000);
        Check(report with { From = DateTimeOffset.MinValue, Before = DateTimeOffset.MaxValue }, 500_000);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("</title></style><img src=x onerror=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("&lt;b&gt; &amp; &#0; <!-- --> ]]>")]
    [InlineData("\u202Egnp.exe\u2069 \u200F")]
    [InlineData("line\r\nbreak\u0000\u0007\u2028")]
    [InlineData("\uD800 \uDC00 \uFFFE\uFFFF")]
    [InlineData("مرحبا שלום 日本語 😀")]
    public void Text_of_data_stays_text(string hostile)
    {
        var tame = CardPage.Read(MonitorPage.ToHtml(Hostile("tame")));

        var html = MonitorPage.ToHtml(Hostile(hostile));
        var page = CardPage.Read(html);

        // Element for element the same page, with no more attributes than before; long names have more lines in plots.
        var (expected, found) = (tame.Descendants().Where(e => e.Name != "text").ToList(), page.Descendants().Where(e => e.Name != "text").ToList());
        Assert.Equal(expected.Select(e => e.Name.LocalName), found.Select(e => e.Name.LocalName));
        Assert.Equal(expected.Select(e => e.Attributes().Count()), found.Select(e => e.Attributes().Count()));
        Assert.DoesNotContain(html, c => c is '\0' or '\r' or '\u0007' or '\u2028' or '\u200F' or '\u202E' or '\u2069' or '\uFFFE' or '\uFFFF');
    }

    [Fact]
    public void Very_long_text_is_cut()
    {
        var html = MonitorPage.ToHtml(Hostile(string.Concat(Enumerable.Repeat("😀", 100_000))));

        Assert.InRange(html.Length, 1, 300_000);
        Assert.DoesNotContain('\uFFFD', html);
    }

    private static void Check(MonitorReport report, int mostCharacters)
    {
        var html = MonitorPage.ToHtml(report);
        var page = CardPage.Read(html);

        PageLaws.Accessible(page);
        PageLaws.Coloured(page);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, mostCharacters);
        Assert.NotEmpty(MonitorSummary.ToMarkdown(report));
    }

    private static MonitorReport Hostile(string text)
    {
        var report = MonitorSamples.Days(3, 20);
        MonitorMeasurement All(MonitorMeasurement m) => m with
        {
            Column = m.Column is null ? null : text + m.Column[..2], Slice = m.Slice is null ? null : text + m.Slice, Measure = m.Measure is null ? null : text, ThresholdSource = text, NotYet = m.NotYet is null ? null : text,
        };
        return report with
        {
            Model = text, Package = text, PositiveClass = text, Notes = [text], Reference = new MonitorReference(text, text, 10),
            Versions = [.. report.Versions.Select(v => v with { Version = text + v.Version })],
            Measurements = [.. report.Measurements.Select(All)],
            Drift = [.. report.Drift.Select(f => f with
            {
                Column = f.Column == MonitorCatalog.PredictionDrift ? f.Column : text + f.Column[..2], Measure = text, Unit = text, Method = text, Notes = [text],
                Outcome = DriftOutcome.Drifted, Bins = [.. f.Bins.Select(b => b.Category is null ? b : b with { Category = text })],
            })],
            Chunks = [.. report.Chunks.Select(c => c with { Versions = [.. c.Versions.Select(v => text + v)], Measurements = [.. c.Measurements.Select(All)] })],
            Verdicts = [.. report.Verdicts.Select(v => v with { Gate = text, Slice = text, Message = text, Code = text, File = "a" + text })],
        };
    }
}

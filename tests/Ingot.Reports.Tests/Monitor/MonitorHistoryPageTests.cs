using Ingot.Core.Monitoring;
using Ingot.Reports.Monitor;
using Ingot.Reports.Tests.Cards;
using Ingot.Tests.Shared;

namespace Ingot.Reports.Tests.Monitor;

public class MonitorHistoryPageTests
{
    private static readonly MonitorReport Week = MonitorSamples.Days(20, 7);

    [Fact]
    public Task Weeks() => Snapshot.Verify(CardPage.Outline(Section(MonitorPage.ToHtml(Week, MonitorSamples.Weeks(Week)))));

    [Fact]
    public void Says_since_which_window_and_what_was_known_before()
    {
        var section = Section(MonitorPage.ToHtml(Week, MonitorSamples.Weeks(Week)));

        var lead = section.Elements("p").ElementAt(1).Value;
        Assert.StartsWith("First: drift of tenure", lead, StringComparison.Ordinal);
        Assert.Contains("(window 13 of 16)", lead, StringComparison.Ordinal);
        var rows = section.Descendants("div").Where(d => ((string?)d.Attribute("aria-label"))?.EndsWith("indows of the history", StringComparison.Ordinal) == true).SelectMany(d => d.Descendants("tbody").Single().Elements("tr")).Select(r => r.Elements("td").Select(d => d.Value).ToList()).ToList();
        Assert.Equal((16, "1 Oct 2026 to 8 Oct 2026this window"), (rows.Count, rows[0][0]));
        Assert.Contains("before: 0.8710, 120 labels", rows[7][4], StringComparison.Ordinal);
        Assert.Equal("1 of 20tenure", rows[1][6]);
        Assert.StartsWith("1 failed", rows[1][7], StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_has_one_line_of_it()
    {
        var lines = MonitorSummary.ToMarkdown(Week, null, MonitorSamples.Weeks(Week)).Split('\n');

        Assert.Equal(
            "History: of the last 16 windows, 4 failed a gate and 4 had columns that drifted; AUC went from 0.8517 to 0.8291 (lowest 0.8229, highest 0.8583); since 10 Sep 2026 AUC, estimated is beyond its limit (4 of 4 windows); 1 was measured again since.",
            Assert.Single(lines, l => l.StartsWith("History", StringComparison.Ordinal)));
        Assert.Contains("History: this is the first window.", MonitorSummary.ToMarkdown(Week, null, MonitorSamples.Weeks(Week, 0)), StringComparison.Ordinal);
        Assert.DoesNotContain("History", MonitorSummary.ToMarkdown(Week), StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_another_length_are_counted_and_not_set_beside()
    {
        var weeks = MonitorSamples.Weeks(Week, 3);
        var month = weeks[0] with { Entry = weeks[0].Entry with { From = weeks[0].Entry.From.AddDays(-23) } };

        var section = Section(MonitorPage.ToHtml(Week, [month, .. weeks.Skip(1)]));

        Assert.Contains("3 windows, ", section.Element("p")!.Value, StringComparison.Ordinal);
        Assert.Contains("1 of another length", section.Element("p")!.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(300)]
    public void Of_any_length_it_is_a_page_that_can_be_read(int windows)
    {
        var some = MonitorSamples.Weeks(Week, Math.Min(windows, 15));
        List<MonitorHistoryWindow> many =
        [
            .. Enumerable.Range(0, Math.Max(0, windows - 15)).Select(i => some[0] with { Entry = some[0].Entry with { From = MonitorSamples.Start.AddDays(7 * (i - windows)), Before = MonitorSamples.Start.AddDays(7 * (i - windows + 1)) } }),
            .. some,
        ];

        var html = MonitorPage.ToHtml(Week, many);

        PageLaws.Accessible(CardPage.Read(html));
        PageLaws.Coloured(CardPage.Read(html));
        PageLaws.SelfContained(html);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 1_200_000);
        Assert.Equal(windows > 103, html.Contains("earlier windows are in the history", StringComparison.Ordinal));
    }

    [Fact]
    public void Overlapping_windows_stand_where_they_end()
    {
        var weeks = MonitorSamples.Weeks(Week, 10).Select((w, i) => w with { Entry = w.Entry with { From = MonitorSamples.Start.AddDays(i - 10), Before = MonitorSamples.Start.AddDays(i - 3) } }).ToList();

        PageLaws.Accessible(CardPage.Read(MonitorPage.ToHtml(Week, weeks)));
    }

    [Fact]
    public void The_same_history_gives_the_same_page_in_every_culture() => PageLaws.SameInEveryCulture(() => MonitorPage.ToHtml(Week, MonitorSamples.Weeks(Week)));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("\u202Egnp.exe\u2069 \u200F\0\u0007\u2028 \uFFFE")]
    public void Text_of_files_stays_text(string hostile)
    {
        var weeks = MonitorSamples.Weeks(Week, 5).Select(w => w with
        {
            Entry = w.Entry with
            {
                Model = hostile, Package = hostile, Reference = hostile, Drifted = [hostile], Versions = [.. w.Entry.Versions.Select(v => v with { Version = hostile })],
                Verdicts = [.. w.Entry.Verdicts.Select(v => v with { Gate = hostile, Slice = hostile, Code = hostile })],
                Measurements = [.. w.Entry.Measurements.Select(m => m with { Column = m.Column is null ? null : hostile, Measure = hostile, NotYet = m.NotYet is null ? null : hostile })],
            },
        }).ToList();

        var html = MonitorPage.ToHtml(Week, weeks);

        PageLaws.SelfContained(html);
        PageLaws.Accessible(CardPage.Read(html));
        Assert.DoesNotContain(html, c => c is '\0' or '\u0007' or '\u2028' or '\u200F' or '\u202E' or '\u2069' or '\uFFFE');
        Assert.NotEmpty(MonitorSummary.ToMarkdown(Week, null, weeks));
    }

    private static System.Xml.Linq.XElement Section(string html) => CardPage.Read(html).Descendants("section").Single(s => (string?)s.Attribute("id") == "history");
}

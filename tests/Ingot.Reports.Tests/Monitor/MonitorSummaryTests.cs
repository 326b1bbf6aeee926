using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Reports.Monitor;
using Ingot.Tests.Shared;

namespace Ingot.Reports.Tests.Monitor;

public class MonitorSummaryTests
{
    [Fact]
    public void A_table_that_names_no_version_is_told_to_name_none()
    {
        var report = MonitorSamples.Days(3, 2);

        Assert.Contains(
            ". Which version answered is not known.\n",
            MonitorSummary.ToMarkdown(report with { Versions = [report.Versions[0] with { Version = string.Empty }] }), StringComparison.Ordinal);
    }

    [Fact]
    public Task Markdown() => Snapshot.Verify(MonitorSummary.ToMarkdown(MonitorSamples.Days(), "obj/Debug/ingot/monitor/monitor.html"), "md");

    [Fact]
    public void An_empty_window_says_so()
    {
        var empty = MonitorSamples.Days(0, 0) with { Rows = 0, Labelled = 0, Versions = [], Measurements = [], Drift = [], Notes = [], Verdicts = [] };

        Assert.Equal(
            "### ⚠️ Churn in production: no gates; drift was not measured\n\n1 Oct 2026 to 1 Oct 2026 (UTC): 0 rows, 0 with a label, beside 5,634 rows of the reference of 1.4.0. No version answered.\n",
            MonitorSummary.ToMarkdown(empty));
    }

    [Fact]
    public void The_same_report_gives_the_same_text_in_every_culture()
    {
        PageLaws.SameInEveryCulture(() => MonitorSummary.ToMarkdown(MonitorSamples.Days()));
        PageLaws.SameInEveryCulture(() => MonitorSummary.ToOpenMetrics(MonitorSamples.Days()));
    }

    [Fact]
    public void Text_of_data_is_no_markup()
    {
        const string hostile = "<b>|`*_[a](b)@\n# x";
        var report = MonitorSamples.Days(1, 20) with
        {
            Model = hostile, Notes = [hostile], Verdicts = [new Verdict { Gate = hostile, Slice = hostile, Outcome = GateOutcome.Failed, Message = hostile, Code = "INGOT8032" }],
            Drift = [MonitorSamples.Finding(hostile, DriftOutcome.Drifted, 0.3, 0.2, 0.4, [])],
        };

        var lines = MonitorSummary.ToMarkdown(report).Split('\n');

        Assert.DoesNotContain(lines, l => l.Contains("<b>", StringComparison.Ordinal) || l.Contains("[a]", StringComparison.Ordinal) || l.StartsWith("# ", StringComparison.Ordinal));
        Assert.All(lines.Where(l => l.StartsWith('|')), l => Assert.Contains(l.Replace("\\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|'), new[] { 6, 8 }));
    }

    [Fact]
    public void Gauges_have_labels_for_column_measure_and_slice()
    {
        var report = MonitorSamples.Days(0, 0) with
        {
            Measurements =
            [
                new MonitorMeasurement { Name = "AUC", Value = 0.5, Low = 0.4, High = 0.6, Rows = 10 },
                new MonitorMeasurement { Name = "AUC", Value = 0.4, Slice = "a=\"b\"\\\n", Rows = 10 },
                new MonitorMeasurement { Name = "AUPRC", Value = double.NaN, Rows = 10 },
                new MonitorMeasurement { Name = "MCC", Value = 0.1, Rows = 10, NotYet = "too few labels" },
                new MonitorMeasurement { Name = "Drift", Column = "tenure", Measure = "PSI", Value = 1e-7, Threshold = 0.1, Rows = 10 },
                new MonitorMeasurement { Name = "Drift", Column = "tenure", Measure = "PSI", Value = 7, Rows = 10 },
            ],
            Drift = [MonitorSamples.Finding("tenure", DriftOutcome.Drifted, 0.3, 0.2, 0.4, [], "PSI"), MonitorSamples.Finding("age", DriftOutcome.NotYet, 0.3, 0.2, 0.4, [])],
            Verdicts =
            [
                new Verdict { Gate = "AUC Min=0.84", Outcome = GateOutcome.Failed, Message = "m" }, new Verdict { Gate = "Drift", Outcome = GateOutcome.Passed, Message = "m" },
                new Verdict { Gate = "MCC Min=0.1", Outcome = GateOutcome.Inconclusive, Message = "m" },
            ],
        };

        Assert.Equal(
            """
            ingot_monitor{model="Churn",metric="AUC"} 0.5
            ingot_monitor{model="Churn",metric="AUC",slice="a=\"b\"\\\n"} 0.4
            ingot_monitor{model="Churn",metric="Drift",column="tenure",measure="PSI"} 1E-07
            ingot_monitor_low{model="Churn",metric="AUC"} 0.4
            ingot_monitor_high{model="Churn",metric="AUC"} 0.6
            ingot_monitor_threshold{model="Churn",metric="Drift",column="tenure",measure="PSI"} 0.1
            ingot_monitor_drifted{model="Churn",column="tenure",measure="PSI"} 1
            ingot_monitor_gate{model="Churn",gate="AUC Min=0.84"} 0
            ingot_monitor_gate{model="Churn",gate="Drift"} 1

            """.ReplaceLineEndings("\n"),
            MonitorSummary.ToOpenMetrics(report));
    }
}

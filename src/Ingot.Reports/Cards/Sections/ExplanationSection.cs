using System.Globalization;
using System.Xml.Linq;
using Ingot.Core.Explanations;
using Ingot.Reports.Plots;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>What moves the model's predictions, and which way.</summary>
internal static class ExplanationSection
{
    private const int Dependences = 4;

    public static XElement? Of(CardContent content)
    {
        if (content.Explanation is not { } report || report.Columns.All(c => c.MeanAbsolute == 0))
        {
            return null;
        }

        var drawn = report.Columns.Where(c => c.MeanAbsolute > 0).Take(ForestPlot.MostRows).ToList();
        var svg = ForestPlot.Draw(
            "contributions",
            "Mean absolute contribution",
            report.Unit,
            [.. drawn.Select(c => new ForestRow(c.Name, c.MeanAbsolute, 0, c.MeanAbsolute, Number(c.MeanAbsolute)))],
            0,
            Text($"How far each column moves a prediction in the mean, the {drawn.Count} that do most first."));
        return Section(
            "explanations",
            "Explanations",
            El("div", Class("grid"), Figure("Mean absolute contribution", svg, Caption(report)), El("div", Class("beside"), drawn.Where(c => c.Bins.Count > 1).Take(Dependences).Select((c, i) => Dependence(report, c, i)))),
            El("p", Class("aside"), "The verb explain-prediction says the same of one row: its reasons, each with its sign."));
    }

    private static XElement Dependence(ExplanationReport report, ExplainedColumn column, int index) => Figure(
        column.Name,
        ForestPlot.Draw(
            FormattableString.Invariant($"dependence-{index + 1}"),
            column.Name,
            $"contribution to {report.Unit}",
            [.. column.Bins.Take(ForestPlot.MostRows).Select(b => new ForestRow(b.Values, b.Mean, b.Low, b.High, Text($"{b.Rows:N0} rows")))],
            0,
            Text($"What {column.Name} contributes to predictions, by its values.")),
        "What the column contributes by its values: the mean, and the middle 80 % of the rows.");

    private static string Caption(ExplanationReport report) =>
        report.Method switch
        {
            ExplanationReport.TreeShap => "Exact Shapley values of the trees (TreeSHAP)",
            ExplanationReport.Linear => "Exact Shapley values of the linear model (weights times the differences from the training rows' means)",
            _ => Text($"Shapley values by sampled orders of the columns, each with a standard error of {Number(report.MeanError ?? 0)} in the mean"),
        } + Text($" of {report.Rows:N0} of {report.ReferenceRows:N0} reference rows. A prediction is the base{(report.Base.Count == 1 ? $" ({Number(report.Base[0])})" : string.Empty)} and the contributions of its row added up.");

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}

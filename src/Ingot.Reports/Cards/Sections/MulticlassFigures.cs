using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The curves of three or more classes, each against the rest.</summary>
internal static class MulticlassFigures
{
    // More curves in one picture cannot be told apart.
    private const int MostCurves = 30;
    private const int Points = 120;
    private const int ScoreBins = 25;
    private static readonly (OxyColor Colour, string Key)[] Worst = [(PlotColour.Accent, "accent"), (PlotColour.Second, "second"), (PlotColour.Third, "third")];

    public static IEnumerable<XElement?> Of(CardContent content, PredictionSet predictions)
    {
        var best = ClassScores.OfMostProbable(predictions);
        var classes = predictions.Classes
            .Select((name, c) => (Name: name, Rows: ClassScores.Of(predictions, c)))
            .Select(c => (c.Name, c.Rows, Auc: DeLong.Auc(c.Rows.Scores, c.Rows.Positive, c.Rows.Weights).Value))
            .Where(c => double.IsFinite(c.Auc))
            .OrderBy(c => c.Auc).ThenBy(c => c.Name, StringComparer.Ordinal)
            .ToList();
        return
        [
            Recalls(content),
            Calibration(best),
            Curves(
                classes, "roc", "ROC of each class", ("false positive rate", "true positive rate"), rows => RocCurve.Of(rows, Points), stairs: false),
            Curves(
                classes, "precision-recall", "Precision and recall of each class", ("recall", "precision"), rows => PrecisionRecallCurve.Of(rows, Points), stairs: true),
            Scores(best),
            ConfusionFigure.Of(ConfusionMatrix.Of(predictions, double.NaN), "by their most probable class"),
        ];
    }

    private static XElement? Recalls(CardContent content)
    {
        var recalls = content.Metrics.Metrics
            .Where(m => m.Slice is null && m.Name.StartsWith("Recall[", StringComparison.Ordinal) && double.IsFinite(m.Value))
            .OrderBy(m => m.Value).ThenBy(m => m.Name, StringComparer.Ordinal)
            .ToList();
        if (recalls.Count == 0)
        {
            return null;
        }

        var drawn = recalls.Take(ForestPlot.MostRows / 2).ToList();
        var accuracy = content.Metrics.Metrics.FirstOrDefault(m => m.Slice is null && m.Name == "Accuracy")?.Value;
        var svg = ForestPlot.Draw(
            "recalls",
            "Recall of each class",
            "recall",
            [.. drawn.Select(m => new ForestRow(m.Name["Recall[".Length..^1], m.Value, m.Low, m.High, Text($"{m.Value:0.0 %}"), m.High < accuracy))],
            accuracy,
            "The share of each class that is found, the worst first.");
        return Figure(
            "Recall of each class",
            svg,
            (drawn.Count < recalls.Count ? Text($"The {drawn.Count:N0} worst of {recalls.Count:N0} classes") : "All classes") + ", with 95 % intervals; the upright marks: all rows.",
            Table("Recall of each class", ["class", "recall#", "95 % interval#"], recalls.Take(200).Select(m => (IReadOnlyList<object?>)
            [
                Data(m.Name["Recall[".Length..^1], 60), MetricText.Value(m, content.Metrics.Task), MetricText.Interval(m, content.Metrics.Task),
            ])));
    }

    private static XElement? Curves(
        List<(string Name, ClassScores Rows, double Auc)> classes,
        string id,
        string title,
        (string Horizontal, string Vertical) axes,
        Func<ClassScores, IReadOnlyList<CurvePoint>> curve,
        bool stairs)
    {
        if (classes.Count == 0)
        {
            return null;
        }

        var plot = new RatePlot(id, title, axes.Horizontal, axes.Vertical);
        var drawn = classes.Take(MostCurves).Select(c => (c.Name, c.Auc, Curve: curve(c.Rows))).ToList();

        // The worst ones are drawn last, over the others.
        for (var i = drawn.Count - 1; i >= 0; i--)
        {
            plot.AddCurve(drawn[i].Curve, i < Worst.Length ? Worst[i].Colour : PlotColour.Faint, i < Worst.Length ? 2 : 1, stairs);
        }

        var caption = new object[]
        {
            drawn.Count < classes.Count ? Text($"Each class against the rest: the {drawn.Count:N0} of {classes.Count:N0} classes with the least AUC. ") : "Each class against the rest. ",
            drawn.Take(Worst.Length).Select((c, i) => Key(Worst[i].Key, new object[] { Data(c.Name, 40), Text($" (AUC {c.Auc:0.0000})") })),
        };
        var numbers = Table(
            title,
            ["class", "rows#", "AUC#"],
            classes.Take(200).Select(c => (IReadOnlyList<object?>)[Data(c.Name), Text($"{c.Rows.Positive.Count(p => p):N0}"), MetricText.Number(c.Auc, 1)]));
        return Figure(title, plot.Draw($"{axes.Vertical} against {axes.Horizontal} for each class against the rest."), caption, numbers);
    }

    private static XElement? Calibration(ClassScores best)
    {
        var bins = CalibrationCurve.Of(best);
        return bins.Count == 0 ? null : Figure(
            "Calibration of the most probable class",
            CalibrationPlot.Draw(bins, "predicted probability", "share that is right", "Share of right predictions against the probability of the predicted class, with the number of rows in each bin."),
            "Of the rows whose most probable class has about the same probability, the share for which it is right, with 95 % intervals; on the dashed line it is what was promised. Below: the rows in each bin.",
            CurveNumbers.Bins(bins));
    }

    private static XElement? Scores(ClassScores best)
    {
        List<(string Name, Histogram Histogram, OxyColor Colour, string Key)> both =
        [
            ("right", Of(best, true), PlotColour.Accent, "accent"), ("wrong", Of(best, false), PlotColour.Bad, "bad"),
        ];
        both.RemoveAll(h => h.Histogram.Counts.Sum() <= 0);
        return both.Count == 0 ? null : Figure(
            "Scores",
            HistogramPlot.Draw(
                "scores", "Scores", "probability of the most probable class", [.. both.Select(h => (h.Histogram, h.Colour))],
                "The distribution of the probability of the predicted class, for right and for wrong predictions."),
            new object[] { "The probability of the most probable class. ", both.Select(h => Key(h.Key, Text($"{h.Name}: {h.Histogram.Counts.Sum():N0} rows"))) },
            CurveNumbers.Shares("Scores", [.. both.Select(h => (h.Name, h.Histogram))]));
    }

    private static Histogram Of(ClassScores rows, bool wanted)
    {
        int[] chosen = [.. Enumerable.Range(0, rows.Rows).Where(i => rows.Positive[i] == wanted)];
        return Histogram.Of(Array.ConvertAll(chosen, i => rows.Scores[i]), Array.ConvertAll(chosen, i => rows.Weights[i]), 0, 1, ScoreBins);
    }
}

using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The curves of two classes.</summary>
internal static class BinaryFigures
{
    private const int ScoreBins = 25;

    public static IEnumerable<XElement?> Of(CardContent content, PredictionSet predictions)
    {
        var rows = ClassScores.Of(predictions, 1);
        var (negative, positive) = (content.Schema.Classes[0], content.Schema.Classes[1]);
        var threshold = content.Spec.ClassificationThreshold;
        return
        [
            Roc(rows, threshold),
            PrecisionRecall(rows, threshold),
            Calibration(rows, positive),
            Scores(rows, negative, positive, threshold),
            ConfusionFigure.Of(ConfusionMatrix.Of(predictions, threshold), Text($"at the threshold {threshold}")),
        ];
    }

    /// <summary>What is found at the price of how many false alarms.</summary>
    public static XElement? Roc(ClassScores rows, double threshold)
    {
        var curve = RocCurve.Of(rows);
        if (curve.Count == 0)
        {
            return Undefined("ROC", "There is only one class in these rows, so there is nothing to tell apart.");
        }

        var plot = new RatePlot("roc", "ROC", "false positive rate", "true positive rate");
        plot.AddReference((0, 0), (1, 1));
        plot.AddCurve(curve, PlotColour.Accent);
        var at = RocCurve.At(rows, threshold);
        plot.AddPoint(at);
        var caption = new object[]
        {
            "Of the positives, how many are found, at the price of how many false alarms; dashed: chance. ",
            Key("second", Text($"threshold {threshold}: {at.Y:0.0\u00A0%} found, {at.X:0.0\u00A0%} false alarms")),
        };
        return Figure("ROC", plot.Draw("True positive rate against false positive rate as the threshold falls."), caption, CurveNumbers.Points("ROC", "false positive rate", "true positive rate", curve));
    }

    /// <summary>How right what is found is.</summary>
    public static XElement? PrecisionRecall(ClassScores rows, double threshold)
    {
        var curve = PrecisionRecallCurve.Of(rows);
        if (curve.Count == 0)
        {
            return Undefined("Precision and recall", "There is no positive row, so there is nothing to find.");
        }

        var plot = new RatePlot("precision-recall", "Precision and recall", "recall", "precision");
        var prevalence = PrecisionRecallCurve.Prevalence(rows);
        plot.AddReference((0, prevalence), (1, prevalence));
        plot.AddCurve(curve, PlotColour.Accent, stairs: true);
        var at = PrecisionRecallCurve.At(rows, threshold);
        plot.AddPoint(at);
        var caption = new object[]
        {
            Text($"Of those predicted positive, how many are, as more of the positives are found; dashed: chance, {prevalence:0.0\u00A0%}. "),
            Key("second", double.IsNaN(at.Y) ? Text($"threshold {threshold}: nothing is predicted positive") : Text($"threshold {threshold}: precision {at.Y:0.0\u00A0%}, recall {at.X:0.0\u00A0%}")),
        };
        return Figure("Precision and recall", plot.Draw("Precision against recall as the threshold falls."), caption, CurveNumbers.Points("Precision and recall", "recall", "precision", curve));
    }

    private static XElement? Calibration(ClassScores rows, string positive)
    {
        var bins = CalibrationCurve.Of(rows);
        if (bins.Count == 0)
        {
            return null;
        }

        var svg = CalibrationPlot.Draw(bins, "predicted probability", "observed share", "Observed share of positives against predicted probability, with the number of rows in each bin.");
        return Figure(
            "Calibration",
            svg,
            new object[] { "Of the rows with about the same predicted probability, the share that is ", Data(positive, 60), ", with 95 % intervals; on the dashed line it is what was promised. Below: the rows in each bin." },
            CurveNumbers.Bins(bins));
    }

    private static XElement? Scores(ClassScores rows, string negative, string positive, double threshold)
    {
        Histogram Of(bool wanted)
        {
            int[] chosen = [.. Enumerable.Range(0, rows.Rows).Where(i => rows.Positive[i] == wanted)];
            return Histogram.Of(Array.ConvertAll(chosen, i => rows.Scores[i]), Array.ConvertAll(chosen, i => rows.Weights[i]), 0, 1, ScoreBins);
        }

        if (rows.Rows == 0)
        {
            return null;
        }

        List<(string Name, Histogram Histogram, OxyColor Colour, string Key)> both =
        [
            (negative, Of(false), PlotColour.Third, "third"), (positive, Of(true), PlotColour.Accent, "accent"),
        ];
        both.RemoveAll(h => h.Histogram.Counts.Sum() <= 0);
        var svg = HistogramPlot.Draw(
            "scores", "Scores", "predicted probability", [.. both.Select(h => (h.Histogram, h.Colour))],
            "The distribution of the predicted probability, for each true class.", threshold);
        return Figure(
            "Scores",
            svg,
            new object[] { "The predicted probability of the rows of each true class; dashed: the threshold. ", both.Select(h => Key(h.Key, Data(h.Name, 60))) },
            CurveNumbers.Shares("Scores", [.. both.Select(h => (h.Name, h.Histogram))]));
    }

    private static XElement Undefined(string title, string why) => El("figure", El("h3", title), El("figcaption", why));
}

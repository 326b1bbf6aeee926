using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Reports.Plots;
using OxyPlot;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The scores of an anomaly detection; and where a label tells which rows are anomalies how well these are found.</summary>
internal static class AnomalyFigures
{
    private const int Bins = 40;

    public static IEnumerable<XElement?> Of(CardContent content, PredictionSet predictions)
    {
        var threshold = predictions.Threshold ?? double.NaN;
        if (!predictions.IsLabelled)
        {
            return [Scores(predictions, [("all rows", _ => true, PlotColour.Accent, "accent")], threshold)];
        }

        var rows = ClassScores.Of(predictions, 1);
        return
        [
            BinaryFigures.Roc(rows, threshold),
            BinaryFigures.PrecisionRecall(rows, threshold),
            Scores(
                predictions,
                [(content.Schema.Classes[0], r => predictions.LabelCodes[r] == 0, PlotColour.Third, "third"), (content.Schema.Classes[1], r => predictions.LabelCodes[r] == 1, PlotColour.Accent, "accent")],
                threshold),
            ConfusionFigure.Of(ConfusionMatrix.Of(predictions, threshold), Text($"at the threshold {threshold:0.0000}")),
        ];
    }

    private static XElement? Scores(PredictionSet predictions, IReadOnlyList<(string Name, Predicate<int> Has, OxyColor Colour, string Key)> groups, double threshold)
    {
        int[] usable = [.. Enumerable.Range(0, predictions.Rows).Where(r => predictions.HasScore(r) && predictions.HasWeight(r))];
        if (usable.Length == 0)
        {
            return null;
        }

        // All scores of a forest lie close together: from 0 to 1 there would be a few bars.
        var (low, high) = (Math.Min(threshold, usable.Min(r => (double)predictions.Scores[r])), Math.Max(threshold, usable.Max(r => (double)predictions.Scores[r])));
        var room = Math.Max(0.005, (high - low) / Bins);
        (low, high) = (Math.Max(0, low - room), Math.Min(1, high + room));
        var drawn = groups.Select(g => (g.Name, g.Colour, g.Key, Rows: Array.FindAll(usable, g.Has))).Where(g => g.Rows.Length > 0)
            .Select(g => (g.Name, g.Colour, g.Key, Histogram: Histogram.Of(
                Array.ConvertAll(g.Rows, r => (double)predictions.Scores[r]), Array.ConvertAll(g.Rows, r => predictions.Weights?[r] ?? 1), low, high, Bins))).ToList();
        var svg = HistogramPlot.Draw(
            "scores", "Scores", "score", [.. drawn.Select(g => (g.Histogram, g.Colour))], "The distribution of the scores.", threshold);
        return Figure(
            "Scores",
            svg,
            new object[] { Text($"How unusual the rows are; dashed: the threshold {threshold:0.0000}, from which on a row is an anomaly. "), drawn.Select(g => Key(g.Key, Data(g.Name, 60))) },
            CurveNumbers.Shares("Scores", [.. drawn.Select(g => (g.Name, g.Histogram))]));
    }
}

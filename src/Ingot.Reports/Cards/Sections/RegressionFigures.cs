using System.Xml.Linq;
using Ingot.Core.Curves;
using Ingot.Core.Predictions;
using Ingot.Core.Texts;
using Ingot.Reports.Plots;
using MathNet.Numerics.Distributions;
using static Ingot.Reports.Markup.Html;

namespace Ingot.Reports.Cards.Sections;

/// <summary>The residuals of a predicted number.</summary>
internal static class RegressionFigures
{
    private const int Bins = 40;

    public static IEnumerable<XElement?> Of(CardContent content, PredictionSet predictions)
    {
        var residuals = Residuals.Of(predictions);
        if (residuals.Rows == 0)
        {
            return [];
        }

        var (values, shares) = residuals.Ranked();
        return [Against(content, residuals), Distribution(values, shares, residuals), Quantiles(residuals, values, shares), Scores(content, predictions, residuals)];
    }

    private static XElement Against(CardContent content, Residuals residuals)
    {
        var bands = ResidualBands.Of(residuals);
        var svg = ResidualPlot.Draw(
            residuals, bands, content.Spec.Seed, PlainText.Short(content.Schema.Label.Name, 40), "Residuals against predicted values.");
        var predicted = MetricText.Greatest(bands.Select(b => b.Predicted));
        var greatest = MetricText.Greatest(bands.SelectMany(b => new[] { b.Mean.Value, b.Mean.Low, b.Mean.High, b.Low, b.High }));
        return Figure(
            "Residuals",
            svg,
            new object[]
            {
                Text($"True less predicted value; the dots are {Math.Min(ResidualPlot.Dots, residuals.Rows):N0} of {residuals.Rows:N0} rows. "),
                Key("accent", "mean"), Key("second", "80 % of the rows lie between"),
            },
            Table("Residuals", ["predicted#", "rows#", "mean residual#", "95 % interval#", "10 %#", "90 %#"], bands.Select(b => (IReadOnlyList<object?>)
            [
                MetricText.Number(b.Predicted, predicted), Text($"{b.Rows:N0}"), MetricText.Number(b.Mean.Value, greatest),
                double.IsNaN(b.Mean.Low) ? null : $"{MetricText.Number(b.Mean.Low, greatest)} to {MetricText.Number(b.Mean.High, greatest)}",
                MetricText.Number(b.Low, greatest), MetricText.Number(b.High, greatest),
            ])));
    }

    private static XElement? Distribution(double[] values, double[] shares, Residuals residuals)
    {
        // The middle 99 %: a few extreme residuals would leave one bar.
        var (low, high) = (At(values, shares, 0.005), At(values, shares, 0.995));
        if (!(high > low))
        {
            return null;
        }

        var histogram = Histogram.Of(residuals.Values, residuals.Weights, low, high, Bins);
        return Figure(
            "Distribution of the residuals",
            HistogramPlot.Draw("residual-histogram", "Distribution of the residuals", "true less predicted", [(histogram, PlotColour.Accent)], "Histogram of the residuals.", 0),
            Text($"The middle 99 % of them; {residuals.Values.Count(v => v < low):N0} rows lie below and {residuals.Values.Count(v => v > high):N0} above."),
            CurveNumbers.Shares("Distribution of the residuals", [("share", histogram)]));
    }

    private static XElement? Quantiles(Residuals residuals, double[] values, double[] shares)
    {
        var points = ResidualQuantiles.Of(residuals);
        if (points.Count < 2)
        {
            return null;
        }

        CurvePoint Quartile(double share) => new(Normal.InvCDF(0, 1, share), At(values, shares, share), share);
        var greatest = MetricText.Greatest([At(values, shares, 0.01), At(values, shares, 0.99)]);
        double[] listed = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];
        return Figure(
            "Residuals against normal quantiles",
            QuantilePlot.Draw(points, (Quartile(0.25), Quartile(0.75)), "Residuals against the quantiles of a normal distribution."),
            "On the dashed line, which goes through the quartiles, residuals are normal; where they leave it at the ends, great errors are more frequent than that.",
            Table("Quantiles of the residuals", ["quantile#", "residual#"], listed.Select(q => (IReadOnlyList<object?>)[Text($"{q:0.00}"), MetricText.Number(At(values, shares, q), greatest)])));
    }

    private static XElement? Scores(CardContent content, PredictionSet predictions, Residuals residuals)
    {
        double[] truth = [.. residuals.Predicted.Zip(residuals.Values, (p, r) => p + r)];
        var (low, high) = (Math.Min(truth.Min(), residuals.Predicted.Min()), Math.Max(truth.Max(), residuals.Predicted.Max()));
        if (!(high > low) || predictions.Rows == 0)
        {
            return null;
        }

        var predicted = Histogram.Of(residuals.Predicted, residuals.Weights, low, high, Bins);
        var real = Histogram.Of(truth, residuals.Weights, low, high, Bins);
        return Figure(
            "Scores",
            HistogramPlot.Draw(
                "scores", "Scores", PlainText.Short(content.Schema.Label.Name, 40), [(real, PlotColour.Third), (predicted, PlotColour.Accent)],
                "The distributions of the true and of the predicted values."),
            new object[] { "What is true and what is predicted. ", Key("third", "true"), Key("accent", "predicted") },
            CurveNumbers.Shares("Scores", [("true", real), ("predicted", predicted)]));
    }

    /// <summary>The first value at which a share is reached.</summary>
    private static double At(double[] values, double[] shares, double share)
    {
        var at = Array.BinarySearch(shares, share);
        return values[Math.Min(at >= 0 ? at : ~at, values.Length - 1)];
    }
}

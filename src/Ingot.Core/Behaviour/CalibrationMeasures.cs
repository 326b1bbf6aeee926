using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Behaviour;

/// <summary>What a <see cref="CalibrationGate"/> measures.</summary>
public static class CalibrationMeasures
{
    /// <summary>Name of the measure.</summary>
    public const string Ece = "ECE";

    /// <summary>Name of the measure.</summary>
    public const string Slope = "Slope";

    /// <summary>Name of the measure.</summary>
    public const string Intercept = "Intercept";

    /// <summary>ECE as the metric of that name has it, and slope and intercept of the <see cref="Recalibration"/>.</summary>
    /// <param name="predictions">Of two classes; all rows have scores, labels and weights.</param>
    /// <param name="rows">The rows.</param>
    public static IReadOnlyList<BehaviourMeasure> Of(PredictionSet predictions, int[] rows)
    {
        var scores = Array.ConvertAll(rows, r => (double)predictions.Scores[r]);
        var positive = Array.ConvertAll(rows, r => predictions.LabelCodes[r] == 1);
        var weights = Array.ConvertAll(rows, r => predictions.Weights?[r] ?? 1);
        var error = new CalibrationError(scores, positive).Measure(weights);
        var fit = Recalibration.Fit(scores, positive, weights);
        return [new BehaviourMeasure(Ece, error), Measure(Slope, fit.Slope), Measure(Intercept, fit.Intercept)];
    }

    private static BehaviourMeasure Measure(string name, Interval interval) =>
        new(name, interval.Value) { Low = interval.Low, High = interval.High };
}

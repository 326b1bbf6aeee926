using Ingot.Core.Predictions;
using Ingot.Core.Statistics;

namespace Ingot.Core.Metrics;

/// <summary>Rows that two models predicted, and the ways to compare the two on them.</summary>
/// <param name="baseline">The baseline's predictions.</param>
/// <param name="candidate">The candidate's; row by row with the same labels and weights.</param>
/// <param name="rows">The rows that are compared.</param>
/// <param name="seed">Of the bootstrap.</param>
internal sealed class PairedRows(PredictionSet baseline, PredictionSet candidate, int[] rows, int seed)
{
    private const string StudentsTest = "paired t test";
    private const string DeltaMethod = "paired delta method";

    private readonly double[] _weights = Array.ConvertAll(rows, r => candidate.Weights?[r] ?? 1);

    private double DegreesOfFreedom => _weights.Count(w => w > 0) - 1;

    /// <summary>The classes' AUCs against the rest, averaged; for two classes the AUC of the second one.</summary>
    /// <param name="score">The score of a row for a class.</param>
    /// <param name="classes">The classes.</param>
    public PairedEstimate Auc(Func<PredictionSet, int, int, double> score, IReadOnlyList<int> classes)
    {
        InfluenceValues Influence(PredictionSet predictions) => InfluenceValues.MeanOf(
        [
            .. classes.Select(c => DeLong.Influence(
                Array.ConvertAll(rows, r => score(predictions, r, c)),
                Array.ConvertAll(rows, r => predictions.LabelCodes[r] == c),
                _weights)),
        ]);
        return PairedEstimate.From(Influence(baseline), Influence(candidate), "DeLong paired test");
    }

    /// <summary>A mean over the rows, by the differences row by row (Student, "The probable error of a mean", Biometrika 6, 1908).</summary>
    public PairedEstimate Mean(Func<PredictionSet, int, double> value) => Estimate(StudentsTest, value, (_, _) => 1, i => i);

    /// <summary>The square root of a mean over the rows.</summary>
    public PairedEstimate RootOfMean(Func<PredictionSet, int, double> value) =>
        Estimate(DeltaMethod, value, (_, _) => 1, i => i.SquareRoot());

    /// <summary>The share of right rows among those that the model itself chooses.</summary>
    public PairedEstimate Ratio(Func<PredictionSet, int, bool> right, Func<PredictionSet, int, bool> counts) => Estimate(
        DeltaMethod, (p, r) => counts(p, r) && right(p, r) ? 1 : 0, (p, r) => counts(p, r) ? 1 : 0, i => i);

    /// <summary>The share of right rows among those of a class.</summary>
    public PairedStatistic ShareOf(Func<PredictionSet, int, bool> belongs, Func<PredictionSet, int, bool> right) =>
        Share(right, r => belongs(candidate, r));

    /// <summary>The share of right rows among rows that are the same for both models.</summary>
    public PairedStatistic Share(Func<PredictionSet, int, bool> right, Func<int, bool> counts)
    {
        var counted = rows.Zip(_weights).Where(p => p.Second > 0 && counts(p.First)).Select(p => p.Second).ToList();
        if (counted.Count > 0 && counted.Max() > counted.Min())
        {
            // Score tests count rows; rows of different weights are a weighted mean of 0 and 1.
            return Estimate(StudentsTest, (p, r) => counts(r) && right(p, r) ? 1 : 0, (_, r) => counts(r) ? 1 : 0, i => i, counted.Count - 1);
        }

        return PairedShares.Count(
            Array.ConvertAll(rows, r => right(baseline, r)),
            Array.ConvertAll(rows, r => right(candidate, r)),
            [.. rows.Select((r, i) => _weights[i] > 0 && counts(r))]);
    }

    /// <summary>A smooth function of sums over the rows, by what each row adds to its error.</summary>
    /// <param name="influence">The statistic of a model's predictions of the rows, with their weights.</param>
    public PairedEstimate Smooth(Func<PredictionSet, int[], double[], InfluenceValues> influence) => PairedEstimate.From(
        influence(baseline, rows, _weights), influence(candidate, rows, _weights), DeltaMethod, DegreesOfFreedom);

    /// <summary>R2, which both models divide by the same variance.</summary>
    public PairedDetermination Determination()
    {
        InfluenceValues Squares(PredictionSet predictions) => InfluenceValues.Mean(
            Array.ConvertAll(rows, r => (predictions.LabelValues[r] - predictions.Scores[r]) * (predictions.LabelValues[r] - predictions.Scores[r])), _weights);
        var deviations = RegressionMetrics.Deviations(Array.ConvertAll(rows, r => candidate.LabelValues[r]), _weights);
        return new PairedDetermination(Squares(baseline), Squares(candidate), InfluenceValues.Mean(deviations, _weights), DegreesOfFreedom);
    }

    /// <summary>The calibration errors, by drawing the same rows for both models.</summary>
    public PairedEstimate Calibration(Func<PredictionSet, int, bool> positive)
    {
        CalibrationError Of(PredictionSet p) => new(Array.ConvertAll(rows, r => (double)p.Scores[r]), Array.ConvertAll(rows, r => positive(p, r)));
        return CalibrationError.Compare(Of(baseline), Of(candidate), _weights, seed);
    }

    /// <summary>Any other statistic, by drawing the same rows for both models.</summary>
    /// <param name="prepare">
    /// Takes a model's predictions and the rows, and returns what computes the statistic from weights in the order of the rows.
    /// </param>
    public PairedEstimate Bootstrapped(Func<PredictionSet, int[], Func<double[], double>> prepare)
    {
        var (before, now) = (prepare(baseline, rows), prepare(candidate, rows));
        return Bootstrap.Paired(before(_weights), now(_weights), _weights, seed, (resampled, result) =>
        {
            result[0] = before(resampled);
            result[1] = now(resampled);
        });
    }

    private PairedEstimate Estimate(
        string method,
        Func<PredictionSet, int, double> numerator,
        Func<PredictionSet, int, double> denominator,
        Func<InfluenceValues, InfluenceValues> transform,
        double? degreesOfFreedom = null)
    {
        InfluenceValues Influence(PredictionSet predictions) => transform(InfluenceValues.Ratio(
            Array.ConvertAll(rows, r => numerator(predictions, r)), Array.ConvertAll(rows, r => denominator(predictions, r)), _weights));
        return PairedEstimate.From(Influence(baseline), Influence(candidate), method, degreesOfFreedom ?? DegreesOfFreedom);
    }
}

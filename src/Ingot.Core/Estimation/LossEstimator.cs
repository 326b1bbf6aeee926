using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Core.Estimation;

/// <summary>
/// Estimates the performance of a model of numbers on rows without labels, from what another model says of the error of each row:
/// direct loss estimation (the documentation of NannyML, "Estimation of performance of the monitored model", 2023). Its estimates are calibrated on the
/// reference, so that there they are right on average wherever they are as great.
/// </summary>
/// <remarks>
/// It assumes that the errors of rows like these are as great as they were on the reference: it sees more rows of a difficult kind, but neither concept drift
/// nor rows unlike any of the reference. Where errors are the same everywhere it has nothing to tell rows by, and MAE and RMSE are those of the reference.
/// </remarks>
public sealed class LossEstimator
{
    // MAPE says nothing where so small a part of the rows makes most of it.
    private const double FewRows = 0.01;

    private readonly IReadOnlyDictionary<LossKind, LossCalibration> _calibrations;

    private LossEstimator(IReadOnlyDictionary<LossKind, LossCalibration> calibrations, long rows, bool dominated) =>
        (_calibrations, ReferenceRows, FewRowsMakeRelativeError) = (calibrations, rows, dominated);

    /// <summary>Number of reference rows that the calibration is from: those of the loss that has the fewest.</summary>
    public long ReferenceRows { get; }

    /// <summary>
    /// Whether a hundredth of the reference rows has more than half of the sum of relative errors, as true values near 0 make it. MAPE is then
    /// not estimated.
    /// </summary>
    public bool FewRowsMakeRelativeError { get; }

    /// <summary>Fits the calibration.</summary>
    /// <param name="reference">Labelled rows.</param>
    /// <param name="estimated">For each kind of loss what is expected of each of these rows by a model that has not learned from it (<see cref="LossFolds"/>); rows where it is not finite are left out.</param>
    /// <exception cref="ArgumentException">The model predicts no numbers, or no row has an estimated and a realised loss.</exception>
    public static LossEstimator Fit(PredictionSet reference, IReadOnlyDictionary<LossKind, double[]> estimated)
    {
        if (reference.Task != ModelTask.Regression)
        {
            throw new ArgumentException($"A model of the task {reference.Task} predicts no numbers; classes are estimated by {nameof(ConfidenceEstimator)}.", nameof(reference));
        }

        var calibrations = new Dictionary<LossKind, LossCalibration>();
        var (fewest, dominated) = (long.MaxValue, false);
        foreach (var (kind, expected) in estimated)
        {
            var losses = LossFolds.Losses(reference, kind);
            var rows = Usable(reference, expected, [.. Enumerable.Range(0, reference.Rows).Where(r => double.IsFinite(losses[r]))]);
            if (rows.Length == 0)
            {
                throw new ArgumentException($"No reference row has both a loss and an estimate of it ({kind}).", nameof(estimated));
            }

            fewest = Math.Min(fewest, rows.Length);
            var realised = Array.ConvertAll(rows, r => losses[r]);
            if (kind == LossKind.Relative && IsOfFewRows(realised))
            {
                dominated = true;
                continue;
            }

            calibrations[kind] = LossCalibration.Fit(
                Array.ConvertAll(rows, r => expected[r]), realised, Array.ConvertAll(rows, r => reference.Weights?[r] ?? 1));
        }

        return new LossEstimator(calibrations, estimated.Count == 0 ? 0 : fewest, dominated);
    }

    /// <summary>Estimates <c>RMSE</c>, <c>MAE</c> and <c>MAPE</c>, those of them whose loss there is, in the catalogue's order.</summary>
    /// <param name="chunk">The rows; labels are not looked at.</param>
    /// <param name="estimated">For each kind of loss what is expected of each row of the chunk; rows where it is not finite are left out.</param>
    /// <param name="rows">Which rows; null for all.</param>
    public IReadOnlyList<EstimatedMetric> Estimate(PredictionSet chunk, IReadOnlyDictionary<LossKind, double[]> estimated, int[]? rows = null)
    {
        rows ??= [.. Enumerable.Range(0, chunk.Rows)];
        (LossKind Kind, string Name)[] metrics = [(LossKind.Squared, "RMSE"), (LossKind.Absolute, "MAE"), (LossKind.Relative, "MAPE")];
        return
        [
            .. metrics.Where(m => _calibrations.ContainsKey(m.Kind) && estimated.ContainsKey(m.Kind))
                .Select(m => OfKind(chunk, m.Kind, m.Name, estimated[m.Kind], rows)),
        ];
    }

    private EstimatedMetric OfKind(PredictionSet chunk, LossKind kind, string name, double[] expected, int[] rows)
    {
        var usable = Usable(chunk, expected, rows);
        var weights = Array.ConvertAll(usable, r => chunk.Weights?[r] ?? 1);
        if (usable.Length == 0)
        {
            return new EstimatedMetric(name, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 0, 0);
        }

        var (value, ofRows, ofCalibration) = _calibrations[kind].Mean(Array.ConvertAll(usable, r => expected[r]), weights);
        if (kind == LossKind.Squared)
        {
            // The root by the delta method.
            var root = Math.Sqrt(value);
            (value, ofRows, ofCalibration) = (root, ofRows / (4 * value), ofCalibration / (4 * value));
        }

        var interval = Interval.Normal(value, Math.Sqrt(ofRows + ofCalibration)).Within(0, double.PositiveInfinity);
        return new EstimatedMetric(
            name, value, interval.StandardError, interval.Low, interval.High, Math.Sqrt(ofRows), Math.Sqrt(ofCalibration), usable.Length, Support.Count(weights, _ => 1));
    }

    private static int[] Usable(PredictionSet predictions, double[] expected, int[] rows) => Array.FindAll(
        rows, r => predictions.HasScore(r) && double.IsFinite(expected[r]) && predictions.HasWeight(r) && predictions.Weights?[r] is null or > 0);

    private static bool IsOfFewRows(double[] losses)
    {
        var descending = losses.OrderDescending().ToArray();
        var few = Math.Max(1, (int)(FewRows * descending.Length));
        return descending.Take(few).Sum() > descending.Sum() / 2;
    }
}

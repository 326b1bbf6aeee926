namespace Ingot.Core.Estimation;

/// <summary>A metric of rows whose labels are not known.</summary>
/// <param name="Name">Its name in the <see cref="Metrics.MetricCatalog"/>.</param>
/// <param name="Value">The estimate of what the metric will be on these very rows; NaN where they do not define one.</param>
/// <param name="StandardError">The root of the sum of the squares of the two errors that follow.</param>
/// <param name="Low">Lower end of the interval in which the realised metric lies in 95 % of all cases, if the assumptions hold.</param>
/// <param name="High">Its upper end.</param>
/// <param name="SamplingError">What the chance of these rows' labels adds: the standard deviation of the realised metric if the probabilities are right.</param>
/// <param name="CalibrationError">What is left open because the calibration has seen only so many reference rows: their chance, and how much better than it is the model then looks. It does not fall with more rows here.</param>
/// <param name="Rows">Number of rows that it is from.</param>
/// <param name="Support">
/// The expected number of rows that the metric hangs on, rows of even weight: of the rarer class for areas, of the positive class for its recall, predicted
/// positive for precision, all for the others.
/// </param>
public sealed record EstimatedMetric(
    string Name, double Value, double StandardError, double Low, double High, double SamplingError, double CalibrationError, long Rows, double Support);

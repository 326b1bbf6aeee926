namespace Ingot.Training;

/// <summary>What an anomaly detection takes for an anomaly: a part of <c>report.json</c>.</summary>
/// <param name="Contamination">The share of the training rows that it was asked to take for anomalies.</param>
/// <param name="Threshold">The score from which on a row is one.</param>
/// <param name="TrainingShare">The share of the training rows that it takes for anomalies: less than was asked for where scores are equal, more where rows are few.</param>
/// <param name="SampleSize">How many rows each tree was grown from.</param>
public sealed record AnomalyReport(double Contamination, double Threshold, double TrainingShare, int SampleSize);

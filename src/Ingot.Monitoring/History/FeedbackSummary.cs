namespace Ingot.Monitoring.History;

/// <summary>How predictions and labels fit together.</summary>
/// <param name="Predictions">Rows that were predicted and logged.</param>
/// <param name="Labelled">Those among them that have a label.</param>
/// <param name="Labels">Rows that a label came for, each once.</param>
/// <param name="DuplicateLabels">Labels that came for a row that had one already; the last one counts.</param>
/// <param name="UnknownLabels">Rows that a label came for and no prediction is known of; they are kept until there is one.</param>
public sealed record FeedbackSummary(long Predictions, long Labelled, long Labels, long DuplicateLabels, long UnknownLabels);

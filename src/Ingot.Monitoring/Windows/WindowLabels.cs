namespace Ingot.Monitoring.Windows;

/// <summary>How predictions and labels of a window fit together.</summary>
/// <param name="Labelled">Rows of the window that have a label by now.</param>
/// <param name="Unlabelled">Rows of the window that have none.</param>
/// <param name="Early">Labels that are said to have come before their rows were predicted.</param>
/// <param name="Orphans">Labels that came in the window, for rows that nobody is known to have predicted.</param>
/// <param name="Delay">How late labels came; null: none came, or nobody says when.</param>
public sealed record WindowLabels(long Labelled, long Unlabelled, long Early, long Orphans, LabelDelay? Delay);

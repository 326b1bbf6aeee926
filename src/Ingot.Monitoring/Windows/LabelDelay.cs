namespace Ingot.Monitoring.Windows;

/// <summary>How late labels come after their predictions, of those that have come.</summary>
/// <param name="P50">The delay of half of them at most.</param>
/// <param name="P90">The same of 90 %.</param>
/// <param name="P99">The same of 99 %.</param>
/// <param name="Longest">The longest.</param>
public sealed record LabelDelay(TimeSpan P50, TimeSpan P90, TimeSpan P99, TimeSpan Longest);

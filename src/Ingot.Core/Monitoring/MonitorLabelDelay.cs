namespace Ingot.Core.Monitoring;

/// <summary>How late labels came after their predictions, of those that have come, in seconds.</summary>
/// <param name="Median">The delay of half of them at most.</param>
/// <param name="P90">The same of 90 %.</param>
/// <param name="Longest">The longest.</param>
public sealed record MonitorLabelDelay(double Median, double P90, double Longest);

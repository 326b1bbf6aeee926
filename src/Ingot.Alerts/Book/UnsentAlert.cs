namespace Ingot.Alerts.Book;

/// <summary>An alert that not all sinks have taken yet.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Sinks">The sinks that have not.</param>
public sealed record UnsentAlert(Alert Alert, IReadOnlyList<string> Sinks);

namespace Ingot.Alerts.Watching;

/// <summary>Something that is watched, as one look at production found it.</summary>
/// <param name="Subject">What it is (<see cref="AlertSubject"/>).</param>
/// <param name="Kind">The kind of alert when it fails.</param>
/// <param name="Outcome">How it was found.</param>
/// <param name="Severity">How bad it is when it fails.</param>
/// <param name="Name">What it is called in a sentence, such as <c>the monitor gate 'AUC Min=0.80'</c>.</param>
public sealed record WatchedThing(string Subject, AlertKind Kind, WatchedOutcome Outcome, AlertSeverity Severity, string Name)
{
    /// <summary>What was found of it.</summary>
    public IReadOnlyList<AlertFact> Facts { get; init; } = [];
}

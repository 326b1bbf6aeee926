namespace Ingot.Simulation.Loop;

/// <summary>What a way to watch saw of one change, or of quiet weeks.</summary>
/// <param name="Watch">The way.</param>
/// <param name="Change">The change; null: nothing changed.</param>
/// <param name="Windows">How many windows were looked at.</param>
/// <param name="Alarms">In which of them, from 1, an alarm was raised.</param>
/// <param name="Reasons">What the first alarm was about; empty: there was none.</param>
public sealed record Detection(string Watch, ChangeKind? Change, int Windows, IReadOnlyList<int> Alarms, IReadOnlyList<string> Reasons)
{
    /// <summary>In which window of the change the first alarm was raised, from 1; null: in none.</summary>
    public int? Delay => Alarms.Count > 0 ? Alarms[0] : null;
}

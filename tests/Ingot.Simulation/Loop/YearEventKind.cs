namespace Ingot.Simulation.Loop;

/// <summary>What happens to a model in a year.</summary>
public enum YearEventKind
{
    /// <summary>An alarm was raised.</summary>
    Alarm,

    /// <summary>It was trained again.</summary>
    Retrained,

    /// <summary>A new model serves.</summary>
    Promoted,

    /// <summary>The bad release serves.</summary>
    BadRelease,

    /// <summary>The version before serves again.</summary>
    RolledBack,
}

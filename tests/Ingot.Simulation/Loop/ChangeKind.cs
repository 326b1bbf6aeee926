namespace Ingot.Simulation.Loop;

/// <summary>What changes in a simulated year.</summary>
public enum ChangeKind
{
    /// <summary>The inputs: prices rise.</summary>
    Drift,

    /// <summary>What the inputs mean.</summary>
    Concept,

    /// <summary>The model: a bad release.</summary>
    BadRelease,
}

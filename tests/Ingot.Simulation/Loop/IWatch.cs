using Ingot.Core.Gates;

namespace Ingot.Simulation.Loop;

/// <summary>A way to watch over a model.</summary>
public interface IWatch
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>What monitor gates said of the last window; empty where there are none.</summary>
    IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>Looks at a window.</summary>
    /// <param name="part">What was served, by one model.</param>
    /// <returns>What it raises an alarm about, such as names of gates; empty: nothing.</returns>
    IReadOnlyList<string> Look(ServedPart part);
}

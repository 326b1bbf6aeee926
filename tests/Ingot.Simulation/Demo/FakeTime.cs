namespace Ingot.Simulation.Demo;

/// <summary>The clock of the simulated year.</summary>
internal sealed class FakeTime : TimeProvider
{
    /// <summary>What it shows.</summary>
    public DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}

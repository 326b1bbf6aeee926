using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Simulation.Models;

namespace Ingot.Simulation.Loop;

/// <summary>The stage Monitor itself, with its gates: an alarm is a gate that failed.</summary>
/// <param name="workshop">Runs the stage.</param>
/// <param name="laws">The gates.</param>
/// <param name="name">Its name in tables.</param>
public sealed class MonitorWatch(ModelWorkshop workshop, IReadOnlyList<MonitorLaw> laws, string name = "Ingot") : IWatch
{
    private int _windows;

    /// <inheritdoc />
    public string Name { get; } = name;

    /// <summary>The report of the last window.</summary>
    public MonitorReport? Last { get; private set; }

    /// <inheritdoc />
    public IReadOnlyList<Verdict> Verdicts => Last?.Verdicts ?? [];

    /// <inheritdoc />
    public IReadOnlyList<string> Look(ServedPart part)
    {
        ArgumentNullException.ThrowIfNull(part);
        var served = workshop.File($"served-{Name}-{_windows++}.parquet");
        part.Write(served);
        Last = MonitorReportFile.Read(workshop.Watch((BuiltModel)part.Model, served, part.From, part.Now, laws));
        File.Delete(served);
        return [.. Last.Verdicts.Where(v => v.Outcome == GateOutcome.Failed).Select(v => v.Gate)];
    }
}

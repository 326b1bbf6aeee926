using Ingot.Core.Gates;
using Ingot.Core.Monitoring;

namespace Ingot.Simulation.Demo;

/// <summary>What a look at a window saw.</summary>
/// <param name="Week">The week that it ended with, from 0.</param>
/// <param name="Auc">The AUC on the rows whose labels had come, with its interval.</param>
/// <param name="Estimated">The AUC as it is estimated without labels.</param>
/// <param name="Drift">The drift of prices.</param>
/// <param name="Failed">The gates that failed.</param>
public sealed record DemoLook(int Week, MonitorMeasurement? Auc, MonitorMeasurement? Estimated, MonitorMeasurement? Drift, IReadOnlyList<string> Failed)
{
    /// <summary>Of what was measured and decided.</summary>
    internal static DemoLook Of(int week, IReadOnlyList<MonitorMeasurement> measured, IReadOnlyList<Verdict> verdicts)
    {
        MonitorMeasurement? Find(string name, string? column = null) => measured.FirstOrDefault(m => m.Name == name && m.Slice is null && m.Column == column);
        return new DemoLook(
            week, Find("AUC"), Find(MonitorCatalog.Estimated + "AUC"), Find(MonitorCatalog.Drift, "monthly_charges"),
            [.. verdicts.Where(v => v.Outcome == GateOutcome.Failed).Select(v => v.Gate)]);
    }
}

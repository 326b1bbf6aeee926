using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Texts;
using Ingot.Releases.Channels;

namespace Ingot.Serving.Pages;

/// <summary>A metric of all rows from promotion to promotion: one line, however many gates ask for it.</summary>
/// <param name="Name">The metric, or the gate when it is on none.</param>
/// <param name="Points">The promotions that measured it, the first one first; one at least.</param>
public sealed record MetricHistory(string Name, IReadOnlyList<MetricPoint> Points)
{
    /// <summary>The metrics that gates measured, in the order of the newest promotion.</summary>
    /// <param name="releases">The promotions, the newest first.</param>
    public static IReadOnlyList<MetricHistory> Of(IEnumerable<ChannelRelease> releases)
    {
        var newestFirst = releases.ToList();
        return
        [
            .. newestFirst.SelectMany(Gates).Select(NameOf).Distinct(StringComparer.Ordinal)
                .Select(name => new MetricHistory(name, [.. newestFirst.AsEnumerable().Reverse().Select(r => Point(r, name)).OfType<MetricPoint>()])),
        ];
    }

    private static MetricPoint? Point(ChannelRelease release, string name)
    {
        var gates = Gates(release).Where(g => NameOf(g) == name).ToList();
        return gates.Count == 0 ? null : new MetricPoint(release.Version, gates[0].Value!.Value, gates[0].Low, gates[0].High, Worst(gates), gates[0].Gate);
    }

    private static IEnumerable<ChannelGate> Gates(ChannelRelease release) =>
        (release.Evidence?.Gates ?? []).Where(g => g is { Slice: null, Value: { } value } && double.IsFinite(value));

    private static GateOutcome Worst(List<ChannelGate> gates) =>
        gates.Exists(g => g.Outcome == GateOutcome.Failed) ? GateOutcome.Failed
        : gates.Exists(g => g.Outcome == GateOutcome.Inconclusive) ? GateOutcome.Inconclusive
        : GateOutcome.Passed;

    // Gates on a metric are one history; other tests have names of their own.
    private static string NameOf(ChannelGate gate)
    {
        var metric = GateText.MetricOf(gate.Gate);
        return Enum.GetValues<ModelTask>().Any(t => MetricCatalog.Find(metric, t) is not null) ? metric : gate.Gate;
    }
}

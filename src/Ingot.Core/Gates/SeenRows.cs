using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Texts;

namespace Ingot.Core.Gates;

/// <summary>That a released model has most likely learned from today's reference rows, on which it is compared with.</summary>
/// <param name="Metric">The metric by which it was found: the main one, once a model, so that many gates do not find it by chance.</param>
/// <param name="Then">Its value in the package.</param>
/// <param name="Today">The same model's value today.</param>
/// <param name="PValue">One-sided: of "it is no better today".</param>
internal sealed record SeenRows(string Metric, double Then, double Today, double PValue)
{
    /// <summary>Looks for it; null: nothing speaks for it, or nobody can tell.</summary>
    /// <param name="release">The released model.</param>
    public static SeenRows? Find(ReleasedBaseline? release)
    {
        // Rows that clusters were found of are no nearer to each other than others are.
        if (release is not { Metrics: { } today, Packed: { } packed } || packed.Task != today.Task || today.Task == ModelTask.Clustering)
        {
            return null;
        }

        var name = MainMetric.NameOf(today.Task);
        if (Main(packed, name) is not { } then || Main(today, name) is not { } now)
        {
            return null;
        }

        var p = UnseenRowsTest.PValue(then.Value, then.StandardError, now.Value, now.StandardError, MetricCatalog.Find(name, today.Task)!.HigherIsBetter);
        return p <= UnseenRowsTest.Level ? new SeenRows(name, then.Value, now.Value, p) : null;
    }

    /// <summary>What was found, as a sentence without its end.</summary>
    /// <param name="release">The released model.</param>
    public string Text(ReleasedBaseline release)
    {
        var (then, today) = Quantity.FormatApart(Then, Today, MetricUnit.None);
        return FormattableString.Invariant($"{release.Package} {release.Metrics!.Version} has {Metric} {today} on today's reference data and had {then} when it was released (one-sided p {GateText.Probability(PValue)}): it was most likely trained on rows that are reference rows today, or these are much easier");
    }

    private static MetricResult? Main(MetricsReport report, string name) => report.Metrics.FirstOrDefault(m => m.Name == name && m.Slice is null);
}

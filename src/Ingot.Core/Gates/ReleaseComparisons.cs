using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;

namespace Ingot.Core.Gates;

/// <summary>
/// Change gates that name releases. A model is no worse than the best release when it is no worse than any: it is tested against each on
/// the same rows, since the one that looks best there is so by chance too. For <see cref="GatePolicy.Significant"/> the least p-value counts,
/// times the number of releases (Bonferroni); for <see cref="GatePolicy.NonInferior"/> the greatest one, as it is (an intersection-union test).
/// </summary>
internal static class ReleaseComparisons
{
    /// <summary>Compares with what the gate names.</summary>
    /// <param name="gate">The gate; it has an <see cref="GateSpec.Against"/>.</param>
    /// <param name="definition">Its metric.</param>
    /// <param name="margin">How much worse it may be.</param>
    /// <param name="evidence">What gates are decided from.</param>
    /// <param name="compare">Compares with the one baseline of some evidence.</param>
    public static ChangeComparison Of(
        GateSpec gate, MetricDefinition definition, ChangeMargin margin, GateEvidence evidence, Func<GateEvidence, ChangeComparison> compare)
    {
        if (evidence.Releases is not { } releases)
        {
            return NotScored(gate, evidence);
        }

        if (gate.Against == GateSpec.Best)
        {
            return releases.BestOf.Count == 0
                ? new ChangeComparison { Evidence = With(evidence, new ReleasedBaseline(releases.Package, null), null) }
                : WithBest(gate, definition, margin, evidence, releases, compare);
        }

        return releases.ByVersion.TryGetValue(gate.Against!, out var named) && named.LeftOut is null
            ? compare(With(evidence, named.Release, named.Paired))
            : NotScored(gate, evidence);
    }

    private static ChangeComparison WithBest(
        GateSpec gate, MetricDefinition definition, ChangeMargin margin, GateEvidence evidence, ReleasesEvidence releases, Func<GateEvidence, ChangeComparison> compare)
    {
        var all = releases.BestOf.Select(v => releases.ByVersion[v]).ToList();
        var comparable = all.FindAll(r => r.LeftOut is null && double.IsFinite(Comparability.Baseline(gate, With(evidence, r.Release, r.Paired))));
        if (comparable.Count == 0)
        {
            var why = all.Select(r => $"{r.Version}: {r.LeftOut ?? $"it has no {gate.Metric} there"}");
            return new ChangeComparison
            {
                Evidence = evidence,
                WhyNot = GateDiagnostics.Incomparable.At(
                    gate.Location,
                    $"No release of {releases.Package} can be compared with on {GateVerdicts.Place(gate)} ({DiagnosticText.List(why)}). Remove Against from the gate until a version is released that can."),
            };
        }

        // One that has learned the rows is no measure, unless there is no other.
        var unseen = Distinct(comparable).FindAll(r => SeenRows.Find(r.Release) is null);
        var fair = unseen.Count > 0 ? unseen : Distinct(comparable);
        var comparisons = fair.ConvertAll(r => compare(With(evidence, r.Release, r.Paired)));
        var (best, decisive) = Choose(gate, definition, margin, comparisons);
        var models = fair.Select(r => r.Release.Metrics!.OnnxSha256).ToHashSet(StringComparer.Ordinal);
        var left = all.Where(r => r.Release.Metrics is null || !models.Contains(r.Release.Metrics.OnnxSha256)).Select(r => r.Version).ToList();
        var among = $"{(decisive == best ? "the best" : "one")} of {DiagnosticText.Count(fair.Count, "release")}";
        return comparisons[decisive] with
        {
            Among = left.Count == 0 && fair.Count == 1 ? null : left.Count == 0 ? among : $"{among}, without {DiagnosticText.List(left)}",
            Test = comparisons[decisive].Test is { } test
                ? test with { Releases = fair.Count, AdjustedPValue = gate.Policy == GatePolicy.Significant ? Math.Min(1, test.AdjustedPValue * fair.Count) : test.AdjustedPValue }
                : null,
        };
    }

    // The same model in several versions, where only the client changed, is one to be better than: the newest of them.
    private static List<ReleaseEvidence> Distinct(List<ReleaseEvidence> releases) =>
        [.. releases.AsEnumerable().Reverse().DistinctBy(r => r.Release.Metrics!.OnnxSha256, StringComparer.Ordinal).Reverse()];

    private static (int Best, int Decisive) Choose(GateSpec gate, MetricDefinition definition, ChangeMargin margin, List<ChangeComparison> comparisons)
    {
        var changes = comparisons.ConvertAll(c => new ObservedChange(
            gate, definition, margin, c.Test?.Baseline ?? Comparability.Baseline(gate, c.Evidence), c.Test?.Candidate ?? Candidate(gate, c.Evidence)));
        var places = Enumerable.Range(0, comparisons.Count).ToList();

        // Of equal ones the newest.
        var best = places.Aggregate((found, next) => changes[next].Worse >= changes[found].Worse ? next : found);
        if (comparisons.Exists(c => c.Test is null))
        {
            return (best, best);
        }

        if (gate.Policy == GatePolicy.NonInferior)
        {
            return (best, places.MaxBy(i => comparisons[i].Test!.AdjustedPValue));
        }

        var beyond = places.FindAll(i => changes[i].Worse > changes[i].Most);
        return (best, beyond.Count == 0 ? best : beyond.Append(best).MinBy(i => (comparisons[i].Test!.AdjustedPValue, i != best)));
    }

    private static double Candidate(GateSpec gate, GateEvidence evidence) =>
        evidence.Metrics.Metrics.FirstOrDefault(m => m.Name == gate.Metric && m.Slice == gate.Slice)?.Value ?? double.NaN;

    private static GateEvidence With(GateEvidence evidence, ReleasedBaseline release, PairedPredictions? paired) =>
        evidence with { Release = release, Paired = paired, Accepted = null, WhyNotPaired = null };

    private static ChangeComparison NotScored(GateSpec gate, GateEvidence evidence) => new()
    {
        Evidence = evidence,
        WhyNot = GateDiagnostics.Incomparable.At(
            gate.Location,
            $"The release {gate.Against} was not scored, so {gate.Metric} cannot be compared with it: restore did not see this gate. Write the gate into the project file or a file that it always imports, run 'dotnet restore', then build."),
    };
}

using Ingot.Core.Drift;
using Ingot.Core.Specs;

namespace Ingot.Core.Monitoring;

/// <summary>
/// <c>monitoring.json</c>: what the project asks of production, in the package, so that who serves it watches it by the project's own gates without having
/// the project. It has nothing that is run: slices that are SQL conditions stay in the project.
/// </summary>
public sealed record MonitorPlan
{
    /// <summary>The version of the file's form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's id.</summary>
    public required string Package { get; init; }

    /// <summary>The seed of what is drawn.</summary>
    public required int Seed { get; init; }

    /// <summary>The probability from which the positive class is answered.</summary>
    public required double ClassificationThreshold { get; init; }

    /// <summary>Where thresholds of drift are from that no gate gives.</summary>
    public required DriftThresholdMode DriftThreshold { get; init; }

    /// <summary>The monitor gates, in the order of the project.</summary>
    public required IReadOnlyList<MonitorPlanGate> Gates { get; init; }

    /// <summary>The slices that are evaluated: columns, and single values of columns.</summary>
    public required IReadOnlyList<string> Slices { get; init; }

    /// <summary>Gates that only the project can decide, since their slice is an SQL condition: their titles with the slice's name.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>The plan of a project.</summary>
    /// <param name="spec">What the project says.</param>
    public static MonitorPlan Of(ModelSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var conditions = spec.Slices.Where(s => s.Where is not null).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        bool IsCondition(MonitorGateSpec gate) => gate.Slice is not null && conditions.Contains(gate.Slice);
        return new MonitorPlan
        {
            Model = spec.Name,
            Package = spec.PackageId,
            Seed = spec.Seed,
            ClassificationThreshold = spec.ClassificationThreshold,
            DriftThreshold = spec.DriftThreshold,
            Gates = [.. spec.MonitorGates.Where(g => !IsCondition(g)).Select(MonitorPlanGate.Of)],
            Slices = [.. spec.Slices.Where(s => s.Where is null).Select(s => s.Name)],
            LeftOut = [.. spec.MonitorGates.Where(IsCondition).Select(g => $"{g.Title} Slice={g.Slice}")],
        };
    }
}

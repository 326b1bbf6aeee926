using System.Text.Json.Serialization;
using Ingot.Core.Drift;
using Ingot.Core.Gates;
using Ingot.Core.Schemas;

namespace Ingot.Core.Monitoring;

/// <summary><c>monitor.json</c>: what a window of production is like beside the reference. Every view of it is made from this.</summary>
public sealed record MonitorReport
{
    /// <summary>The version of the file's form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The package's id.</summary>
    public required string Package { get; init; }

    /// <summary>What the model predicts.</summary>
    public required ModelTask Task { get; init; }

    /// <summary>The class that probabilities are of; null: there is none.</summary>
    public string? PositiveClass { get; init; }

    /// <summary>What production is compared with.</summary>
    public required MonitorReference Reference { get; init; }

    /// <summary>The first instant of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Rows of the window.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows of the window that have a label by now.</summary>
    public required long Labelled { get; init; }

    /// <summary>How late labels came in seconds: of half of them at most, of 90 %, of the last one; null: none came, or nobody says when.</summary>
    public MonitorLabelDelay? LabelDelay { get; init; }

    /// <summary>The versions that answered, in the order in which they first did.</summary>
    public required IReadOnlyList<MonitorVersion> Versions { get; init; }

    /// <summary>What was measured in the window as a whole.</summary>
    public required IReadOnlyList<MonitorMeasurement> Measurements { get; init; }

    /// <summary>Drift in the window as a whole, with both distributions: of each feature, of the answers (<see cref="MonitorCatalog.PredictionDrift"/>) and of all features together (<see cref="MonitorCatalog.MultivariateDrift"/>).</summary>
    public required IReadOnlyList<DriftFinding> Drift { get; init; }

    /// <summary>The features that drifted in the window as a whole, the one furthest beyond its threshold first.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> DriftedColumns =>
    [
        .. Drift.Where(d => d.Outcome == DriftOutcome.Drifted && d.Column is not (MonitorCatalog.PredictionDrift or MonitorCatalog.MultivariateDrift))
            .OrderByDescending(d => d.Effect / d.Threshold.Value).Select(d => d.Column).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The parts of the window, in their order, those without rows too.</summary>
    public required IReadOnlyList<MonitorChunk> Chunks { get; init; }

    /// <summary>What is wrong with log and labels, and whatever else has to be known: messages of diagnostics, with their codes.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What the monitor gates decided.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }
}

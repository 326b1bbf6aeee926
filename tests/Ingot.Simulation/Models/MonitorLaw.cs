using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Simulation.Models;

/// <summary>A <c>MonitorGate</c> item.</summary>
/// <param name="Name">What it includes.</param>
/// <param name="Thresholds">Its metadata.</param>
public sealed record MonitorLaw(string Name, IReadOnlyDictionary<string, string> Thresholds)
{
    /// <summary>As the project's specification has it.</summary>
    public MonitorGateSpec Gate => new(
        Name, null, null, null, Thresholds.GetValueOrDefault("Min"), Thresholds.GetValueOrDefault("Max"), Thresholds.GetValueOrDefault("MaxRegression"), SourceLocation.None);

    /// <summary>Those of the simulated year.</summary>
    public static IReadOnlyList<MonitorLaw> OfTheYear { get; } =
    [
        new("Drift", new Dictionary<string, string>()),
        new("Drift.Prediction", new Dictionary<string, string>()),
        new("AUC", new Dictionary<string, string> { ["MaxRegression"] = "0.03" }),
        new("Estimated.AUC", new Dictionary<string, string> { ["MaxRegression"] = "0.03" }),
    ];
}

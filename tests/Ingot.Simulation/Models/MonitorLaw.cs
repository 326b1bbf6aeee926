namespace Ingot.Simulation.Models;

/// <summary>A <c>MonitorGate</c> item.</summary>
/// <param name="Name">What it includes.</param>
/// <param name="Thresholds">Its metadata.</param>
public sealed record MonitorLaw(string Name, IReadOnlyDictionary<string, string> Thresholds)
{
    /// <summary>Those of the simulated year.</summary>
    public static IReadOnlyList<MonitorLaw> OfTheYear { get; } =
    [
        new("Drift", new Dictionary<string, string>()),
        new("Drift.Prediction", new Dictionary<string, string>()),
        new("AUC", new Dictionary<string, string> { ["MaxRegression"] = "0.03" }),
        new("Estimated.AUC", new Dictionary<string, string> { ["MaxRegression"] = "0.03" }),
    ];
}

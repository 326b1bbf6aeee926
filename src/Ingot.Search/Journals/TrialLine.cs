using System.Text.Json.Serialization;
using Ingot.Search.Trials;

namespace Ingot.Search.Journals;

/// <summary>A trial as the journal has it.</summary>
/// <param name="Number">As <see cref="Trial.Number"/>.</param>
/// <param name="State">As <see cref="Trial.State"/>.</param>
/// <param name="Parameters">Its point in words.</param>
/// <param name="Loss">As <see cref="Trial.Loss"/>; null: it was not measured.</param>
/// <param name="Low">As <see cref="Trial.Low"/>.</param>
/// <param name="High">As <see cref="Trial.High"/>.</param>
/// <param name="Violation">As <see cref="Trial.Violation"/>.</param>
/// <param name="Parts">As <see cref="Trial.Parts"/>; null for a part that gave no number.</param>
/// <param name="Steps">As <see cref="Trial.Steps"/>.</param>
/// <param name="Iterations">As <see cref="Trial.Iterations"/>.</param>
/// <param name="Seconds">As <see cref="Trial.Duration"/>.</param>
/// <param name="Failure">As <see cref="Trial.Failure"/>.</param>
internal sealed record TrialLine(
    int Number,
    TrialState State,
    SortedDictionary<string, string> Parameters,
    double Loss,
    double Low,
    double High,
    double Violation,
    IReadOnlyList<double> Parts,
    IReadOnlyList<TrialStep> Steps,
    int? Iterations,
    double Seconds,
    string? Failure)
{
    /// <summary>As <see cref="Trial.Measures"/>; null: there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SortedDictionary<string, double>? Measures { get; init; }
}

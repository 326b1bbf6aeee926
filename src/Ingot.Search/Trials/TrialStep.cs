using System.Text.Json.Serialization;

namespace Ingot.Search.Trials;

/// <summary>What a trial was worth with some of its iterations.</summary>
/// <param name="Iterations">How many it was given.</param>
/// <param name="Loss">What it was worth: the lower the better. NaN: it failed.</param>
public readonly record struct TrialStep(int Iterations, double Loss)
{
    /// <summary>As <see cref="Trial.Violation"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Violation { get; init; }

    /// <summary>The same beside others.</summary>
    [JsonIgnore]
    public TrialWorth Worth => new(Violation, Loss);
}

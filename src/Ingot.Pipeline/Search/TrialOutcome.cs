using System.Text;
using Ingot.Core;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>What came of measuring a trainer.</summary>
/// <param name="Score">What it is worth; null: it failed.</param>
/// <param name="Failure">Why it failed; null: it did not.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record TrialOutcome(TrialScore? Score, string? Failure, double Seconds)
{
    /// <summary>What is said of one during which the process died as often as it may.</summary>
    public const string Died = "The process ended each time while it was trained: perhaps it takes more memory than there is.";

    /// <summary>One that failed.</summary>
    public static TrialOutcome Failed(string why) => new(null, why, 0);

    /// <summary>What is said of one that took too long.</summary>
    /// <param name="limit">How long it may take.</param>
    public static string TooLong(TimeSpan limit) => FormattableString.Invariant($"It took longer than {limit.TotalSeconds:0.###} s (TrialTimeout).");

    /// <summary>Reads what <see cref="ToJson"/> writes.</summary>
    public static TrialOutcome Read(string json) => JsonFormat.Parse<TrialOutcome>(Encoding.UTF8.GetBytes(json), JsonFormat.Options);

    /// <summary>As another process reads it, to the last bit.</summary>
    public string ToJson() => JsonFormat.Write(this) + "\n";
}

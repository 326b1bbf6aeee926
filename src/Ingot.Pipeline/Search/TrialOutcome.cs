using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Serialization;
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

    // 64 MB. Whoever wants more trains it again.
    private const long MostPredictions = 1L << 24;

    /// <summary>What its models say of the measured rows, part by part, as the bytes of numbers of single precision; null: that was not asked, or is too much.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<byte[]>? Predictions { get; init; }

    /// <summary>The same as numbers.</summary>
    [JsonIgnore]
    public IReadOnlyList<float[]>? Said => Predictions is null ? null : [.. Predictions.Select(p => MemoryMarshal.Cast<byte, float>(p).ToArray())];

    /// <summary>One that failed.</summary>
    public static TrialOutcome Failed(string why) => new(null, why, 0);

    /// <summary>What is said of one that took too long.</summary>
    /// <param name="limit">How long it may take.</param>
    public static string TooLong(TimeSpan limit) => FormattableString.Invariant($"It took longer than {limit.TotalSeconds:0.###} s (TrialTimeout).");

    /// <summary>Reads what <see cref="ToJson"/> writes.</summary>
    public static TrialOutcome Read(string json) => JsonFormat.Parse<TrialOutcome>(Encoding.UTF8.GetBytes(json), JsonFormat.Options);

    /// <summary>The outcome with what its models say, unless that is too much.</summary>
    /// <param name="said">As <see cref="Said"/>; null: it is not known.</param>
    public TrialOutcome Saying(IReadOnlyList<float[]>? said) => said is null || said.Sum(p => (long)p.Length) > MostPredictions
        ? this
        : this with { Predictions = [.. said.Select(p => MemoryMarshal.AsBytes<float>(p).ToArray())] };

    /// <summary>As another process reads it, to the last bit.</summary>
    public string ToJson() => JsonFormat.Write(this) + "\n";
}

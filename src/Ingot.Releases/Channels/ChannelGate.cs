using System.Text.Json.Serialization;
using Ingot.Core.Gates;

namespace Ingot.Releases.Channels;

/// <summary>A gate's result at a promotion.</summary>
/// <param name="Gate">The gate, such as <c>AUC</c>.</param>
/// <param name="Slice">The slice; null: all rows.</param>
/// <param name="Outcome">What it found.</param>
/// <param name="Value">The candidate's value; null when it has none.</param>
/// <param name="Baseline">The value of the version that held the channel; null when there is none.</param>
/// <param name="Low">Lower end of the 95 % interval of the candidate's value; null, and absent, when there is none.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record ChannelGate(
    string Gate,
    string? Slice,
    GateOutcome Outcome,
    double? Value,
    double? Baseline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Low = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? High = null);

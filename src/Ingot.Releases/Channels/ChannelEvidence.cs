namespace Ingot.Releases.Channels;

/// <summary>What was found when a version was promoted.</summary>
/// <param name="ComparedWith">The version that held the channel and that the gates compared with; null when there was none.</param>
/// <param name="Source">The channel from which it came; null when the policy asks for none.</param>
/// <param name="Score">The ML Test Score; null when it is not known.</param>
/// <param name="Gates">What each gate found.</param>
public sealed record ChannelEvidence(string? ComparedWith, string? Source, double? Score, IReadOnlyList<ChannelGate> Gates);

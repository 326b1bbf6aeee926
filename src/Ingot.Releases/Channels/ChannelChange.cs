namespace Ingot.Releases.Channels;

/// <summary>A channel that was changed.</summary>
/// <param name="File">Its file.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it is.</param>
public sealed record ChannelChange(string File, ChannelState Before, ChannelState After);

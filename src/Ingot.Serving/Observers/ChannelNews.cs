namespace Ingot.Serving.Observers;

/// <summary>A change of a channel. Who made it, and why, stands in the channel's file.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The version that holds the channel now; of a retirement the one that nobody may use any more.</param>
/// <param name="Other">The version that held it before; of a retirement the one that holds it now. Null: none.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Revision">The revision of its file.</param>
/// <param name="Time">When.</param>
public sealed record ChannelNews(ChannelAction Action, string Package, string Version, string? Other, string Channel, int Revision, DateTimeOffset Time);

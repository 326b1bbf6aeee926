namespace Ingot.Serving.Endpoints;

/// <summary>What a form of a channel says.</summary>
/// <param name="Channel">The channel's name.</param>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The version; empty: none is named.</param>
/// <param name="Reason">Why.</param>
/// <param name="Signed">What was signed elsewhere; null: nothing.</param>
/// <param name="By">Who sent it.</param>
/// <param name="Cancellation">Stops it.</param>
internal sealed record ChannelRequest(string Channel, string Package, string Version, string Reason, string? Signed, string By, CancellationToken Cancellation);

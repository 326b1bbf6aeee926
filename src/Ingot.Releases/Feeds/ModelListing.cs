namespace Ingot.Releases.Feeds;

/// <summary>A model on the feeds.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Versions">Its listed versions, the newest first; prereleases too.</param>
public sealed record ModelListing(string Package, IReadOnlyList<ModelVersion> Versions);

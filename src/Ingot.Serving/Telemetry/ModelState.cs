namespace Ingot.Serving.Telemetry;

/// <summary>A model that is loaded.</summary>
/// <param name="Name">Its name: the package's id.</param>
/// <param name="Versions">Its versions, the serving one first; a version with two roles stands here twice.</param>
public sealed record ModelState(string Name, IReadOnlyList<VersionState> Versions);

namespace Ingot.Monitoring.History;

/// <summary>A version of a model that a prediction log has rows of.</summary>
/// <param name="PackageId">The package's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="First">When the first of them was predicted.</param>
/// <param name="Last">When the last of them was predicted.</param>
public sealed record LoggedVersion(string PackageId, string Version, long Rows, DateTimeOffset First, DateTimeOffset Last);

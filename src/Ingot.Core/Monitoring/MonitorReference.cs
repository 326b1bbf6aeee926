namespace Ingot.Core.Monitoring;

/// <summary>What production is compared with.</summary>
/// <param name="Source">Where it is from: the build of the model, a package, a file.</param>
/// <param name="Version">The version of the model whose reference it is.</param>
/// <param name="Rows">Number of its rows.</param>
public sealed record MonitorReference(string Source, string Version, long Rows);

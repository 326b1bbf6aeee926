namespace Ingot.Tool.Serving.Monitoring;

/// <summary>A version that answers, to be looked at.</summary>
/// <param name="Package">The package's id.</param>
/// <param name="Channel">The channel that chose it; null: it is served without one.</param>
/// <param name="Version">The version.</param>
/// <param name="ContentHash">The hash of its package.</param>
internal sealed record MonitorJob(string Package, string? Channel, string Version, string ContentHash)
{
    /// <summary>As messages name it.</summary>
    public override string ToString() => $"{Package} {Version}{(Channel is null ? string.Empty : $" ({Channel})")}";
}

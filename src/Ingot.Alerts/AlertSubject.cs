using System.Security.Cryptography;
using System.Text;

namespace Ingot.Alerts;

/// <summary>
/// What an alert is about, as a key that stays the same: package, channel, and a hash of what identifies the gate. A hash, because a gate's slice
/// may name a category of the data, which nobody is told.
/// </summary>
public static class AlertSubject
{
    /// <summary>The subject of a gate.</summary>
    /// <param name="package">The package's id; upper and lower case are the same.</param>
    /// <param name="channel">The channel; null: all.</param>
    /// <param name="gate">The gate with its threshold, such as <c>AUC Min=0.80</c>.</param>
    /// <param name="slice">Its slice; null: all rows.</param>
    public static string OfGate(string package, string? channel, string gate, string? slice) =>
        $"{Scope(package, channel)}gate-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{gate}\n{slice}")))[..16]}";

    /// <summary>The subject of the measurement itself.</summary>
    /// <inheritdoc cref="OfGate"/>
    public static string OfMonitor(string package, string? channel) => Scope(package, channel) + "monitor";

    /// <summary>The subject of what versions a package has in a channel.</summary>
    /// <inheritdoc cref="OfGate"/>
    public static string OfVersions(string package, string? channel) => Scope(package, channel) + "versions";

    /// <summary>What all subjects of a package and channel begin with.</summary>
    /// <inheritdoc cref="OfGate"/>
    public static string Scope(string package, string? channel)
    {
        ArgumentNullException.ThrowIfNull(package);
        return $"{package.ToLowerInvariant()}/{channel ?? "-"}/";
    }
}

using System.Text.Json;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>
/// What a person signs: one version by its content, for one channel, in place of the version that holds it now. So it can be
/// used for no other package, no other channel, and not a second time.
/// </summary>
/// <param name="Package">The package's id.</param>
/// <param name="Version">The version that is approved.</param>
/// <param name="ContentHash">NuGet's content hash of it: SHA-512 in base 64.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Revision">The channel's revision that the promotion will begin: one more than now.</param>
/// <param name="Replaces">The version that holds the channel; null: none does.</param>
/// <param name="Decision">What is said.</param>
/// <param name="By">Who says it: the name of the key.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Reason">Why.</param>
public sealed record Approval(
    string Package,
    string Version,
    string ContentHash,
    string Channel,
    int Revision,
    HeldVersion? Replaces,
    ApprovalDecision Decision,
    string By,
    DateTimeOffset At,
    string Reason)
{
    /// <summary>The media type of a signed approval.</summary>
    public const string PayloadType = "application/vnd.ingot.approval+json";

    /// <summary>It as JSON: what is signed.</summary>
    public string ToJson() => StrictJson.Write(this);

    /// <summary>Signs it.</summary>
    public DsseEnvelope Sign(SigningKey key) => DsseEnvelope.Sign(PayloadType, ToJson(), key);

    /// <summary>Reads a signed approval; null when none of the keys signed it, another person's did, or it is damaged.</summary>
    /// <param name="envelope">The signed approval.</param>
    /// <param name="keys">The keys that are trusted.</param>
    public static Approval? TryOpen(DsseEnvelope envelope, KeyRing keys)
    {
        if (envelope.TryOpen(PayloadType, keys.Keys, out var signer) is not { } payload)
        {
            return null;
        }

        return Parse(payload) is { } approval && approval.By == signer!.Identity ? approval : null;
    }

    /// <summary>What an envelope says without anybody having verified it; null when it is not an approval. For showing it, never for acting on it.</summary>
    internal static Approval? Claimed(DsseEnvelope envelope) =>
        envelope.PayloadType == PayloadType && envelope.Unverified() is { } payload ? Parse(payload) : null;

    private static Approval? Parse(string payload)
    {
        try
        {
            return StrictJson.Read<Approval>(payload);
        }
        catch (JsonException)
        {
            // Signed, and yet not an approval: it says nothing that could be trusted.
            return null;
        }
    }
}

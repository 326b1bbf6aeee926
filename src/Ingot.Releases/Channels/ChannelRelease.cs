using System.Text.Json.Serialization;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>A version that holds or held a channel.</summary>
/// <param name="Version">The version as NuGet normalises it.</param>
/// <param name="ContentHash">NuGet's content hash of the package: SHA-512 in base 64.</param>
/// <param name="OnnxSha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="Revision">The channel's revision that this release began.</param>
/// <param name="PromotedBy">Who promoted it: an identity of the repository's keys where the policy asks for approvals.</param>
/// <param name="PromotedAt">When, in UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Approvals">The signed approvals that it was promoted with.</param>
/// <param name="Evidence">What was found when it was promoted; null for a return to a version that the channel held before.</param>
public sealed record ChannelRelease(
    string Version,
    string ContentHash,
    string OnnxSha256,
    int Revision,
    string PromotedBy,
    DateTimeOffset PromotedAt,
    string Reason,
    IReadOnlyList<DsseEnvelope> Approvals,
    ChannelEvidence? Evidence)
{
    /// <summary>How many of <see cref="Approvals"/> approve it: one of them may be the signature of whoever promoted it. None of them is verified here.</summary>
    [JsonIgnore]
    public int ApprovalCount => Approvals.Count(a => Approval.Claimed(a)?.Decision == ApprovalDecision.Approved);
}

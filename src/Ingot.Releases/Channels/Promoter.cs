using Ingot.Releases.Signing;

namespace Ingot.Releases.Channels;

/// <summary>Who promotes a version.</summary>
/// <param name="By">The name.</param>
/// <param name="Signature">What they signed: <see cref="ApprovalDecision.Promoted"/>; null where nothing asks for it.</param>
public sealed record Promoter(string By, DsseEnvelope? Signature);

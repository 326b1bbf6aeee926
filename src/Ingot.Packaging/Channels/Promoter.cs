using Ingot.Packaging.Signing;

namespace Ingot.Packaging.Channels;

/// <summary>Who promotes a version.</summary>
/// <param name="By">The name.</param>
/// <param name="Signature">What they signed: <see cref="ApprovalDecision.Promoted"/>; null where nothing asks for it.</param>
public sealed record Promoter(string By, DsseEnvelope? Signature);

namespace Ingot.Releases.Signing;

/// <summary>One signature of a <see cref="DsseEnvelope"/>.</summary>
/// <param name="Keyid">A hint of which key it is: <see cref="VerificationKey.KeyId"/>. Nothing is trusted because of it.</param>
/// <param name="Sig">The signature over the pre-authentication encoding: ECDSA over SHA-256 as a DER sequence (RFC 3279), in base 64.</param>
public sealed record DsseSignature(string Keyid, string Sig);

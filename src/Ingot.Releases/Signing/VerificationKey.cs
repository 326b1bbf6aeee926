using System.Security.Cryptography;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Signing;

/// <summary>A person's or a machine's public key: ECDSA over the curve P-256 (FIPS 186-5).</summary>
public sealed class VerificationKey
{
    private readonly byte[] _subjectPublicKeyInfo;

    internal VerificationKey(string identity, byte[] subjectPublicKeyInfo)
    {
        Identity = identity;
        _subjectPublicKeyInfo = subjectPublicKeyInfo;
        KeyId = Convert.ToHexStringLower(SHA256.HashData(subjectPublicKeyInfo));
    }

    /// <summary>Whose key it is, such as <c>alice@contoso.com</c>: the name under which the repository keeps it.</summary>
    public string Identity { get; }

    /// <summary>SHA-256 of the key as SubjectPublicKeyInfo (RFC 5280), lower-case hexadecimal.</summary>
    public string KeyId { get; }

    /// <summary>Reads a public key from a PEM text (<c>BEGIN PUBLIC KEY</c>, RFC 7468).</summary>
    /// <param name="identity">Whose key it is.</param>
    /// <param name="pem">The text.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6025: it is not a key, or is of another curve.</exception>
    public static VerificationKey FromPem(string identity, string pem, string path)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return KeyCurve.IsP256(key) ? new VerificationKey(identity, key.ExportSubjectPublicKeyInfo()) : throw new CryptographicException("its curve is not P-256");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw new IngotException(
                PackageDiagnostics.UnusableKey.At(
                    new SourceLocation(path), $"The public key cannot be used: {e.Message.TrimEnd('.')}. Expected a PEM file of an ECDSA key over P-256, as 'dotnet ingot keys new' writes it."),
                e);
        }
    }

    /// <summary>The key as PEM.</summary>
    public string ToPem() => new string(PemEncoding.Write("PUBLIC KEY", _subjectPublicKeyInfo)) + "\n";

    internal bool Verifies(byte[] data, byte[] signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_subjectPublicKeyInfo, out _);
        return key.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}

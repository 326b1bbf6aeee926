using System.Security.Cryptography;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Signing;

/// <summary>A private key: ECDSA over the curve P-256. It stays with its person; only <see cref="Public"/> goes into the repository.</summary>
public sealed class SigningKey : IDisposable
{
    private const int Iterations = 600_000;

    private readonly ECDsa _key;

    private SigningKey(ECDsa key, string identity)
    {
        _key = key;
        Public = new VerificationKey(identity, key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public half.</summary>
    public VerificationKey Public { get; }

    /// <summary>Makes a key.</summary>
    /// <param name="identity">Whose key it is.</param>
    public static SigningKey Create(string identity) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), identity);

    /// <summary>Reads a private key from a PEM text: PKCS #8, encrypted or not, or SEC 1.</summary>
    /// <param name="identity">Whose key it is.</param>
    /// <param name="pem">The text.</param>
    /// <param name="password">The password; empty or null: the key is not encrypted.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6025: it is not a key, is of another curve, or the password is wrong.</exception>
    public static SigningKey FromPem(string identity, string pem, string? password, string path)
    {
        var key = ECDsa.Create();
        try
        {
            if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
            {
                key.ImportFromEncryptedPem(pem, password ?? string.Empty);
            }
            else
            {
                key.ImportFromPem(pem);
            }

            return KeyCurve.IsP256(key) && HasPrivatePart(key) ? new SigningKey(key, identity) : throw new CryptographicException("it is not a private key over P-256");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new IngotException(
                PackageDiagnostics.UnusableKey.At(
                    new SourceLocation(path), $"The private key cannot be used: {e.Message.TrimEnd('.')}. Name the file that 'dotnet ingot keys new' wrote; if it is encrypted, set its password as INGOT_KEY_PASSWORD."),
                e);
        }
    }

    /// <summary>The key as PEM (PKCS #8), encrypted with AES-256 when there is a password.</summary>
    /// <param name="password">The password; empty or null: not encrypted.</param>
    public string ToPem(string? password) => (string.IsNullOrEmpty(password)
        ? _key.ExportPkcs8PrivateKeyPem()
        : _key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, Iterations))) + "\n";

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    internal byte[] Sign(byte[] data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private static bool HasPrivatePart(ECDsa key)
    {
        // A public key alone cannot sign.
        try
        {
            return key.ExportParameters(includePrivateParameters: true).D is not null;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

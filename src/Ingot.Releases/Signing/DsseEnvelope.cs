using System.Globalization;
using System.Text;
using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Signing;

/// <summary>
/// A signed text, by the Dead Simple Signing Envelope (DSSE 1.0, <c>secure-systems-lab/dsse</c>): the payload is signed
/// together with its type, and verified before anything reads it.
/// </summary>
/// <param name="PayloadType">The payload's media type, such as <see cref="InTotoType"/>.</param>
/// <param name="Payload">The payload's bytes in base 64.</param>
/// <param name="Signatures">At least one signature.</param>
public sealed record DsseEnvelope(string PayloadType, string Payload, IReadOnlyList<DsseSignature> Signatures)
{
    /// <summary>The type of an in-toto statement.</summary>
    public const string InTotoType = "application/vnd.in-toto+json";

    private const int MaxBytes = 16 << 20;

    /// <summary>Signs a text.</summary>
    /// <param name="payloadType">The payload's media type.</param>
    /// <param name="payload">The text; its bytes in UTF-8 are signed.</param>
    /// <param name="key">The private key.</param>
    public static DsseEnvelope Sign(string payloadType, string payload, SigningKey key)
    {
        var bytes = Encoding.UTF8.GetBytes(payload);
        var signature = key.Sign(PreAuthenticationEncoding(payloadType, bytes));
        return new DsseEnvelope(payloadType, Convert.ToBase64String(bytes), [new DsseSignature(key.Public.KeyId, Convert.ToBase64String(signature))]);
    }

    /// <summary>Reads an envelope from a file's text; no signature is verified yet.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The file, for diagnostics.</param>
    /// <exception cref="IngotException">INGOT6026: it is not an envelope.</exception>
    public static DsseEnvelope Parse(string json, string path)
    {
        try
        {
            return json.Length <= MaxBytes
                ? StrictJson.Read<DsseEnvelope>(json)
                : throw new JsonException($"The file has {json.Length} characters, over the {MaxBytes} that are read.");
        }
        catch (JsonException e)
        {
            throw new IngotException(
                PackageDiagnostics.DamagedSignature.At(
                    new SourceLocation(path), $"The file is not a signed envelope (DSSE): {e.Message} Restore it from where it was made, or sign again."),
                e);
        }
    }

    /// <summary>Reads the envelope that lies beside a package's file; null: there is none.</summary>
    /// <param name="package">The <c>.nupkg</c> file.</param>
    /// <exception cref="IngotException">INGOT6026: what lies there is not an envelope.</exception>
    public static DsseEnvelope? TryReadBeside(string package)
    {
        var path = package + ReleaseStatement.Extension;
        return File.Exists(path) ? Parse(File.ReadAllText(path), path) : null;
    }

    /// <summary>The envelope as JSON.</summary>
    public string ToJson() => StrictJson.Write(this) + "\n";

    /// <summary>The payload, if one of the signatures is one of these keys'; else null. A payload of another type is never given.</summary>
    /// <param name="payloadType">The type that is expected.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="signer">The key that signed.</param>
    public string? TryOpen(string payloadType, IEnumerable<VerificationKey> keys, out VerificationKey? signer)
    {
        signer = null;
        if (PayloadType != payloadType || Decode(Payload) is not { } bytes)
        {
            return null;
        }

        var signed = PreAuthenticationEncoding(PayloadType, bytes);
        var signatures = Signatures.Select(s => Decode(s.Sig)).OfType<byte[]>().ToList();
        signer = keys.FirstOrDefault(k => signatures.Exists(s => k.Verifies(signed, s)));
        return signer is null ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The payload, whoever signed it; null when it is not base 64.</summary>
    internal string? Unverified() => Decode(Payload) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>What is signed: <c>DSSEv1 LEN(type) type LEN(payload) payload</c>, so that neither part can be read as the other.</summary>
    internal static byte[] PreAuthenticationEncoding(string payloadType, byte[] payload)
    {
        var type = Encoding.UTF8.GetByteCount(payloadType).ToString(CultureInfo.InvariantCulture);
        return [.. Encoding.UTF8.GetBytes($"DSSEv1 {type} {payloadType} {payload.Length.ToString(CultureInfo.InvariantCulture)} "), .. payload];
    }

    private static byte[]? Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}

using System.Security.Cryptography;

namespace Ingot.Releases.Signing;

/// <summary>The one curve that is used.</summary>
internal static class KeyCurve
{
    // Its object identifier: the friendly name differs between platforms.
    private const string P256 = "1.2.840.10045.3.1.7";

    public static bool IsP256(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && (curve.Oid.Value == P256 || curve.Oid.FriendlyName is "nistP256" or "ECDSA_P256");
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ingot.Tool.Tests;

/// <summary>An authority for certificates: a root, an intermediate one, and a server of this machine.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _between;
    private readonly X509Certificate2 _server;

    public TestAuthority()
    {
        _root = Authority("Root", null);
        _between = Authority("Between", _root);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(_between, _between.NotBefore, _between.NotAfter, [3]);
        _server = certificate.CopyWithPrivateKey(key);
    }

    /// <summary>What a client trusts that knows the root only.</summary>
    public X509ChainPolicy Trust => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { _root },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>Writes <c>chain.pem</c> with <c>server.key</c>, and <c>chain.pfx</c>: the server's certificate and the intermediate one.</summary>
    public void Write(string folder, string? password)
    {
        File.WriteAllText(Path.Combine(folder, "chain.pem"), _server.ExportCertificatePem() + "\n" + _between.ExportCertificatePem() + "\n");
        using var key = _server.GetECDsaPrivateKey()!;
        File.WriteAllText(
            Path.Combine(folder, "server.key"),
            password is null ? key.ExportPkcs8PrivateKeyPem() : key.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));

        // Only the server's comes with its key.
        using var between = X509CertificateLoader.LoadCertificate(_between.RawData);
        var chain = new X509Certificate2Collection { between, _server };
        File.WriteAllBytes(Path.Combine(folder, "chain.pfx"), chain.Export(X509ContentType.Pkcs12, password)!);
    }

    public void Dispose()
    {
        _root.Dispose();
        _between.Dispose();
        _server.Dispose();
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        using var certificate = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, [2]);
        return certificate.CopyWithPrivateKey(key);
    }
}

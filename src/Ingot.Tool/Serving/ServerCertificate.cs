using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ingot.Core.Diagnostics;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Ingot.Tool.Serving;

/// <summary>The certificate of https addresses, with the certificates between it and the root, which clients need and do not have.</summary>
/// <param name="Own">The server's own one, with its private key.</param>
/// <param name="Chain">All of the file.</param>
internal sealed record ServerCertificate(X509Certificate2 Own, X509Certificate2Collection Chain)
{
    /// <summary>Reads the certificate that the settings name; null: they name none.</summary>
    /// <exception cref="IngotException">INGOT7007: it cannot be read, or has no private key.</exception>
    public static ServerCertificate? Load(ServeSettings settings)
    {
        if (settings.Certificate is not { } path)
        {
            return null;
        }

        try
        {
            var isPem = path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".crt", StringComparison.OrdinalIgnoreCase);
            return isPem ? FromPem(path, settings) : FromPkcs12(path, settings);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw ServeHost.Wrong("--certificate", $"{path} ({e.Message.TrimEnd('.')})", "a certificate with its private key, as .pfx, or as .pem with --certificate-key");
        }
    }

    /// <summary>Tells Kestrel.</summary>
    public void Configure(HttpsConnectionAdapterOptions options)
    {
        options.ServerCertificate = Own;
        options.ServerCertificateChain = Chain;
    }

    private static ServerCertificate FromPem(string path, ServeSettings settings)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(path);
#pragma warning disable CA2000 // Kestrel needs it as long as the process lives.
        var own = settings.CertificatePassword is null
            ? X509Certificate2.CreateFromPemFile(path, settings.CertificateKey)
            : X509Certificate2.CreateFromEncryptedPemFile(path, settings.CertificatePassword, settings.CertificateKey);
#pragma warning restore CA2000
        return new ServerCertificate(own, chain);
    }

    private static ServerCertificate FromPkcs12(string path, ServeSettings settings)
    {
        var chain = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, settings.CertificatePassword);
        var own = chain.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("none of its certificates has a private key");
        return new ServerCertificate(own, chain);
    }
}

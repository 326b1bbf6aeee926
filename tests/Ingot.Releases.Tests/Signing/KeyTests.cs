using System.Security.Cryptography;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Tests.Signing;

public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-key-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("a pass phrase")]
    public void A_private_key_survives_its_file(string? password)
    {
        using var key = SigningKey.Create("alice");
        var pem = key.ToPem(password);
        using var read = SigningKey.FromPem("alice", pem, password, "x");

        Assert.Equal(password is not null, pem.Contains("ENCRYPTED", StringComparison.Ordinal));
        Assert.All([pem, key.Public.ToPem()], p => Assert.EndsWith("KEY-----\n", p, StringComparison.Ordinal));
        Assert.Equal(key.Public.KeyId, read.Public.KeyId);
        Assert.Equal(key.Public.KeyId, VerificationKey.FromPem("alice", key.Public.ToPem(), "x").KeyId);
    }

    [Fact]
    public void A_wrong_password_another_curve_and_a_public_key_are_refused_and_why()
    {
        using var key = SigningKey.Create("alice");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.All(
            new (Action Read, string Why)[]
            {
                (() => SigningKey.FromPem("a", key.ToPem("right"), "wrong", "x"), "The private key cannot be used: "),
                (() => SigningKey.FromPem("a", key.ToPem("right"), null, "x"), "The private key cannot be used: "),
                (() => SigningKey.FromPem("a", key.Public.ToPem(), null, "x"), "The private key cannot be used: it is not a private key over P-256. Name the file"),
                (() => SigningKey.FromPem("a", other.ExportPkcs8PrivateKeyPem(), null, "x"), "it is not a private key over P-256."),
                (() => SigningKey.FromPem("a", "nothing", null, "x"), "The private key cannot be used: "),
                (() => VerificationKey.FromPem("a", other.ExportSubjectPublicKeyInfoPem(), "x"), "The public key cannot be used: its curve is not P-256. Expected a PEM file"),
                (() => VerificationKey.FromPem("a", "nothing", "x"), "The public key cannot be used: "),
            },
            a =>
            {
                var refused = Assert.Throws<IngotException>(a.Read).Diagnostic;
                Assert.Equal(("INGOT6025", "x"), (refused.Code, refused.Location.File));
                Assert.Contains(a.Why, refused.Message, StringComparison.Ordinal);
            });
    }

    [Fact]
    public void A_key_that_others_encrypted_with_an_empty_password_needs_none()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = other.ExportEncryptedPkcs8PrivateKeyPem(string.Empty, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

        using var read = SigningKey.FromPem("a", pem, null, "x");

        Assert.Equal(other.ExportSubjectPublicKeyInfoPem() + "\n", read.Public.ToPem());
    }

    [Fact]
    public void A_folder_of_keys_names_its_people()
    {
        using var alice = SigningKey.Create("alice");
        using var bob = SigningKey.Create("bob");
        File.WriteAllText(KeyRing.PathOf(_folder, "bob@contoso.com"), bob.Public.ToPem());
        File.WriteAllText(KeyRing.PathOf(_folder, "alice@contoso.com"), alice.Public.ToPem());

        Assert.Equal(["alice@contoso.com", "bob@contoso.com"], KeyRing.Read(_folder).Keys.Select(k => k.Identity));
        Assert.Empty(KeyRing.Read(Path.Combine(_folder, "none")).Keys);
        Assert.Equal((string.Empty, 0), (KeyRing.Empty.Folder, KeyRing.Empty.Keys.Count));
    }

    [Fact]
    public void One_key_under_two_names_is_refused()
    {
        using var alice = SigningKey.Create("alice");
        File.WriteAllText(KeyRing.PathOf(_folder, "alice"), alice.Public.ToPem());
        File.WriteAllText(KeyRing.PathOf(_folder, "bob"), alice.Public.ToPem());

        Assert.Contains("alice and bob have the same public key", Assert.Throws<IngotException>(() => KeyRing.Read(_folder)).Diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice@contoso.com", true)]
    [InlineData("ci-release_2+x", true)]
    [InlineData("", false)]
    [InlineData("../alice", false)]
    [InlineData(".alice", false)]
    [InlineData("a/b", false)]
    [InlineData("élise", false)]
    [InlineData("a\u0000", false)]
    public void An_identity_is_a_file_name_everywhere(string text, bool expected) => Assert.Equal(expected, KeyRing.IsIdentity(text));

    [Fact]
    public void An_identity_has_a_hundred_characters_at_most() =>
        Assert.Equal((true, false), (KeyRing.IsIdentity(new string('a', 100)), KeyRing.IsIdentity(new string('a', 101))));
}

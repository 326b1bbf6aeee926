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
        Assert.Equal(key.Public.KeyId, read.Public.KeyId);
        Assert.Equal(key.Public.KeyId, VerificationKey.FromPem("alice", key.Public.ToPem(), "x").KeyId);
    }

    [Fact]
    public void A_wrong_password_another_curve_and_a_public_key_are_refused()
    {
        using var key = SigningKey.Create("alice");
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.All(
            new Action[]
            {
                () => SigningKey.FromPem("a", key.ToPem("right"), "wrong", "x"),
                () => SigningKey.FromPem("a", key.ToPem("right"), null, "x"),
                () => SigningKey.FromPem("a", key.Public.ToPem(), null, "x"),
                () => SigningKey.FromPem("a", other.ExportPkcs8PrivateKeyPem(), null, "x"),
                () => SigningKey.FromPem("a", "nothing", null, "x"),
                () => VerificationKey.FromPem("a", other.ExportSubjectPublicKeyInfoPem(), "x"),
                () => VerificationKey.FromPem("a", "nothing", "x"),
            },
            a => Assert.Equal("INGOT6025", Assert.Throws<IngotException>(a).Diagnostic.Code));
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
    public void An_identity_is_a_file_name_everywhere(string text, bool expected) => Assert.Equal(expected, KeyRing.IsIdentity(text));
}

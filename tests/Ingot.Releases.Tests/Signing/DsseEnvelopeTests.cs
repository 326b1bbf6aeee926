using System.Security.Cryptography;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Tests.Signing;

public class DsseEnvelopeTests
{
    private const string Type = DsseEnvelope.InTotoType;

    /// <summary>The example of DSSE's protocol.md: type http://example.com/HelloWorld, body "hello world".</summary>
    [Fact]
    public void What_is_signed_is_the_specifications_example() => Assert.Equal(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
        Encoding.UTF8.GetString(DsseEnvelope.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8.ToArray())));

    /// <summary>The envelope that DSSE's protocol.md signs with its example key (curve P-256), transcribed as facts: X, Y and the signature as r and s.</summary>
    [Fact]
    public void The_specifications_signature_verifies()
    {
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = Unsigned("46950820868899156662930047687818585632848591499744589407958293238635476079160"),
                Y = Unsigned("5640078356564379163099075877009565129882514886557779369047442380624545832820"),
            },
        });
        var signature = Convert.FromBase64String("A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==");
        var signed = DsseEnvelope.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8.ToArray());

        Assert.True(key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void A_signature_is_verified_after_a_round_trip()
    {
        using var alice = SigningKey.Create("alice");
        using var bob = SigningKey.Create("bob");
        var envelope = DsseEnvelope.Parse(DsseEnvelope.Sign(Type, "{ \"é\": 1 }", alice).ToJson(), "x");

        Assert.Equal("{ \"é\": 1 }", envelope.TryOpen(Type, [bob.Public, alice.Public], out var signer));
        Assert.Equal("alice", signer!.Identity);
        Assert.Null(envelope.TryOpen(Type, [bob.Public], out signer));
        Assert.Null(signer);
        Assert.Null(envelope.TryOpen(Type, [], out _));
    }

    [Fact]
    public void A_payload_of_another_type_is_not_given()
    {
        using var key = SigningKey.Create("alice");
        var envelope = DsseEnvelope.Sign("text/plain", "x", key);

        Assert.Null(envelope.TryOpen(Type, [key.Public], out _));
        Assert.Null((envelope with { PayloadType = Type }).TryOpen(Type, [key.Public], out _));
    }

    [Fact]
    public void Any_changed_character_is_found()
    {
        using var key = SigningKey.Create("alice");
        var envelope = DsseEnvelope.Sign(Type, "The model may go.", key);
        for (var i = 0; i < envelope.Payload.Length; i++)
        {
            var changed = Changed(envelope.Payload, i);
            var same = Convert.TryFromBase64String(changed, new byte[100], out _) && Convert.FromBase64String(changed).SequenceEqual(Convert.FromBase64String(envelope.Payload));
            Assert.Equal(!same, (envelope with { Payload = changed }).TryOpen(Type, [key.Public], out _) is null);
        }

        var signature = Convert.FromBase64String(envelope.Signatures[0].Sig);
        for (var i = 0; i < signature.Length; i++)
        {
            signature[i] ^= 1;
            Assert.Null((envelope with { Signatures = [new DsseSignature("", Convert.ToBase64String(signature))] }).TryOpen(Type, [key.Public], out _));
            signature[i] ^= 1;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "payloadType": "a", "payload": null, "signatures": [] }""")]
    [InlineData("""{ "payloadType": "a", "payload": "", "signatures": [ null ] }""")]
    [InlineData("""{ "payloadType": "a", "payload": "", "payload": "", "signatures": [] }""")]
    public void What_is_not_an_envelope_is_a_coded_error(string text) =>
        Assert.Equal("INGOT6026", Assert.Throws<IngotException>(() => DsseEnvelope.Parse(text, "x")).Diagnostic.Code);

    [Fact]
    public void An_envelope_is_written_as_a_line_and_read_up_to_16_megabytes()
    {
        using var key = SigningKey.Create("alice");
        var json = DsseEnvelope.Sign(Type, "{}", key).ToJson();

        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
        Assert.Equal(json, DsseEnvelope.Parse(json.PadRight(16 << 20), "x").ToJson());
        Assert.Contains(
            "The file has 16777217 characters, over the 16777216 that are read.",
            Assert.Throws<IngotException>(() => DsseEnvelope.Parse(json.PadRight((16 << 20) + 1), "x")).Diagnostic.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not base 64!", "AA==")]
    [InlineData("AA==", "not base 64!")]
    [InlineData("AA==", "")]
    [InlineData("AA==", "AAAA")]
    public void What_is_not_a_signature_verifies_nothing(string payload, string signature)
    {
        using var key = SigningKey.Create("alice");

        Assert.Null(new DsseEnvelope(Type, payload, [new DsseSignature("k", signature)]).TryOpen(Type, [key.Public], out _));
        Assert.Null(new DsseEnvelope(Type, payload, []).TryOpen(Type, [key.Public], out _));
    }

    private static string Changed(string text, int at)
    {
        var characters = text.ToCharArray();
        characters[at] = characters[at] == 'A' ? 'B' : 'A';
        return new string(characters);
    }

    private static byte[] Unsigned(string number)
    {
        var bytes = System.Numerics.BigInteger.Parse(number, System.Globalization.CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}

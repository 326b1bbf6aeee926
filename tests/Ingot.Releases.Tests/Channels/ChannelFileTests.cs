using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Tests.Channels;

public sealed class ChannelFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-channel-tests-").FullName;

    private ChannelFolder Channels => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_channel_survives_its_file()
    {
        using var key = SigningKey.Create("alice");
        var state = State(Release("1.1.0", 2) with
        {
            Approvals = [DsseEnvelope.Sign(DsseEnvelope.InTotoType, "{}", key)],
            Evidence = new ChannelEvidence("1.0.0", "staging", 2.5, [new ChannelGate("AUC", null, GateOutcome.Passed, 0.85, null)]),
        });
        ChannelFile.Write(Channels.FileOf("production", "Contoso.Churn"), state);
        var read = Channels.Read("production", "Contoso.Churn");

        Assert.Equal(ChannelFile.ToJson(state), ChannelFile.ToJson(read));
        Assert.Equal((2, "1.1.0", "1.0.0"), (read.Revision, read.Current!.Version, read.Previous.Single().Version));
        Assert.Equal([Channels.FileOf("production", "Contoso.Churn")], Channels.Files());
    }

    [Fact]
    public void A_channel_and_a_policy_of_a_newer_form_are_refused()
    {
        var file = Channels.FileOf("production", "Contoso.Churn");
        var known = "{ \"formatVersion\": 1," + ChannelFile.ToJson(State(Release("1.1.0", 2)))[1..];
        var policy = Path.Combine(_folder, "policy.json");
        File.WriteAllText(policy, """{ "formatVersion": 2, "channels": { "production": { "unthoughtOf": true } } }""");

        Assert.Equal("1.1.0", ChannelFile.Parse(known, file).Current!.Version);
        var channel = Assert.Throws<IngotException>(() => ChannelFile.Parse("""{ "formatVersion": 2, "unthoughtOf": true }""", file));
        var rules = Assert.Throws<IngotException>(() => ChannelPolicy.Read(policy));

        Assert.Equal(("INGOT9020", file, 1), (channel.Diagnostic.Code, channel.Diagnostic.Location.File, channel.Diagnostic.Location.Line));
        Assert.Equal(("INGOT9020", policy), (rules.Diagnostic.Code, rules.Diagnostic.Location.File));
    }

    [Fact]
    public void Only_json_files_below_names_of_channels_are_channels()
    {
        foreach (var file in (string[])["production/Contoso.Churn.json", "canary/Contoso.Churn.json", "production/README.md", "production/Contoso.Churn.json.bak", "keys/bob.json", "Production/Contoso.Churn.json", "policy.json"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), "{}");
        }

        Assert.Equal([Channels.FileOf("canary", "Contoso.Churn"), Channels.FileOf("production", "Contoso.Churn")], Channels.Files());
        Assert.Empty(new ChannelFolder(Path.Combine(_folder, "none")).Files());
    }

    [Fact]
    public void A_channel_without_a_file_is_empty() =>
        Assert.Equal((0, null), (Channels.Read("production", "Contoso.Churn").Revision, Channels.Read("production", "Contoso.Churn").Current));

    [Theory]
    [InlineData("\"version\": \"1.1.0\"", "\"version\": \"one\"", "'one' is not a version")]
    [InlineData("\"version\": \"1.1.0\"", "\"version\": \"1.1\"", "'1.1' is not a version")]
    [InlineData("\"package\": \"Contoso.Churn\"", "\"package\": \"Contoso.Fraud\"", "describes the package 'Contoso.Fraud'")]
    [InlineData("\"channel\": \"production\"", "\"channel\": \"staging\"", "a channel other than 'staging'")]
    [InlineData("\"revision\": 1,", "\"revision\": 2,", "revisions do not descend")]
    [InlineData("\"revision\": 1,", "\"revision\": 0,", "revisions do not descend")]
    [InlineData("\"contentHash\": \"A", "\"contentHash\": \"!", "is not a SHA-512")]
    [InlineData("\"onnxSha256\": \"a", "\"onnxSha256\": \"X", "is not a SHA-256")]
    [InlineData("\"onnxSha256\": \"a", "\"onnxSha256\": \"aa", "the hash of the ONNX file of 1.1.0 is not a SHA-256")]
    [InlineData("\"retired\": []", "\"retired\": [ { \"version\": \"1.0\", \"retiredBy\": \"a\", \"retiredAt\": \"2026-11-24T12:00:00+00:00\", \"reason\": \"r\" } ]", "what is retired is not a version")]
    [InlineData("  \"revision\": 2,\n  \"current\"", "  \"revision\": 1,\n  \"current\"", "its revisions do not descend")]
    [InlineData("\"retired\": []", "\"retired\": [ null ]", "There is null at $.retired[0]")]
    [InlineData("\"approvals\": []", "\"approvals\": [ null ]", "There is null at $.current.approvals[0]")]
    [InlineData("\"approvals\": []", "\"approvals\": [ { \"payloadType\": \"\", \"payload\": \"\", \"signatures\": [ null ] } ]", "There is null at $.current.approvals[0].signatures[0]")]
    [InlineData("\"retired\": []", "\"retired\": [], \"more\": 1", "could not be mapped")]
    [InlineData("\"package\"", "\"package\": \"x\", \"package\"", "Duplicate")]
    [InlineData("\"promotedBy\": \"alice\"", "\"promotedBy\": null", "promotedBy")]
    [InlineData("\"retired\": []", "\"retired\": [ { \"version\": \"1.1.0\", \"retiredBy\": \"a\", \"retiredAt\": \"2026-11-24T12:00:00+00:00\", \"reason\": \"r\" } ]", "holds the channel and is retired")]
    public void A_file_that_contradicts_itself_is_refused(string text, string replacement, string message)
    {
        var json = ChannelFile.ToJson(State(Release("1.1.0", 2)));
        Assert.Contains(text, json, StringComparison.Ordinal);

        var error = Assert.Throws<IngotException>(
            () => ChannelFile.Parse(json.Replace(text, replacement, StringComparison.Ordinal), Channels.FileOf("production", "Contoso.Churn")));

        Assert.Equal("INGOT6030", error.Diagnostic.Code);
        Assert.Contains(message, error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_file_holds_it_is_read_or_refused_with_a_code()
    {
        var json = ChannelFile.ToJson(State(Release("1.1.0", 2)));
        var random = new Random(3);
        for (var i = 0; i < 3000; i++)
        {
            var characters = json.ToCharArray();
            for (var change = 0; change <= i % 5; change++)
            {
                characters[random.Next(characters.Length)] = (char)random.Next(0, i % 2 == 0 ? 128 : 0x10000);
            }

            try
            {
                _ = ChannelFile.Parse(new string(characters, 0, i % 3 == 0 ? random.Next(characters.Length) : characters.Length), Channels.FileOf("production", "Contoso.Churn"));
            }
            catch (IngotException e)
            {
                Assert.Equal("INGOT6030", e.Diagnostic.Code);
            }
        }
    }

    [Theory]
    [InlineData("production", true)]
    [InlineData("eu-2", true)]
    [InlineData("keys", false)]
    [InlineData("Production", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    [InlineData("2-eu", false)]
    [InlineData("-eu", false)]
    [InlineData("eU", false)]
    [InlineData("eu_2", false)]
    [InlineData("a234567890123456789012345678901234567890", true)]
    [InlineData("a2345678901234567890123456789012345678901", false)]
    public void A_channel_is_a_folder_name_everywhere(string name, bool expected) => Assert.Equal(expected, ChannelFolder.IsChannel(name));

    [Fact]
    public void The_files_of_channels_are_the_json_files_in_folders_with_a_channel_s_name()
    {
        Assert.Empty(new ChannelFolder(Path.Combine(_folder, "none")).Files());
        foreach (var file in new[] { "production/B.json", "production/A.json", "production/A.txt", "canary/A.json", "keys/A.json", "Other/A.json", "policy.json", "production/approvals/A.json" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
            File.WriteAllText(Path.Combine(_folder, file), "{}");
        }

        Assert.Equal(["canary/A.json", "production/A.json", "production/B.json"], Channels.Files().Select(f => Path.GetRelativePath(_folder, f).Replace('\\', '/')));
        Assert.Equal([Path.Combine(_folder, "keys"), Path.Combine(_folder, "policy.json")], [Channels.Keys, Channels.Policy]);
    }

    [Theory]
    [InlineData("production", "-churn", "is named -churn.json, but describes the package '-churn'")]
    [InlineData("Production", "Contoso.Churn", "is in the folder of a channel other than 'Production'")]
    public void A_file_whose_package_or_channel_nothing_can_have_is_refused(string channel, string package, string message)
    {
        var json = ChannelFile.ToJson(State(Release("1.1.0", 2)) with { Package = package, Channel = channel });

        var error = Assert.Throws<IngotException>(() => ChannelFile.Parse(json, Channels.FileOf(channel, package))).Diagnostic;

        Assert.Equal($"The channel file cannot be used: it {message}. Restore it from version control; change channels with 'dotnet ingot promote', 'rollback' and 'retire' only.", error.Message);
    }

    [Fact]
    public void A_file_is_read_up_to_16_megabytes()
    {
        var file = Channels.FileOf("production", "Contoso.Churn");
        var json = ChannelFile.ToJson(State(Release("1.1.0", 2)));
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);

        File.WriteAllText(file, json.PadRight(16 << 20));
        Assert.Equal(json, ChannelFile.ToJson(ChannelFile.Read(file)));
        File.WriteAllText(file, json.PadRight((16 << 20) + 1));
        var error = Assert.Throws<IngotException>(() => ChannelFile.Read(file)).Diagnostic;
        Assert.Equal(("INGOT6030", file, 0), (error.Code, error.Location.File, error.Location.Line));
        Assert.Contains("it has more than the 16777216 bytes that are read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_JSON_is_refused_at_its_line()
    {
        var error = Assert.Throws<IngotException>(() => ChannelFile.Parse("{\n  \"package\": \"Contoso.Churn\",\n  !\n}", Channels.FileOf("production", "Contoso.Churn"))).Diagnostic;

        Assert.Equal(("INGOT6030", 3, 1), (error.Code, error.Location.Line, error.Location.Column));
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(63, false)]
    [InlineData(65, false)]
    public void A_content_hash_has_64_bytes(int bytes, bool isRead)
    {
        var json = ChannelFile.ToJson(State(Release("1.1.0", 2) with { ContentHash = Convert.ToBase64String(new byte[bytes]) }));
        var error = Record.Exception(() => ChannelFile.Parse(json, Channels.FileOf("production", "Contoso.Churn")));

        Assert.Equal(isRead, error is null);
    }

    private static ChannelState State(ChannelRelease current) => new("Contoso.Churn", "production", 2, current, [Release("1.0.0", 1)], []);

    private static ChannelRelease Release(string version, int revision) =>
        new(version, Convert.ToBase64String(new byte[64]), new string('a', 64), revision, "alice", Noon, "It is better.", [], null);
}

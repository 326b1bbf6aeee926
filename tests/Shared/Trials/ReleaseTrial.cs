using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ingot.Releases.Channels;

namespace Ingot.Tests.Shared.Trials;

/// <summary>What is done with packages: keys, signatures, feeds, approvals and channels.</summary>
/// <param name="place">Where.</param>
/// <param name="verb">The verb.</param>
internal sealed partial class ReleaseTrial(TrialPlace place, string verb) : KillTrial(place)
{
    /// <summary>The verbs that can be tried.</summary>
    public static readonly IReadOnlyList<string> Verbs = ["keys", "sign", "publish", "approve", "promote", "rollback", "retire"];

    // What a verb says when it is asked again for what is done: the version is there, it holds the channel, it has a key, none is before it.
    private static readonly Dictionary<string, string[]> Done = new()
    {
        ["keys"] = ["INGOT6025"],
        ["publish"] = ["INGOT6002"],
        ["promote"] = ["INGOT6034", "INGOT6031"],
        ["rollback"] = ["INGOT6033"],
        ["retire"] = ["INGOT6034"],
    };

    public override string Name => verb;

    private string Channels => Place.At("channels");

    private string Channel => new ChannelFolder(Channels).FileOf("production", TestPackage.Id);

    public override async Task PrepareAsync()
    {
        foreach (var (version, weight) in new[] { ("1.0.0", -0.5), ("1.1.0", -0.7), ("1.2.0", -0.9) })
        {
            TestPackage.Write(Place.Work, version, weight);
        }

        if (verb == "keys")
        {
            return;
        }

        await SucceedAsync(Keys("alice"));
        if (verb is "sign" or "publish")
        {
            await SucceedAsync(Sign("1.1.0"));
            return;
        }

        await SucceedAsync(Keys("bob"));
        await SucceedAsync(Promote("1.0.0"));
        if (verb == "promote")
        {
            await SucceedAsync(Approve("1.1.0"));
        }
        else if (verb is "rollback" or "retire")
        {
            await SucceedAsync(Promote("1.1.0"));
        }

        if (verb == "retire")
        {
            // In a second channel too: a version is retired in all of them, or in none.
            await SucceedAsync(Rollback());
            await SucceedAsync(Promote("1.0.0", "staging"));
        }
    }

    public override bool WasDone(TrialRun run) =>
        Done.TryGetValue(verb, out var codes) && codes.Any(c => run.Output.Contains(c, StringComparison.Ordinal));

    // What was promoted before is in the channel's file, whatever happens.
    public override IEnumerable<string> Faults() =>
        verb is "keys" or "sign" or "publish" || ChannelFile.Read(Channel).Releases.Any(r => r.Version == "1.0.0") ? [] : ["version 1.0.0 is no longer in the channel's file"];

    public override IEnumerable<string> FaultsAtEnd() => Faults();

    public override string? ContentOf(string name, string path) => Path.GetExtension(name) switch
    {
        // Keys and signatures are others each time; times too.
        ".pem" => "a key",
        ".json" => Timeless(File.ReadAllText(path)),
        _ => base.ContentOf(name, path),
    };

    protected override IReadOnlyList<TrialCommand> Commands() =>
    [
        verb switch
        {
            "keys" => Keys("carol"),
            "sign" => Sign("1.2.0"),
            "publish" => Publish("1.1.0"),
            "approve" => Approve("1.1.0"),
            "promote" => Promote("1.1.0"),
            "rollback" => Rollback(),
            "retire" => Place.Ingot("retire", TestPackage.Id, "1.1.0", "--reason", "It leaks.", "--channels", Channels),
            _ => throw new InvalidOperationException($"There is no trial of '{verb}'."),
        },
    ];

    private TrialCommand Keys(string who) => Place.Ingot("keys", "new", who, "--out", Place.At("private", who + ".pem"), "--channels", Channels);

    private TrialCommand Sign(string version) => Place.Ingot("sign", Package(version), "--key", Place.At("private", "alice.pem"));

    private TrialCommand Publish(string version) => Place.Ingot("publish", Package(version), "--feed", Place.At("feed"), "--channels", Channels);

    private TrialCommand Approve(string version) => Place.Ingot(
        "approve", TestPackage.Id, version, "--for", "production", "--reason", "I looked.", "--package", Package(version), "--key", Place.At("private", "bob.pem"), "--channels", Channels);

    private TrialCommand Promote(string version, string channel = "production") => Place.Ingot(
        "promote", TestPackage.Id, version, "--to", channel, "--reason", "It is better.", "--package", Package(version), "--key", Place.At("private", "alice.pem"), "--channels", Channels);

    private TrialCommand Rollback() => Place.Ingot("rollback", TestPackage.Id, "--on", "production", "--reason", "Too slow.", "--channels", Channels);

    private string Package(string version) => Place.At($"{TestPackage.Id}.{version}.nupkg");

    private static string Timeless(string json)
    {
        var node = JsonNode.Parse(json)!;
        if (node is JsonObject o && o.TryGetPropertyValue("payload", out var payload))
        {
            json = Encoding.UTF8.GetString(Convert.FromBase64String((string)payload!));
        }

        return Hash().Replace(Time().Replace(json, "time"), "hash");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"[0-9a-f]{64}|""(sig|payload|keyid|signature)"": ""[^""]*""")]
    private static partial Regex Hash();
}

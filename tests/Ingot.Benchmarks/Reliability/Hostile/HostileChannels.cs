using Ingot.Releases.Channels;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Channel files, approvals and keys, as a pull request may change them.</summary>
/// <param name="place">Where.</param>
internal sealed class HostileChannels(TrialPlace place) : HostileSurface(place)
{
    private readonly (string What, byte[] Content)[] _crafted =
    [
        ("no bytes", []),
        ("null", "null"u8.ToArray()),
        ("deep lists", JsonDamage.Deep),
        ("deep objects", JsonDamage.DeepObject),
        ("one key twice", """{"package": "Contoso.Churn", "package": "Contoso.Other", "channel": "production", "releases": []}"""u8.ToArray()),
        ("releases twice", """{"package": "Contoso.Churn", "channel": "production", "releases": [], "releases": [null]}"""u8.ToArray()),
        ("a release that is null", """{"package": "Contoso.Churn", "channel": "production", "releases": [null]}"""u8.ToArray()),
    ];

    public override string Name => "channels";

    public override int Crafted => _crafted.Length * 2;

    private string Channels => Place.At("channels");

    private string Channel => new ChannelFolder(Channels).FileOf("production", TestPackage.Id);

    public override async Task PrepareAsync()
    {
        TestPackage.Write(Place.Work, "1.0.0");
        TestPackage.Write(Place.Work, "1.1.0", -0.7);
        foreach (var who in new[] { "alice", "bob" })
        {
            await SucceedAsync(Place.Ingot("keys", "new", who, "--out", Place.At("private", who + ".pem"), "--channels", Channels));
        }

        await SucceedAsync(Promote("1.0.0"));
        await SucceedAsync(Place.Ingot(
            "approve", TestPackage.Id, "1.1.0", "--for", "production", "--reason", "I looked.", "--package", Package("1.1.0"), "--key", Place.At("private", "bob.pem"), "--channels", Channels));
    }

    public override HostileCase Damage(int number, int seed)
    {
        var mutator = new RequestMutator(seed);
        if (number < Crafted)
        {
            var (what, content) = _crafted[number / 2];
            File.WriteAllBytes(Channel, content);
            return new HostileCase(what, number % 2 == 0 ? Promote("1.1.0") : Check());
        }

        var files = Directory.GetFiles(Channels, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var file = mutator.Below(2) == 0 ? Channel : files[mutator.Below(files.Count)];
        File.WriteAllBytes(file, JsonDamage.Of(File.ReadAllBytes(file), mutator));
        var command = mutator.Below(4) switch
        {
            0 => Check(),
            1 => Place.Ingot("channels", "list", "--channels", Channels),
            2 => Place.Ingot("rollback", TestPackage.Id, "--on", "production", "--reason", "Too slow.", "--channels", Channels),
            _ => Promote("1.1.0"),
        };
        return new HostileCase("damaged, " + Path.GetRelativePath(Place.Work, file), command);
    }

    private TrialCommand Check() => Place.Ingot("channels", "check", "--channels", Channels);

    private TrialCommand Promote(string version) => Place.Ingot(
        "promote", TestPackage.Id, version, "--to", "production", "--reason", "It is better.", "--package", Package(version), "--key", Place.At("private", "alice.pem"), "--channels", Channels);

    private string Package(string version) => Place.At($"{TestPackage.Id}.{version}.nupkg");
}

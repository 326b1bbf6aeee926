using System.IO.Compression;
using System.Text;
using Ingot.Tests.Shared;
using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>Packages of others: archives that lie, models that mean harm, evidence that is damaged.</summary>
/// <param name="place">Where.</param>
/// <param name="verb">What reads them.</param>
internal sealed class HostilePackages(TrialPlace place, string verb) : HostileSurface(place)
{
    /// <summary>What reads packages.</summary>
    public static readonly IReadOnlyList<string> Verbs = ["verify", "show", "diff", "promote"];

    private const string Version = "1.1.0";
    private const string Metrics = "evidence/metrics.json";
    private const string Onnx = "model/Churn.onnx";

    // The readers of each must end, whatever they are given; 600 MB of spaces come out of 3 MB.
    private const int BombMegabytes = 600;

    // Less than a command may take in all.
    private const string TrialSeconds = "20";

    private static readonly string[] Evidence = ["evidence/Churn.schema.json", Metrics, "evidence/verdicts.json", "evidence/golden.json", "evidence/provenance.json"];

    private static readonly (string What, Func<byte[]> Bytes)[] Models =
    [
        ("a loop without end", HostileModels.Endless),
        ("products for ever", HostileModels.Slow),
        ("a number of a tensor that has not so many", HostileModels.Broken),
        ("a tensor of 1.6 GB", () => HostileModels.Large()),
        ("a constant of 1.6 GB", () => HostileModels.LargeWhenLoaded()),
        ("weights in another file", HostileModels.External),
        ("weights in another file, in a branch", HostileModels.ExternalInABranch),
        ("a foreign operator", () => HostileModels.Foreign("com.contoso")),
        ("a function", HostileModels.Function),
        ("a graph in a graph, 3,000 times", () => HostileModels.Deep(3000)),
        ("a tensor that claims to be greater", HostileModels.Liar),
        ("a sparse tensor", HostileModels.Sparse),
        ("no bytes as a model", () => []),
    ];

    private readonly (string What, Action<HostilePackages> Make)[] _crafted =
    [
        // Promote tries the model as verify does; the others do not run it.
        .. (verb == "verify" ? Models : []).Select(m => (m.What, (Action<HostilePackages>)(p => p.Write(f => f[Onnx] = m.Bytes())))),
        .. Evidence.Select(e => ("deep lists as " + e, (Action<HostilePackages>)(p => p.Write(f => f[e] = JsonDamage.Deep)))),
        .. Evidence.Select(e => ("deep objects as " + e, (Action<HostilePackages>)(p => p.Write(f => f[e] = JsonDamage.DeepObject)))),
        .. Evidence.Select(e => ("null as " + e, (Action<HostilePackages>)(p => p.Write(f => f[e] = "null"u8.ToArray())))),
        .. new[] { Metrics, Onnx, "evidence/provenance.json", TestPackage.Id + ".nuspec" }.Select(e => ("a bomb as " + e, (Action<HostilePackages>)(p => p.Add(e, Bomb, remove: true)))),
        .. new[] { Metrics, Onnx, TestPackage.Id + ".nuspec" }.Select(e => (e + " twice", (Action<HostilePackages>)(p => p.Add(e, s => s.Write("{}"u8), remove: false)))),
        .. new[] { "../evil.json", "evidence/../../evil.json", "/evil.json", "..\\..\\evil.json", "C:\\evil.json", "evidence/" + new string('x', 5000) + ".json" }
            .Select(e => ("the entry " + e[..Math.Min(30, e.Length)], (Action<HostilePackages>)(p => p.Add(e, s => s.Write("{}"u8), remove: false)))),
        ("a nuspec of entities", p => p.Write(f => f[TestPackage.Id + ".nuspec"] = Entities())),
        ("a nuspec that reads a file", p => p.Write(f => f[TestPackage.Id + ".nuspec"] = """<?xml version="1.0"?><!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><package><metadata><id>&x;</id></metadata></package>"""u8.ToArray())),
        ("an empty file", p => File.WriteAllBytes(p.Package, [])),
        ("an empty archive", p => File.WriteAllBytes(p.Package, [0x50, 0x4B, 5, 6, .. new byte[18]])),
        ("a text", p => File.WriteAllText(p.Package, "version https://git-lfs.github.com/spec/v1\n")),
        ("a folder", p => MakeFolder(p.Package)),
    ];

    public override string Name => "packages: " + verb;

    public override int Crafted => _crafted.Length;

    private string Package => Place.At($"{TestPackage.Id}.{Version}.nupkg");

    private string Key => Place.At("private", "alice.pem");

    public override async Task PrepareAsync()
    {
        TestPackage.Write(Place.Work, "1.0.0");
        TestPackage.Write(Place.Work, Version, -0.7);
        await SucceedAsync(Place.Ingot("keys", "new", "alice", "--out", Key, "--channels", Place.At("channels")));
    }

    public override HostileCase Damage(int number, int seed)
    {
        if (number < Crafted)
        {
            _crafted[number].Make(this);
            return new HostileCase(_crafted[number].What, Command());
        }

        var mutator = new RequestMutator(seed);
        if (number % 2 == 0)
        {
            File.WriteAllBytes(Package, JsonDamage.Of(File.ReadAllBytes(Package), mutator));
            return new HostileCase("bytes of the archive", Command());
        }

        string[] entries = [Onnx, TestPackage.Id + ".nuspec", .. Evidence[..^1]];
        var entry = entries[mutator.Below(entries.Length)];
        Write(f => f[entry] = JsonDamage.Of(f[entry], mutator));
        return new HostileCase("damaged, " + entry, Command());
    }

    private TrialCommand Command() => verb switch
    {
        "diff" => Place.Ingot("diff", Place.At($"{TestPackage.Id}.1.0.0.nupkg"), Package),
        "promote" => Place.Ingot("promote", TestPackage.Id, Version, "--to", "production", "--reason", "It is better.", "--package", Package, "--key", Key, "--channels", Place.At("channels"), "--trial-time", TrialSeconds),
        "verify" => Place.Ingot("verify", Package, "--channels", Place.At("channels"), "--trial-time", TrialSeconds),
        _ => Place.Ingot(verb, Package, "--channels", Place.At("channels")),
    };

    // With a provenance that speaks of the damage: what is read is not refused for its hash.
    private void Write(Action<Dictionary<string, byte[]>> edit) => TestPackage.Write(Place.Work, Version, -0.7, edit: edit);

    private void Add(string name, Action<Stream> write, bool remove)
    {
        using var archive = ZipFile.Open(Package, ZipArchiveMode.Update);
        if (remove)
        {
            archive.GetEntry(name)!.Delete();
        }

        using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
        write(entry);
    }

    private static void Bomb(Stream stream)
    {
        var spaces = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
        for (var i = 0; i < BombMegabytes; i++)
        {
            stream.Write(spaces);
        }
    }

    private static byte[] Entities()
    {
        var entities = string.Concat(Enumerable.Range(1, 12).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY e0 \"x\">{entities}]><package><metadata><id>&e12;</id></metadata></package>");
    }

    private static void MakeFolder(string path)
    {
        File.Delete(path);
        Directory.CreateDirectory(path);
    }
}

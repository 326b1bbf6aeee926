using System.Runtime.Versioning;
using System.Security.Cryptography;
using Ingot.Tests.Shared;

namespace Ingot.Sdk.Tests;

/// <summary>A cache that several clones and users share.</summary>
public class CacheTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void An_entry_is_taken_by_who_holds_the_key_and_never_when_somebody_else_wrote_it()
    {
        var cache = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;
        var model = new TinyModel(fixture);
        Assert.Equal("prepare train", Train(model, cache, "own").Stages);

        // The attack: another model, with a record that has its hash.
        var file = Directory.GetFiles(cache, "model.onnx", SearchOption.AllDirectories).Single();
        var record = Path.Combine(Path.GetDirectoryName(file)!, "record.txt");
        var before = Hash(file);
        File.WriteAllText(file, new string('x', (int)new FileInfo(file).Length));
        File.WriteAllText(record, File.ReadAllText(record).Replace(before, Hash(file), StringComparison.Ordinal));

        var attacked = Clone(model);
        var built = Train(attacked, cache, "own");
        Assert.Equal((0, "train"), (built.ExitCode, built.Stages));
        Assert.Contains($"warning INGOT9030: The cache in '{cache}' has an entry of stage 'train' that is not used: it has no seal of this key", built.Output, StringComparison.Ordinal);
        Assert.Equal(before, Hash(attacked.At("obj/Debug/ingot/train/model.onnx")));
        Assert.Contains("\nfrom cache\n", File.ReadAllText(attacked.At("obj/Debug/ingot/prepare/record.txt")), StringComparison.Ordinal);
        Assert.DoesNotContain("\nfrom cache\n", File.ReadAllText(attacked.At("obj/Debug/ingot/train/record.txt")), StringComparison.Ordinal);

        // Another user's key: one message for all stages. He makes all himself.
        var stranger = Train(Clone(model), cache, "other");
        Assert.Equal((0, "prepare train"), (stranger.ExitCode, stranger.Stages));
        Assert.Equal(1, Count(stranger.Output, "warning INGOT9030"));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_others_can_write_to_is_used_with_a_key_of_the_team_only()
    {
        var cache = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;
        File.SetUnixFileMode(cache, (UnixFileMode)0b111_111_111);
        var model = new TinyModel(fixture);
        var refused = Train(model, cache, "own");
        Assert.Equal((0, "prepare train"), (refused.ExitCode, refused.Stages));
        Assert.Equal(1, Count(refused.Output, "warning INGOT9031"));
        Assert.Empty(Directory.GetFiles(cache, "model.onnx", SearchOption.AllDirectories));

        var key = Path.Combine(fixture.Root, "team.key");
        File.WriteAllText(key, "too short");
        var unusable = Train(Clone(model), cache, "own", "-p:IngotCacheKeyFile=" + key);
        Assert.Equal((0, "prepare train"), (unusable.ExitCode, unusable.Stages));
        Assert.Equal(1, Count(unusable.Output, $"warning INGOT9032: The cache is not used: the file '{key}' of IngotCacheKeyFile cannot be its key: It has 9 characters"));

        File.WriteAllText(key, new string('k', 64));
        Assert.Equal("prepare train", Train(Clone(model), cache, "own", "-p:IngotCacheKeyFile=" + key).Stages);
        var colleague = Clone(model).Run(null, Environment(cache, "other", new string('k', 64)), "msbuild", "-restore", "-t:TrainModel");
        Assert.Equal((0, string.Empty), (colleague.ExitCode, colleague.Stages));
        Assert.DoesNotContain("INGOT903", colleague.Output, StringComparison.Ordinal);
    }

    private TinyModel Clone(TinyModel model)
    {
        var clone = new TinyModel(fixture);
        File.Copy(model.At("Tiny.schema.json"), clone.At("Tiny.schema.json"));
        return clone;
    }

    private (int ExitCode, string Stages, string Output) Train(TinyModel model, string cache, string user, params string[] arguments) =>
        model.Run(null, Environment(cache, user, string.Empty), ["msbuild", "-restore", "-t:TrainModel", .. arguments]);

    private Dictionary<string, string> Environment(string cache, string user, string key) => new()
    {
        ["IngotCacheDirectory"] = cache,
        ["IngotRecordFolder"] = Path.Combine(fixture.Root, "records"),
        ["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(fixture.Root, "users", user)).FullName,
        ["INGOT_CACHE_KEY"] = key,
    };

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    // Not in the summary at the end, which repeats them.
    private static int Count(string output, string text) => output.Split("Build succeeded")[0].Split(text).Length - 1;
}

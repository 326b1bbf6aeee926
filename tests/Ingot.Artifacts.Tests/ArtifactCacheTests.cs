namespace Ingot.Artifacts.Tests;

public class ArtifactCacheTests
{
    [Fact]
    public void What_was_stored_comes_back_with_diagnostics_of_the_clone_that_asks()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, "/first/clone/M.csproj(3,1): warning INGOT1001: x");

        Assert.True(Cache(folder).TryRestore(key, folder.At("other/train"), "/second"));

        Assert.Equal("bytes", File.ReadAllText(folder.At("other/train/model.onnx")));
        Assert.Equal("/second/M.csproj(3,1): warning INGOT1001: x", File.ReadAllText(folder.At("other/train/diagnostics.txt")));
    }

    [Fact]
    public void A_damaged_entry_is_removed_and_never_used()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var stored = Directory.GetFiles(folder.At("cache"), "model.onnx", SearchOption.AllDirectories).Single();
        File.WriteAllText(stored, "bytez");

        Assert.False(Cache(folder).TryRestore(key, folder.At("other/train"), "/second"));

        Assert.False(Directory.Exists(folder.At("other/train")));
        Assert.False(File.Exists(stored));
    }

    [Fact]
    public void An_unknown_key_is_no_error()
    {
        using var folder = new TemporaryFolder();
        Assert.False(Cache(folder).TryRestore(ContentHash.OfText("nothing"), folder.At("train"), "/first"));
    }

    private static string StoreStage(TemporaryFolder folder, string diagnostics)
    {
        folder.Write("train/model.onnx", "bytes");
        folder.Write("train/diagnostics.txt", diagnostics);
        var key = new StageKey("train", 1);
        StageRecord.Create(folder.At("train"), key, exitCode: 0).Write(folder.At("train"));
        Cache(folder).Store(key.Compute(), folder.At("train"), "/first/clone");
        return key.Compute();
    }

    private static ArtifactCache Cache(TemporaryFolder folder) => new(folder.At("cache"));
}

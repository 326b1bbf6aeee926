using Ingot.Artifacts.Stages;

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

    [Theory]
    [InlineData("../evil")]
    [InlineData("sub/../../evil")]
    [InlineData("/evil")]
    [InlineData("..\\evil")]
    public void An_entry_that_names_a_file_out_of_its_folder_is_removed_and_never_used(string name)
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var entry = Path.GetDirectoryName(Directory.GetFiles(folder.At("cache"), "model.onnx", SearchOption.AllDirectories).Single())!;
        File.Copy(Path.Combine(entry, "model.onnx"), Path.Combine(entry, "..", "evil"));
        var record = Path.Combine(entry, StageRecord.FileName);
        File.WriteAllText(record, File.ReadAllText(record).Replace(" model.onnx", " " + name, StringComparison.Ordinal));

        Assert.False(Cache(folder).TryRestore(key, folder.At("other/train"), "/second"));

        Assert.False(Directory.Exists(folder.At("other")) && Directory.EnumerateFileSystemEntries(folder.At("other")).Any());
        Assert.False(Directory.Exists(entry));
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData(StageRecord.FileName)]
    public void An_entry_that_lost_a_file_is_made_again(string lost)
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        File.Delete(Directory.GetFiles(folder.At("cache"), lost, SearchOption.AllDirectories).Single());

        Assert.False(Cache(folder).TryRestore(key, folder.At("other/train"), "/second"));
        StoreStage(folder, string.Empty);

        Assert.True(Cache(folder).TryRestore(key, folder.At("other/train"), "/second"));
    }

    [Fact]
    public void One_at_a_time_makes_an_entry_and_a_cache_that_cannot_be_written_has_no_lock()
    {
        using var folder = new TemporaryFolder();
        var key = ContentHash.OfText("key");
        using (Cache(folder).TryLock(key, () => false))
        {
            var asked = 0;
            Assert.Null(Cache(folder).TryLock(key, () => ++asked > 2));
            Assert.Equal(3, asked);
        }

        Assert.Empty(Directory.GetFiles(folder.At("cache"), "*", SearchOption.AllDirectories));
        using var again = Cache(folder).TryLock(key, () => false);
        Assert.NotNull(again);

        // A file where the folder should be: nobody can make one, not even an administrator.
        folder.Write("file", string.Empty);
        Assert.Null(new ArtifactCache(folder.At("file")).TryLock(key, () => false));
    }

    [Fact]
    public void An_unknown_key_is_not_an_error()
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

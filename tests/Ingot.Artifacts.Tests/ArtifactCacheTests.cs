using Ingot.Artifacts.Stages;
using Ingot.Tests.Shared;

namespace Ingot.Artifacts.Tests;

public class ArtifactCacheTests
{
    [Fact]
    public void What_was_stored_comes_back_with_diagnostics_of_the_clone_that_asks()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, "/first/clone/M.csproj(3,1): warning INGOT1001: x");

        Assert.Equal(CacheAnswer.Taken, Cache(folder).Take(key, folder.At("other/train"), "/second"));

        Assert.Equal("bytes", File.ReadAllText(folder.At("other/train/model.onnx")));
        Assert.Equal("/second/M.csproj(3,1): warning INGOT1001: x", File.ReadAllText(folder.At("other/train/diagnostics.txt")));
    }

    [Fact]
    public void What_builds_left_that_were_killed_while_they_stored_is_removed_by_the_one_that_stores()
    {
        using var folder = new TemporaryFolder();
        StoreStage(folder, string.Empty);
        var entry = Entry(folder);
        Directory.Delete(entry, recursive: true);
        Directory.CreateDirectory(entry + ".tmp-1");
        File.WriteAllText(Path.Combine(entry + ".tmp-1", "model.onnx"), "byt");

        StoreStage(folder, string.Empty);

        Assert.Equal([entry], Directory.GetFileSystemEntries(Path.GetDirectoryName(entry)!));
    }

    [UnixFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Those_who_share_a_cache_may_read_what_is_stored_whatever_the_modes_of_its_maker_are()
    {
        const UnixFileMode group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        using var folder = new TemporaryFolder();
        StoreStage(folder, string.Empty);
        var (entry, cache) = (Entry(folder), Path.GetFullPath(Path.Combine(Entry(folder), "..", "..")));
        Directory.Delete(entry, recursive: true);
        File.SetUnixFileMode(cache, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | group | UnixFileMode.GroupExecute);

        StoreStage(folder, string.Empty);

        Assert.All(Directory.GetFileSystemEntries(entry).Append(entry), made => Assert.Equal(group, File.GetUnixFileMode(made) & group));

        // So are the folder above a new entry, and the lock of who makes it.
        var key = ContentHash.OfText("of another folder");
        using var held = Cache(folder).TryLock(key, () => false);
        var above = folder.At("cache/" + key[..2]);
        Assert.All(Directory.GetFileSystemEntries(above).Append(above), made => Assert.Equal(group, File.GetUnixFileMode(made) & group));
    }

    [Fact]
    public void A_stage_of_which_a_file_is_gone_leaves_nothing_in_the_cache()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train/model.onnx", "bytes");
        folder.Write("train/second.txt", "gone");
        var key = new StageKey("train", 1);
        StageRecord.Create(folder.At("train"), key, exitCode: 0).Write(folder.At("train"));
        File.Delete(folder.At("train/second.txt"));

        Cache(folder).Store(key.Compute(), folder.At("train"), "/first/clone");

        Assert.Empty(Directory.GetFileSystemEntries(folder.At("cache/" + key.Compute()[..2])));
        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(key.Compute(), folder.At("other/train"), "/second"));
    }

    [Fact]
    public void A_damaged_entry_is_removed_and_never_used()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var stored = Path.Combine(Entry(folder), "model.onnx");
        File.WriteAllText(stored, "bytez");

        Assert.Equal(CacheAnswer.Damaged, Cache(folder).Take(key, folder.At("other/train"), "/second"));

        Assert.Empty(Directory.GetFileSystemEntries(folder.At("other")));
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
        var entry = Entry(folder);
        File.Copy(Path.Combine(entry, "model.onnx"), Path.Combine(entry, "..", "evil"));
        var record = Path.Combine(entry, StageRecord.FileName);
        Reseal(entry, File.ReadAllText(record).Replace(" model.onnx", " " + name, StringComparison.Ordinal));

        Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(key, folder.At("other/train"), "/second"));

        Assert.False(Directory.Exists(folder.At("other")) && Directory.EnumerateFileSystemEntries(folder.At("other")).Any());
        Assert.False(Directory.Exists(entry));
    }

    [Theory]
    [InlineData("model.onnx", CacheAnswer.Damaged)]
    [InlineData(StageRecord.FileName, CacheAnswer.Unsealed)]
    [InlineData(ArtifactCache.SealFile, CacheAnswer.Unsealed)]
    public void An_entry_that_lost_a_file_is_made_again(string lost, CacheAnswer answer)
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        File.Delete(Directory.GetFiles(folder.At("cache"), lost, SearchOption.AllDirectories).Single());

        Assert.Equal(answer, Cache(folder).Take(key, folder.At("other/train"), "/second"));
        StoreStage(folder, string.Empty);

        Assert.Equal(CacheAnswer.Taken, Cache(folder).Take(key, folder.At("other/train"), "/second"));
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
        Assert.Null(new ArtifactCache(folder.At("file"), Key('k')).TryLock(key, () => false));
    }

    [Fact]
    public void Every_kind_of_output_comes_back_and_nothing_is_left_beside_it()
    {
        using var folder = new TemporaryFolder();
        folder.Write("train/empty.txt", string.Empty);
        folder.Write("train/deep/er/file.txt", "deep");
        folder.Write("other/train/old.txt", "of an earlier build");
        var key = StoreStage(folder, "/first/clone/ä.csproj: and /first/clone again");
        Array.ForEach(Directory.GetFiles(Entry(folder), "*", SearchOption.AllDirectories), f => File.SetAttributes(f, FileAttributes.ReadOnly));

        Assert.Equal(CacheAnswer.Taken, Cache(folder).Take(key, folder.At("other/train"), "/second"));

        string[] files = ["deep/er/file.txt", "diagnostics.txt", "empty.txt", "model.onnx"];
        Assert.Equal(files, Directory.GetFiles(folder.At("other/train"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder.At("other/train"), f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.False(File.GetAttributes(folder.At("other/train/" + f)).HasFlag(FileAttributes.ReadOnly)));
        Assert.Equal("/second/ä.csproj: and /second again", File.ReadAllText(folder.At("other/train/diagnostics.txt")));
        Assert.Equal([folder.At("other/train")], Directory.GetFileSystemEntries(folder.At("other")));
        Assert.Equal([Entry(folder)], Directory.GetFileSystemEntries(Path.GetDirectoryName(Entry(folder))!));
    }

    [Fact]
    public void Only_the_stage_of_that_key_is_stored_and_once()
    {
        using var folder = new TemporaryFolder();
        var other = ContentHash.OfText("another stage");
        var key = StoreStage(folder, string.Empty);
        Cache(folder).Store(other, folder.At("train"), "/first/clone");
        Cache(folder).Store(key, folder.At("nothing"), "/first/clone");
        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(other, folder.At("other/train"), "/second"));

        // An entry that is there stays as it is.
        var written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path.Combine(Entry(folder), "seal.txt"), written);
        StoreStage(folder, string.Empty);
        Assert.Equal(written, File.GetLastWriteTimeUtc(Path.Combine(Entry(folder), "seal.txt")));

        // A disk that refuses is not the build's fault.
        folder.Write("full", string.Empty);
        new ArtifactCache(folder.At("full"), Key('k')).Store(key, folder.At("train"), "/first/clone");
        Assert.Equal(CacheAnswer.Missing, new ArtifactCache(folder.At("full"), Key('k')).Take(key, folder.At("other/train"), "/second"));
    }

    [Theory]
    [InlineData(StageRecord.FileName)]
    [InlineData(ArtifactCache.SealFile)]
    public void A_record_or_seal_that_is_empty_or_has_no_end_is_none(string name)
    {
        using var folder = new TemporaryFolder();
        foreach (var length in (long[])[0, 1 << 24])
        {
            var key = StoreStage(folder, string.Empty);
            using (var file = File.OpenWrite(Path.Combine(Entry(folder), name)))
            {
                file.SetLength(length);
            }

            Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(key, folder.At("other/train"), "/second"));
        }
    }

    [Fact]
    public void An_unknown_key_is_not_an_error()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(ContentHash.OfText("nothing"), folder.At("train"), "/first"));
    }

    [Fact]
    public void An_entry_whose_record_was_changed_with_its_file_is_removed_and_never_used()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var record = Path.Combine(Entry(folder), StageRecord.FileName);
        File.WriteAllText(Path.Combine(Entry(folder), "model.onnx"), "bytez");
        File.WriteAllText(
            record, File.ReadAllText(record).Replace(ContentHash.OfText("bytes"), ContentHash.OfText("bytez"), StringComparison.Ordinal));

        Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(key, folder.At("other/train"), "/second"));
        Assert.False(Directory.Exists(folder.At("other/train")));
        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(key, folder.At("other/train"), "/second"));
    }

    [Fact]
    public void An_entry_with_the_seal_of_another_key_and_one_of_another_stage_are_not_used()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty, Key('o'));
        Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(key, folder.At("other/train"), "/second"));

        key = StoreStage(folder, string.Empty);
        var other = ContentHash.OfText("another stage");
        Directory.CreateDirectory(folder.At("cache/" + other[..2]));
        Directory.Move(Entry(folder), folder.At($"cache/{other[..2]}/{other}"));
        Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(other, folder.At("other/train"), "/second"));
        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(key, folder.At("other/train"), "/second"));
    }

    [LinkFact]
    public void Files_of_an_entry_are_no_links()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var model = Path.Combine(Entry(folder), "model.onnx");
        File.Move(model, folder.At("elsewhere"));
        File.CreateSymbolicLink(model, folder.At("elsewhere"));

        Assert.Equal(CacheAnswer.Damaged, Cache(folder).Take(key, folder.At("other/train"), "/second"));
        Assert.Equal("bytes", File.ReadAllText(folder.At("elsewhere")));
    }

    [Fact]
    public void A_seal_of_a_size_that_none_has_is_not_read()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var seal = Path.Combine(Entry(folder), ArtifactCache.SealFile);
        var whole = File.ReadAllText(seal);

        // With spaces behind it, which are not part of it, it would fit.
        File.WriteAllText(seal, whole + new string(' ', 1 << 20));
        Assert.Equal(CacheAnswer.Taken, Cache(folder).Take(key, folder.At("first/train"), "/second"));
        File.WriteAllText(seal, whole + new string(' ', 1 << 24));
        Assert.Equal(CacheAnswer.Unsealed, Cache(folder).Take(key, folder.At("other/train"), "/second"));
    }

    [Fact]
    public void What_a_killed_build_left_behind_half_stored_is_no_entry()
    {
        using var folder = new TemporaryFolder();
        var key = StoreStage(folder, string.Empty);
        var entry = Entry(folder);
        Directory.Move(entry, entry + ".tmp-half");
        File.Delete(Path.Combine(entry + ".tmp-half", ArtifactCache.SealFile));

        Assert.Equal(CacheAnswer.Missing, Cache(folder).Take(key, folder.At("other/train"), "/second"));
        StoreStage(folder, string.Empty);
        Assert.Equal(CacheAnswer.Taken, Cache(folder).Take(key, folder.At("other/train"), "/second"));
    }

    private static string Entry(TemporaryFolder folder) =>
        Path.GetDirectoryName(Directory.GetFiles(folder.At("cache"), "model.onnx", SearchOption.AllDirectories).Single())!;

    // What only who holds the key can do.
    private static void Reseal(string entry, string record)
    {
        File.WriteAllText(Path.Combine(entry, StageRecord.FileName), record);
        File.WriteAllText(Path.Combine(entry, ArtifactCache.SealFile), Key('k').Seal("ingot-cache 1", record));
    }

    private static SealKey Key(char letter) => SealKey.OfTeam(new string(letter, SealKey.LeastLength));

    private static string StoreStage(TemporaryFolder folder, string diagnostics, SealKey? by = null)
    {
        folder.Write("train/model.onnx", "bytes");
        folder.Write("train/diagnostics.txt", diagnostics);
        var key = new StageKey("train", 1);
        StageRecord.Create(folder.At("train"), key, exitCode: 0).Write(folder.At("train"));
        new ArtifactCache(folder.At("cache"), by ?? Key('k')).Store(key.Compute(), folder.At("train"), "/first/clone");
        return key.Compute();
    }

    private static ArtifactCache Cache(TemporaryFolder folder) => new(folder.At("cache"), Key('k'));
}

namespace Ingot.Artifacts.Tests;

public class AtomicFileTests
{
    [Fact]
    public void A_file_that_cannot_be_written_leaves_nothing_and_takes_nothing_away()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.At("state.json/deep"));

        Assert.ThrowsAny<Exception>(() => AtomicFile.Write(folder.At("state.json"), "one"));

        Assert.Equal([folder.At("state.json")], Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder.At("deep/state.json"), "one");
        Assert.Equal("one"u8.ToArray(), File.ReadAllBytes(folder.At("deep/state.json")));
        AtomicFile.WriteToDisk(folder.At("deep/state.json"), "zwei ä");

        Assert.Equal("zwei ä"u8.ToArray(), File.ReadAllBytes(folder.At("deep/state.json")));
        Assert.Single(Directory.GetFiles(folder.At("deep")));
    }

    [Fact]
    public void What_a_killed_writer_left_is_removed_when_it_can_be_nobody_s_work_any_more()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, hours) in new[] { ("state.json.tmp-1", 2), ("state.json.tmp-2", 0), ("other.json.tmp-3", 2), ("state.json", 2) })
        {
            File.WriteAllText(folder.At(name), "half");
            File.SetLastWriteTimeUtc(folder.At(name), DateTime.UtcNow.AddHours(-hours));
        }

        AtomicFile.Write(folder.At("state.json"), "whole");

        Assert.Equal(["other.json.tmp-3", "state.json", "state.json.tmp-2"], Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_copy_is_whole_or_not_there()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.At("source"), [1, 2, 3]);
        AtomicFile.CopyToDisk(folder.At("source"), folder.At("deep/copy"));
        AtomicFile.CopyToDisk(folder.At("source"), folder.At("deep/copy"));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.At("deep/copy")));
        Assert.Single(Directory.GetFiles(folder.At("deep")));
        Assert.Throws<FileNotFoundException>(() => AtomicFile.CopyToDisk(folder.At("nothing"), folder.At("deep/other")));
    }
}

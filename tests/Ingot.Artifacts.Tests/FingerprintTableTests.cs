namespace Ingot.Artifacts.Tests;

public class FingerprintTableTests
{
    [Fact]
    public void A_hash_is_reused_while_size_and_time_stay()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(data, old);
        var table = new FingerprintTable(folder.At("fingerprints.txt"));
        var hash = table.HashOf(data);
        table.Save();

        // Other bytes behind the same size and time show that the file is not read again.
        File.WriteAllText(data, "x,y");
        File.SetLastWriteTimeUtc(data, old);
        Assert.Equal(hash, new FingerprintTable(folder.At("fingerprints.txt")).HashOf(data));
    }

    [Fact]
    public void A_file_changed_just_before_it_was_hashed_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        var table = new FingerprintTable(folder.At("fingerprints.txt"));
        var modified = File.GetLastWriteTimeUtc(data);
        table.HashOf(data);

        File.WriteAllText(data, "x,y");
        File.SetLastWriteTimeUtc(data, modified);
        Assert.Equal(ContentHash.OfText("x,y"), table.HashOf(data));
    }

    [Fact]
    public void A_file_that_does_not_exist_has_no_hash()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(new FingerprintTable(folder.At("t.txt")).HashOf(folder.At("none.csv")));
    }
}

namespace Ingot.Artifacts.Tests;

public class FingerprintTableTests
{
    private static readonly DateTime Old = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_hash_is_reused_while_the_file_is_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        var hash = Hash(folder, data);
        Settle(folder, hash, ContentHash.OfText("what the table says"));

        Assert.Equal(ContentHash.OfText("what the table says"), Hash(folder, data));
        Assert.Equal(hash, new FingerprintTable(folder.At("fingerprints.txt"), readsAll: true).HashOf(data));
    }

    [Fact]
    public void Other_bytes_behind_the_same_size_and_time_are_seen()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        File.SetLastWriteTimeUtc(data, Old);
        var hash = Hash(folder, data);
        Settle(folder, hash, hash);

        File.WriteAllText(data, "x,y");
        File.SetLastWriteTimeUtc(data, Old);
        Assert.Equal(ContentHash.OfText("x,y"), Hash(folder, data));
    }

    [Fact]
    public void Another_file_in_the_place_of_one_is_seen()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        var other = folder.Write("other.csv", "x,y");
        File.SetLastWriteTimeUtc(data, Old);
        File.SetLastWriteTimeUtc(other, Old);
        var hash = Hash(folder, data);
        Settle(folder, hash, hash);

        File.Move(other, data, overwrite: true);
        Assert.Equal(ContentHash.OfText("x,y"), Hash(folder, data));
    }

    [Fact]
    public void Whoever_reads_all_reads_each_file_once()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        var table = new FingerprintTable(folder.At("fingerprints.txt"), readsAll: true);
        var hash = table.HashOf(data);

        using (new FileStream(data, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            Assert.Equal(hash, table.HashOf(data));
        }
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

    private static string Hash(TemporaryFolder folder, string data)
    {
        var table = new FingerprintTable(folder.At("fingerprints.txt"));
        var hash = table.HashOf(data)!;
        table.Save();
        return hash;
    }

    // Hashed long after the last change, and so good for reuse; with another hash in the table, if a test wants to know whether it is.
    private static void Settle(TemporaryFolder folder, string hash, string by)
    {
        var parts = File.ReadAllText(folder.At("fingerprints.txt")).Split('|');
        parts[4] = DateTime.UtcNow.AddHours(1).Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture);
        File.WriteAllText(folder.At("fingerprints.txt"), string.Join('|', parts).Replace(hash, by, StringComparison.Ordinal));
    }
}

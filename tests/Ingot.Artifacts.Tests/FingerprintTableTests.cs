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
    public void A_damaged_line_of_the_table_is_a_file_that_is_read()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("a|b.csv", "a,b");
        var hash = Hash(folder, data);
        var other = ContentHash.OfText("what the table says");
        Settle(folder, hash, other);
        var good = File.ReadAllText(folder.At("fingerprints.txt"));
        Assert.Equal(other, Hash(folder, data));

        var parts = good.Split('|', 7);
        foreach (var damaged in Enumerable.Range(0, 6).Select(i => string.Join('|', parts.Select((p, k) => k != i ? p : i == 5 ? p[1..] : "x" + p))).Append(string.Join('|', parts.Skip(1))).Append("\n"))
        {
            File.WriteAllText(folder.At("fingerprints.txt"), damaged);
            Assert.Equal(hash, Hash(folder, data));
        }
    }

    [Fact]
    public void A_table_is_written_when_it_has_something_new_and_need_not_be()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.csv", "a,b");
        new FingerprintTable(folder.At("t.txt")).Save();
        Assert.False(File.Exists(folder.At("t.txt")));

        var table = new FingerprintTable(folder.At("t.txt"));
        table.HashOf(data);
        table.Save();
        File.Delete(folder.At("t.txt"));
        table.Save();
        Assert.False(File.Exists(folder.At("t.txt")));

        // A folder in its place can be neither read nor written: the file is hashed all the same.
        Directory.CreateDirectory(folder.At("t.txt"));
        table = new FingerprintTable(folder.At("t.txt"));
        Assert.Equal(ContentHash.OfText("a,b"), table.HashOf(data));
        table.Save();
        Assert.Equal([folder.At("data.csv")], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_table_is_in_the_order_of_its_files()
    {
        using var folder = new TemporaryFolder();
        var table = new FingerprintTable(folder.At("t.txt"));
        foreach (var name in new[] { "b.csv", "c.csv", "a.csv" })
        {
            table.HashOf(folder.Write(name, name));
        }

        table.Save();
        Assert.Equal(["a.csv", "b.csv", "c.csv"], File.ReadAllLines(folder.At("t.txt")).Select(Path.GetFileName));
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

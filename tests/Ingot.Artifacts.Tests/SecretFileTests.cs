
namespace Ingot.Artifacts.Tests;

public class SecretFileTests
{
    [Fact]
    public void A_secret_is_written_whole_and_never_over_another()
    {
        using var folder = new TemporaryFolder();
        SecretFile.Create(folder.At("key"), [1, 2, 3]);
        Assert.Throws<IOException>(() => SecretFile.Create(folder.At("key"), [4]));

        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder.At("key")));
        Assert.Single(Directory.GetFiles(folder.Path));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.At("key")));
        }
    }

    [Fact]
    public void A_disk_that_is_full_half_way_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<IOException>(() => SecretFile.Create(folder.At("key"), stream =>
        {
            stream.WriteByte(1);
            throw new IOException("No space left on device");
        }));
        Assert.ThrowsAny<IOException>(() => SecretFile.Create(folder.At("no/such/folder/key"), [1]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_a_killed_writer_of_a_secret_left_is_removed()
    {
        using var folder = new TemporaryFolder();
        File.SetLastWriteTimeUtc(folder.Write("key.tmp-1", "half"), DateTime.UtcNow.AddHours(-2));
        folder.Write("key.tmp-2", "of another at this moment");

        SecretFile.Create(folder.At("key"), [1]);

        Assert.Equal([folder.At("key"), folder.At("key.tmp-2")], Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
    }
}

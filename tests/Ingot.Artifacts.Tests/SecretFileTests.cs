
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
}

namespace Ingot.Artifacts.Tests;

public sealed class FoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_takes_the_name_of_another_which_is_gone()
    {
        Make("made", "new");
        Make("final", "old");

        Folders.Replace(At("made"), At("final"), At("final.old-1"));

        Assert.Equal("new", File.ReadAllText(At("final", "file.txt")));
        Assert.Equal([At("final")], Directory.GetDirectories(At()));
    }

    [Fact]
    public void A_folder_that_cannot_be_replaced_keeps_its_name()
    {
        Make("final", "old");

        Assert.Throws<DirectoryNotFoundException>(() => Folders.Replace(At("nothing"), At("final"), At("final.old-1")));

        Assert.Equal("old", File.ReadAllText(At("final", "file.txt")));
        Assert.Equal([At("final")], Directory.GetDirectories(At()));
    }

    [Fact]
    public void What_is_read_only_is_deleted_too()
    {
        Make("cached", "old");
        File.SetAttributes(At("cached", "file.txt"), FileAttributes.ReadOnly);

        Folders.Delete(At("cached"));
        Folders.Delete(At("cached"));

        Assert.Empty(Directory.GetDirectories(At()));
    }

    [Fact]
    public void A_file_that_is_open_elsewhere_is_known_from_one_that_may_not_be_read()
    {
        Assert.True(SharedFiles.IsHeldElsewhere(new IOException("It is being used by another process.", unchecked((int)0x80070020))));
        Assert.True(SharedFiles.IsHeldElsewhere(new IOException("A part of it is locked.", unchecked((int)0x80070021))));
        Assert.False(SharedFiles.IsHeldElsewhere(new IOException("There is not enough space on the disk.", unchecked((int)0x80070070))));
        Assert.False(SharedFiles.IsHeldElsewhere(new UnauthorizedAccessException()));
    }

    private string At(params string[] path) => Path.Combine([_folder.Path, .. path]);

    private void Make(string name, string content)
    {
        Directory.CreateDirectory(At(name));
        File.WriteAllText(At(name, "file.txt"), content);
    }
}

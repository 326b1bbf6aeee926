using Ingot.Releases.Channels;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

public class ChannelLockTests : ChannelTestBase
{
    [Fact]
    public void It_lies_beside_the_channels_file_and_is_gone_with_its_holder()
    {
        var file = Channels.FileOf(Production, TestPackage.Id);
        var path = Path.Combine(Path.GetDirectoryName(file)!, $".ingot-{TestPackage.Id}.lock");
        using (ChannelLock.Acquire(file, CancellationToken.None))
        {
            Assert.True(File.Exists(path));
            Assert.Empty(Channels.Files());
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            Assert.Throws<OperationCanceledException>(() => ChannelLock.Acquire(file, patience.Token));
        }

        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void What_a_killed_promotion_left_behind_holds_nobody_up()
    {
        var file = Channels.FileOf(Production, TestPackage.Id);
        using (ChannelLock.Acquire(file, CancellationToken.None))
        {
        }

        File.WriteAllText(ChannelLock.PathOf(file), "left");
        using (ChannelLock.Acquire(file, CancellationToken.None))
        {
        }

        Assert.False(File.Exists(ChannelLock.PathOf(file)));
    }
}

using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>Who changes a channel waits for whoever is changing it.</summary>
public sealed class ChannelEditorTests : PromotionTestBase
{
    private const string Staging = "staging";

    private ChannelEditor Editor => new(Channels, TimeProvider.System);

    [Fact]
    public async Task Nothing_is_promoted_while_another_changes_the_channel()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(Production))!);

        await WaitsAsync(Production, c => Editor.PromoteAsync(
            new ReleasedPackage(First, null), Production, "r", _ => new Promoter("alice", null), _ => Task.FromResult(PromotionGates.OfPackage(First)), c));
    }

    [Fact]
    public async Task Nothing_is_approved_while_another_changes_the_channel()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FileOf(Production))!);
        var approval = New(First).Statement(ApprovalDecision.Approved, "bob", "r").Sign(Bob);

        await WaitsAsync(Production, c => Task.Run(() => Editor.Approve(new ReleasedPackage(First, null), Production, approval, c)));
    }

    [Fact]
    public async Task Nothing_is_rolled_back_while_another_changes_the_channel()
    {
        Promote(Second, Promote(First));

        await WaitsAsync(Production, c => Task.Run(() => Editor.Rollback(Production, TestPackage.Id, null, "alice", "r", c)));
    }

    [Theory]
    [InlineData(Production)]
    [InlineData(Staging)]
    public async Task Nothing_is_retired_while_another_changes_one_of_the_channels(string channel)
    {
        Promote(Second, Promote(First));
        ChannelFile.Write(FileOf(Staging), ChannelState.Empty(TestPackage.Id, Staging));

        await WaitsAsync(channel, c => Task.Run(() => Editor.Retire(TestPackage.Id, "1.0.0", "alice", "r", c)));
    }

    /// <summary>While the channel is held the change waits until it is told to stop, and nothing is written; later it is made.</summary>
    private async Task WaitsAsync(string channel, Func<CancellationToken, Task> change)
    {
        var before = Written();
        using (ChannelLock.Acquire(FileOf(channel), CancellationToken.None))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => change(patience.Token)));
            Assert.Equal(before, Written());
        }

        await change(CancellationToken.None);
        Assert.NotEqual(before, Written());
    }

    private string FileOf(string channel) => Channels.FileOf(channel, TestPackage.Id);

    /// <summary>What people would commit.</summary>
    private string Written() => string.Join('\n', Directory.EnumerateFiles(Channels.Path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => f + File.ReadAllText(f)));
}

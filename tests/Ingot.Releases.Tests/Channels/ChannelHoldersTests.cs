using Ingot.Releases.Channels;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>Which channels a version holds, has held, and is retired in.</summary>
public sealed class ChannelHoldersTests : PromotionTestBase
{
    [Fact]
    public void A_version_holds_what_names_it_now_and_has_held_what_names_it_still()
    {
        var production = Promote(Second, Promote(First));
        Write(production with { Channel = "staging", Current = production.Previous[0], Previous = [], Revision = 1 });
        Write(production with { Channel = "canary" });
        var holders = ChannelHolders.Read(Channels);

        Assert.Equal(["canary", "production"], holders.Of(TestPackage.Id, "1.1.0"));
        Assert.Equal(["staging"], holders.Of("contoso.CHURN", "1.0.0"));
        Assert.Empty(holders.Of("Contoso.Fraud", "1.0.0"));
        Assert.Empty(holders.Of(TestPackage.Id, "1.0"));
        Assert.Equal([true, true, true], new[] { "1.1.0", "1.1", "1.0.0" }.Select(v => holders.HaveHeld("contoso.churn", v)));
        Assert.Equal([false, false, false], new[] { "1.2.0", "one", "1.0.0-beta" }.Select(v => holders.HaveHeld(TestPackage.Id, v)));
        Assert.False(holders.HaveHeld("Contoso.Fraud", "1.0.0"));
    }

    [Fact]
    public void A_version_is_retired_in_the_channels_that_say_so()
    {
        var state = Promote(Second, Promote(First));
        Save(ChannelChanges.Retire(state, "1.0.0", "alice", Noon, "It leaks the label.", "f"));
        Write(ChannelState.Empty(TestPackage.Id, "staging") with { Retired = [new("1.0.0-RC.1", "alice", Noon, "r"), new("1.0.0", "alice", Noon, "r")] });
        Write(ChannelState.Empty(TestPackage.Id, "canary"));
        var holders = ChannelHolders.Read(Channels);

        Assert.Equal([Production, "staging"], holders.RetiredIn("contoso.churn", "1.0.0"));
        Assert.Equal(["staging"], holders.RetiredIn(TestPackage.Id, "1.0.0-rc.1"));
        Assert.Empty(holders.RetiredIn(TestPackage.Id, "1.1.0"));
        Assert.Empty(ChannelHolders.Read(new ChannelFolder(Path.Combine(Folder, "none"))).RetiredIn(TestPackage.Id, "1.0.0"));
    }

    private void Write(ChannelState state) => ChannelFile.Write(Channels.FileOf(state.Channel, state.Package), state);
}

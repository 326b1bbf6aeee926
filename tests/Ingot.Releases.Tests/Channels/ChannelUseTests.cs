using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>What an application gets for a channel, and what it is refused.</summary>
public sealed class ChannelUseTests : ChannelTestBase
{
    private const string OneApproval = """{ "channels": { "production": { "approvals": 1 } } }""";
    private static readonly SourceLocation Place = new("App.csproj", 7, 5);

    [Fact]
    public void The_version_that_holds_the_channel_comes_with_its_hash()
    {
        Promote(First);
        Promote(Second);

        Assert.Equal(("1.1.0", Second.ContentHash), Resolve(Production, null));
        Assert.Equal(("1.0.0", First.ContentHash), Resolve(Production, "1.0.0"));
        Assert.Equal(("1.0.0", First.ContentHash), Resolve(null, "1.0.0"));
        Assert.Equal(("0.1.0", null), Resolve(null, "0.1.0"));
    }

    [Fact]
    public void A_channel_without_the_version_is_refused_at_the_reference()
    {
        var nothing = Refused("INGOT6051", Production, null);
        Assert.Equal(Place, nothing.Location);
        Assert.Contains("; it holds no other channel there either: correct the package's id, or the folder", nothing.Message, StringComparison.Ordinal);
        Assert.EndsWith("(property ModelChannelsFolder), if it should. Promote one: dotnet ingot promote Contoso.Churn VERSION --to production.", nothing.Message, StringComparison.Ordinal);
        Assert.Contains("1.1.0 never held the channel production", Refused("INGOT6051", Production, "1.1.0").Message, StringComparison.Ordinal);
        Assert.EndsWith(", and no other version did. Name a version that did, or leave Version out.", Refused("INGOT6051", Production, "1.1.0").Message, StringComparison.Ordinal);
        Promote(First);
        var never = Refused("INGOT6051", Production, "1.1.0").Message;
        Assert.Contains("1.1.0 never held the channel production", never, StringComparison.Ordinal);
        Assert.Contains("; the version that did is 1.0.0. Name", never, StringComparison.Ordinal);
        Assert.Contains("; the channels that it holds are production (1.0.0): correct the name if one of these was meant. Promote", Refused("INGOT6051", "prodution", null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_channel_s_package_of_the_version_is_not_the_channel_s()
    {
        Promote(First);
        var held = Channels.Read(Production, TestPackage.Id);
        Save(held with { Channel = "canary", Current = held.Current! with { ContentHash = Second.ContentHash } });

        Assert.Equal(First.ContentHash, Resolve(Production, "1.0.0").ContentHash);
        Assert.Equal(First.ContentHash, Resolve(Production, null).ContentHash);
        Save(ChannelState.Empty(TestPackage.Id, Production));
        Assert.Contains("; the channels that it holds are canary (1.0.0): correct", Refused("INGOT6051", Production, null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_was_retired_in_any_channel_is_refused()
    {
        Promote(First);
        Promote(Second);
        Save(ChannelChanges.Retire(ChannelState.Empty(TestPackage.Id, "staging"), "1.1.0", "alice", Noon, "It leaks the label.", "f"));

        Assert.Contains("retired by alice: It leaks the label.", Refused("INGOT6034", Production, null).Message, StringComparison.Ordinal);
        Refused("INGOT6034", null, "1.1.0");
        Assert.Equal("1.0.0", Resolve(Production, "1.0.0").Version);
    }

    [Fact]
    public void A_version_that_lacks_approvals_is_refused_and_an_approved_one_is_not()
    {
        Promote(First);
        File.WriteAllText(Channels.Policy, OneApproval);
        Assert.Contains("1.0.0 has 0 approvals, but the policy asks for 1", Refused("INGOT6036", Production, null).Message + Refused("INGOT6036", Production, "1.0.0").Message, StringComparison.Ordinal);

        PromoteApproved(Second);
        Assert.Equal("1.1.0", Resolve(Production, null).Version);

        // What it replaced still lacks them; whoever approved must still be known.
        Refused("INGOT6036", Production, "1.0.0");
        File.Delete(KeyRing.PathOf(Channels.Keys, "bob"));
        Refused("INGOT6036", Production, null);
    }

    [Fact]
    public void A_return_to_a_version_counts_as_its_approved_promotion()
    {
        File.WriteAllText(Channels.Policy, OneApproval);
        PromoteApproved(First);
        PromoteApproved(Second);
        Save(ChannelChanges.Rollback(Channels.Read(Production, TestPackage.Id), null, "alice", Noon, "Too slow.", "f"));
        Assert.Equal("1.0.0", Resolve(Production, null).Version);

        // The same return, to a promotion that nobody approved.
        var state = Channels.Read(Production, TestPackage.Id);
        Save(state with { Previous = [state.Previous[0], state.Previous[1] with { Approvals = [] }] });
        Assert.Contains("1.0.0", Refused("INGOT6036", Production, null).Message, StringComparison.Ordinal);
    }

    /// <summary>What counts of a version that held the channel twice is how it came the last time.</summary>
    [Fact]
    public void A_version_that_came_again_with_approvals_is_not_held_to_how_it_came_before()
    {
        Promote(First);
        Promote(Second);
        File.WriteAllText(Channels.Policy, OneApproval);
        PromoteApproved(First);
        Assert.Equal("1.0.0", Resolve(Production, null).Version);

        // Nor is it helped by it.
        var state = Channels.Read(Production, TestPackage.Id);
        Save(state with { Current = state.Current! with { Approvals = [] }, Previous = [state.Previous[0], state.Previous[1] with { Approvals = state.Current.Approvals }] });
        Refused("INGOT6036", Production, null);
    }

    [Fact]
    public void A_damaged_channel_is_refused()
    {
        Promote(First);
        File.WriteAllText(Channels.FileOf(Production, TestPackage.Id), "{");

        Refused("INGOT6030", Production, null);
    }

    private (string Version, string? ContentHash) Resolve(string? channel, string? version) => ChannelUse.Resolve(Channels, TestPackage.Id, channel, version, Place);

    private Diagnostic Refused(string code, string? channel, string? version)
    {
        var diagnostic = Assert.Throws<IngotException>(() => Resolve(channel, version)).Diagnostic;
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }

    private void Promote(ModelPackage package, SigningKey? key = null)
    {
        const string Reason = "It is better.";
        var promotion = New(package);
        Save(promotion.Promote(
            new ApprovalFolder(Channels.ApprovalsOf(Production)).Read(package.Id, package.Version),
            PromotionGates.OfPackage(package),
            key is null ? new Promoter("alice", null) : promotion.Sign(key, Reason),
            Reason));
    }

    private void PromoteApproved(ModelPackage package)
    {
        new ApprovalFolder(Channels.ApprovalsOf(Production)).Write(New(package).Statement(ApprovalDecision.Approved, "bob", "I looked at it."), Bob);
        Promote(package, Alice);
    }

    private Promotion New(ModelPackage package) => new(Channels, package, Production, Noon);

    private void Save(ChannelState state) => ChannelFile.Write(Channels.FileOf(state.Channel, state.Package), state);
}

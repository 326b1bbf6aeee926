using Ingot.Core.Diagnostics;
using Ingot.Packaging.Channels;
using Ingot.Packaging.Packages;
using Ingot.Packaging.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Packaging.Tests.Channels;

/// <summary>What an application gets for a channel, and what it is refused.</summary>
public sealed class ChannelUseTests : IDisposable
{
    private const string Production = "production";
    private const string OneApproval = """{ "channels": { "production": { "approvals": 1 } } }""";
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly SourceLocation Place = new("App.csproj", 7, 5);

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-use-tests-").FullName;
    private readonly SigningKey _alice = SigningKey.Create("alice");
    private readonly SigningKey _bob = SigningKey.Create("bob");
    private readonly ModelPackage _first;
    private readonly ModelPackage _second;

    public ChannelUseTests()
    {
        Directory.CreateDirectory(Channels.Keys);
        File.WriteAllText(KeyRing.PathOf(Channels.Keys, "alice"), _alice.Public.ToPem());
        File.WriteAllText(KeyRing.PathOf(Channels.Keys, "bob"), _bob.Public.ToPem());
        _first = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0"));
        _second = ModelPackage.Read(TestPackage.Write(_folder, "1.1.0", weight: -0.7));
    }

    private ChannelFolder Channels => new(Path.Combine(_folder, "channels"));

    public void Dispose()
    {
        _alice.Dispose();
        _bob.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void The_version_that_holds_the_channel_comes_with_its_hash()
    {
        Promote(_first);
        Promote(_second);

        Assert.Equal(("1.1.0", _second.ContentHash), Resolve(Production, null));
        Assert.Equal(("1.0.0", _first.ContentHash), Resolve(Production, "1.0.0"));
        Assert.Equal(("1.0.0", _first.ContentHash), Resolve(null, "1.0.0"));
        Assert.Equal(("0.1.0", null), Resolve(null, "0.1.0"));
    }

    [Fact]
    public void A_channel_without_the_version_is_refused_at_the_reference()
    {
        Assert.Equal(Place, Refused("INGOT6051", Production, null).Location);
        Promote(_first);
        Assert.Contains("1.1.0 never held the channel production", Refused("INGOT6051", Production, "1.1.0").Message, StringComparison.Ordinal);
        Refused("INGOT6051", "staging", null);
    }

    [Fact]
    public void A_version_that_was_retired_in_any_channel_is_refused()
    {
        Promote(_first);
        Promote(_second);
        Save(ChannelChanges.Retire(ChannelState.Empty(TestPackage.Id, "staging"), "1.1.0", "alice", Noon, "It leaks the label.", "f"));

        Assert.Contains("retired by alice: It leaks the label.", Refused("INGOT6034", Production, null).Message, StringComparison.Ordinal);
        Refused("INGOT6034", null, "1.1.0");
        Assert.Equal("1.0.0", Resolve(Production, "1.0.0").Version);
    }

    [Fact]
    public void A_version_that_lacks_approvals_is_refused_and_an_approved_one_is_not()
    {
        Promote(_first);
        File.WriteAllText(Channels.Policy, OneApproval);
        Assert.Contains("1.0.0 has 0 approvals, the policy asks for 1", Refused("INGOT6036", Production, null).Message + Refused("INGOT6036", Production, "1.0.0").Message, StringComparison.Ordinal);

        PromoteApproved(_second);
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
        PromoteApproved(_first);
        PromoteApproved(_second);
        Save(ChannelChanges.Rollback(Channels.Read(Production, TestPackage.Id), null, "alice", Noon, "Too slow.", "f"));
        Assert.Equal("1.0.0", Resolve(Production, null).Version);

        // The same return, to a promotion that nobody approved.
        var state = Channels.Read(Production, TestPackage.Id);
        Save(state with { Previous = [state.Previous[0], state.Previous[1] with { Approvals = [] }] });
        Assert.Contains("1.0.0", Refused("INGOT6036", Production, null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_channel_is_refused()
    {
        Promote(_first);
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
        new ApprovalFolder(Channels.ApprovalsOf(Production)).Write(New(package).Statement(ApprovalDecision.Approved, "bob", "I looked at it."), _bob);
        Promote(package, _alice);
    }

    private Promotion New(ModelPackage package) => new(Channels, package, Production, Noon);

    private void Save(ChannelState state) => ChannelFile.Write(Channels.FileOf(state.Channel, state.Package), state);
}

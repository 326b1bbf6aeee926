using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
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

    [Fact]
    public async Task A_promotion_takes_the_approvals_that_waited_and_tells_what_changed()
    {
        Policy("""{ "approvals": 1 }""");
        Approve(First, Bob);
        var other = Approve(Second, Bob);

        var change = await Editor.PromoteAsync(
            new ReleasedPackage(First, null), Production, "It is better.", p => p.Sign(Alice, "It is better."), _ => Task.FromResult(PromotionGates.OfPackage(First)), CancellationToken.None);

        Assert.Equal((FileOf(Production), null, "1.0.0"), (change.File, change.Before.Current?.Version, change.After.Current!.Version));
        Assert.Equal(ChannelFile.ToJson(change.After), await File.ReadAllTextAsync(change.File));
        Assert.Empty(Waiting.Read(First.Id, First.Version));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public async Task Approvals_that_a_killed_promotion_left_do_not_stand_in_the_way_of_a_later_one()
    {
        Policy("""{ "approvals": 1 }""");
        async Task PromoteAsync(ModelPackage package) => await Editor.PromoteAsync(
            new ReleasedPackage(package, null), Production, "r", p => p.Sign(Alice, "r"), _ => Task.FromResult(PromotionGates.OfPackage(package)), CancellationToken.None);
        var left = Approve(First, Bob);
        var text = await File.ReadAllTextAsync(left);
        await PromoteAsync(First);
        Approve(Second, Bob);
        await PromoteAsync(Second);

        // As if the first promotion had been ended between its two last steps.
        await File.WriteAllTextAsync(left, text);
        var refused = (await Assert.ThrowsAsync<IngotException>(() => PromoteAsync(First))).Diagnostic;
        Assert.Equal("INGOT6031", refused.Code);
        Assert.False(File.Exists(left));
        Approve(First, Bob);
        await PromoteAsync(First);
    }

    [Fact]
    public void A_version_that_is_retired_in_some_channels_is_retired_in_the_others()
    {
        Promote(Second, Promote(First));
        var (done, open) = (FileOf(Production), FileOf(Staging));
        ChannelFile.Write(open, ChannelState.Empty(TestPackage.Id, Staging));
        Editor.Retire(TestPackage.Id, "1.0.0", "alice", "It leaks.", CancellationToken.None);

        // As if that had been ended between the two files.
        ChannelFile.Write(open, ChannelState.Empty(TestPackage.Id, Staging));
        var before = File.ReadAllText(done);
        Assert.Equal(open, Assert.Single(Editor.Retire(TestPackage.Id, "1.0.0", "alice", "It leaks.", CancellationToken.None)).File);

        Assert.True(ChannelFile.Read(open).IsRetired("1.0.0"));
        Assert.Equal(before, File.ReadAllText(done));
        Assert.Contains("is retired already", Assert.Throws<IngotException>(() => Editor.Retire(TestPackage.Id, "1.0.0", "alice", "r", CancellationToken.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_does_not_verify_is_neither_promoted_nor_approved_and_may_be_rejected()
    {
        var changed = ModelPackage.Read(TestPackage.Write(Folder, "1.2.0", edit: f => f["evidence/golden.json"] = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(f["evidence/golden.json"]).Replace("\"tenure\": 3", "\"tenure\": 4", StringComparison.Ordinal))));
        Task PromoteChanged() => Editor.PromoteAsync(
            new ReleasedPackage(changed, null), Production, "r", _ => new Promoter("alice", null), _ => Task.FromResult(PromotionGates.OfPackage(changed)), CancellationToken.None);

        var refused = (await Assert.ThrowsAsync<IngotException>(PromoteChanged)).Diagnostic;
        Assert.Equal(("INGOT6027", "Contoso.Churn@1.2.0"), (refused.Code, refused.Location.File));
        Assert.EndsWith(" Fetch it again from where it was published.", refused.Message, StringComparison.Ordinal);
        Refused("INGOT6027", () => Editor.Approve(new ReleasedPackage(changed, null), Production, Said(ApprovalDecision.Approved), CancellationToken.None));
        Assert.Equal(ApprovalDecision.Rejected, Editor.Approve(new ReleasedPackage(changed, null), Production, Said(ApprovalDecision.Rejected), CancellationToken.None).Approval.Decision);
        Assert.Null(Channels.Read(Production, TestPackage.Id).Current);

        DsseEnvelope Said(ApprovalDecision decision) => New(changed).Statement(decision, "bob", "I looked at it.").Sign(Bob);
    }

    [Fact]
    public async Task A_package_whose_gates_failed_is_told_what_they_found()
    {
        var failed = ModelPackage.Read(TestPackage.Write(Folder, "1.2.0", edit: f => f["evidence/verdicts.json"] = System.Text.Encoding.UTF8.GetBytes(
            System.Text.Encoding.UTF8.GetString(f["evidence/verdicts.json"]).Replace("\"Passed\"", "\"Failed\"", StringComparison.Ordinal))));

        var refused = (await Assert.ThrowsAsync<IngotException>(() => Editor.PromoteAsync(
            new ReleasedPackage(failed, null), Production, "r", _ => new Promoter("alice", null), _ => Task.FromResult(PromotionGates.OfPackage(failed)), CancellationToken.None))).Diagnostic;

        Assert.Equal("INGOT6035", refused.Code);
        Assert.Contains("Contoso.Churn 1.2.0 is not promoted to production: 1 of 1 gates failed: AUC is over 0.7.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_is_retired_in_all_channels_or_in_none()
    {
        var state = Promote(Second, Promote(First));
        ChannelFile.Write(FileOf(Staging), state with { Channel = Staging, Current = state.Previous[0], Previous = [], Revision = 1 });
        var before = Written();

        Assert.Contains("holds staging and cannot be retired", Refused("INGOT6034", () => Editor.Retire(TestPackage.Id, "1.0.0", "alice", "r", CancellationToken.None)), StringComparison.Ordinal);
        Assert.Equal(before, Written());

        var changes = Editor.Retire(TestPackage.Id, "0.9", "alice", "It leaks.", CancellationToken.None);
        Assert.Equal([FileOf(Production), FileOf(Staging)], changes.Select(c => c.File));
        Assert.All(changes, c => Assert.Equal(("0.9.0", "alice", "It leaks."), (c.After.Retired[0].Version, c.After.Retired[0].RetiredBy, c.After.Retired[0].Reason)));
        Assert.True(Channels.Read(Staging, TestPackage.Id).IsRetired("0.9.0"));
        Assert.Equal(
            $"No channel in '{Channels.Path}' belongs to the package 'Contoso.Fraud', or '1.0.0' is not a version. Correct the id or the version.",
            Refused("INGOT6033", () => Editor.Retire("Contoso.Fraud", "1.0.0", "alice", "r", CancellationToken.None)));
        Refused("INGOT6033", () => Editor.Retire(TestPackage.Id, "one", "alice", "r", CancellationToken.None));
    }

    [Fact]
    public void Names_that_are_none_are_refused_before_anything_is_read()
    {
        Assert.Equal(
            "'Production' is not a channel's name: expected lower-case letters, digits and hyphens, such as production.",
            Refused("INGOT6030", () => Editor.Rollback("Production", TestPackage.Id, null, "alice", "r", CancellationToken.None)));
        Assert.Equal(
            "'../x' is not a package's id. Correct it.",
            Refused("INGOT6020", () => Editor.Rollback(Production, "../x", null, "alice", "r", CancellationToken.None)));
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

using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>What becomes of a channel after promotions: the way back, retirement, and files that are changed by hand.</summary>
public sealed class ChannelHistoryTests : PromotionTestBase
{
    [Fact]
    public void What_the_gates_found_cannot_be_written_again()
    {
        var state = Promote(First);
        var gate = state.Current!.Evidence!.Gates[0] with { Value = 0.99 };
        var better = state with { Current = state.Current with { Evidence = state.Current.Evidence with { Gates = [gate] } } };

        Assert.Empty(Faults(state, state));
        Assert.Contains("revision 1 (1.0.0) was changed or removed", Faults(better, state), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rollback_goes_back_once_or_to_a_version_and_needs_no_package()
    {
        var third = ModelPackage.Read(TestPackage.Write(Folder, "1.2.0", weight: -0.9));
        var state = Promote(third, Promote(Second, Promote(First)));
        File.Delete(Second.Path);
        var once = ChannelChanges.Rollback(state, null, "alice", Noon, "Too slow.", "f");
        var to = ChannelChanges.Rollback(state, "1.0.0", "alice", Noon, "Too slow.", "f");

        Assert.Equal((4, "1.1.0", "1.2.0"), (once.Revision, once.Current!.Version, once.Previous[0].Version));
        Assert.Equal(("1.0.0", 3), (to.Current!.Version, to.Previous.Count));
        Assert.Empty(ChannelCheck.Run(Channels, once, state));
        Assert.Empty(ChannelCheck.Run(Channels, to, state));
        Assert.Contains("the versions that it has held before are 1.1.0, 1.0.0", Refused("INGOT6033", () => ChannelChanges.Rollback(state, "0.1.0", "a", Noon, "r", "f")), StringComparison.Ordinal);
        Assert.Contains("The channel production of Contoso.Churn cannot go back to 0.1.0: the versions", Refused("INGOT6033", () => ChannelChanges.Rollback(state, "0.1.0", "a", Noon, "r", "f")), StringComparison.Ordinal);
        Assert.Contains("The channel production of Contoso.Churn cannot go back: it has held", Refused("INGOT6033", () => ChannelChanges.Rollback(state with { Previous = [] }, null, "a", Noon, "r", "f")), StringComparison.Ordinal);
        Assert.Contains("no other version", Refused("INGOT6033", () => ChannelChanges.Rollback(Promote(First, ChannelState.Empty(TestPackage.Id, Production)), null, "a", Noon, "r", "f")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_retired_version_neither_comes_nor_comes_back()
    {
        var state = Promote(Second, Promote(First));
        var retired = ChannelChanges.Retire(state, "1.0.0", "alice", Noon, "It leaks the label.", "f");

        Assert.Contains("holds production and cannot be retired", Refused("INGOT6034", () => ChannelChanges.Retire(state, "1.1.0", "a", Noon, "r", "f")), StringComparison.Ordinal);
        Refused("INGOT6034", () => ChannelChanges.Retire(retired, "1.0.0", "a", Noon, "r", "f"));
        Refused("INGOT6034", () => ChannelChanges.Rollback(retired, "1.0.0", "a", Noon, "r", "f"));
        Assert.DoesNotContain("1.0.0", Refused("INGOT6033", () => ChannelChanges.Rollback(retired, null, "a", Noon, "r", "f")), StringComparison.Ordinal);
        Save(retired);
        Assert.Contains("It leaks the label.", Refused("INGOT6034", () => Promote(First)), StringComparison.Ordinal);
        Assert.Empty(ChannelCheck.Run(Channels, retired, state));
        Assert.Contains("1.0.0 was retired, and no longer is", Faults(state, retired), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_edited_by_hand_is_not_in_order()
    {
        Policy("""{ "approvals": 2 }""");
        var state = PromoteApproved(First);
        var current = state.Current!;

        Assert.Contains("has 1 approval,", Faults(state with { Current = current with { Approvals = [.. current.Approvals.Skip(1)] } }), StringComparison.Ordinal);
        Assert.Contains("did not sign it", Faults(state with { Current = current with { PromotedBy = "carol" } }), StringComparison.Ordinal);
        Assert.Contains("did not sign it", Faults(state with { Current = current with { Approvals = [.. current.Approvals.Take(2)] } }), StringComparison.Ordinal);
        Assert.Contains("does not count", Faults(state with { Current = current with { Version = "1.1.0", ContentHash = Second.ContentHash } }), StringComparison.Ordinal);
        Assert.Contains("never held the channel", Faults(state with { Current = current with { Version = "6.6.6", Evidence = null } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_signed_rejection_is_no_approval()
    {
        Policy("""{ "approvals": 2 }""");
        var rejection = New(First).Statement(ApprovalDecision.Rejected, "carol", "It leaks the label.").Sign(Carol);
        var state = PromoteApproved(First);
        var approvals = state.Current!.Approvals;
        var faults = Faults(state with { Current = state.Current with { Approvals = [approvals[0], rejection, approvals[2]] } });

        Assert.Contains("carol rejected 1.0.0", faults, StringComparison.Ordinal);
        Assert.Contains("1.0.0 has 1 approval, but the policy asks for 2", faults, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_promotes_does_not_approve_under_any_name()
    {
        Policy("""{ "approvals": 2 }""");
        var own = New(First).Statement(ApprovalDecision.Approved, "alice", "I made it.").Sign(Alice);
        var state = PromoteApproved(First);
        var current = state.Current! with { Approvals = [own, .. state.Current!.Approvals.Skip(1)] };

        Assert.EndsWith("is not in order: alice promoted 1.0.0 and approved it as well", Faults(state with { Current = current }).Split(". Change")[0], StringComparison.Ordinal);

        // Where the policy asks for no approvals, nobody need have signed; who did sign is held to it.
        Policy("{}");
        Assert.Contains("alice promoted 1.0.0 and approved it as well", Faults(state with { Current = current with { PromotedBy = "the build" } }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_retirement_stays_as_it_was_written()
    {
        var before = ChannelChanges.Retire(Promote(Second, Promote(First)), "1.0.0", "alice", Noon, "It leaks the label.", "f");
        string Changed(Func<RetiredVersion, RetiredVersion> edit) => Faults(before with { Retired = [edit(before.Retired[0])] }, before);

        Assert.Empty(Changed(r => r));
        Assert.Contains("the retirement of 1.0.0 was changed", Changed(r => r with { Reason = "Not needed." }), StringComparison.Ordinal);
        Assert.Contains("the retirement of 1.0.0 was changed", Changed(r => r with { RetiredBy = "bob" }), StringComparison.Ordinal);
        Assert.Contains("the retirement of 1.0.0 was changed", Changed(r => r with { RetiredAt = Noon.AddDays(1) }), StringComparison.Ordinal);
        Assert.Contains("1.0.0 was retired, and no longer is", Changed(r => r with { Version = "0.9.0" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_release_can_be_written_again()
    {
        var before = PromoteApproved(First);
        var current = before.Current!;
        foreach (var changed in new[]
        {
            current with { Version = "1.0.1" },
            current with { ContentHash = Second.ContentHash },
            current with { OnnxSha256 = Second.OnnxSha256 },
            current with { Revision = 2 },
            current with { PromotedBy = "bob" },
            current with { PromotedAt = Noon.AddMinutes(1) },
            current with { Reason = "Another." },
            current with { Evidence = null },
            current with { Evidence = current.Evidence! with { Score = 3 } },
            current with { Approvals = [.. current.Approvals.Reverse()] },
            current with { Approvals = [.. current.Approvals.SkipLast(1)] },
        })
        {
            Assert.Contains("revision 1 (1.0.0) was changed or removed", Faults(before with { Current = changed }, before), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_return_is_to_the_package_and_the_model_that_held_the_channel()
    {
        var before = Promote(Second, Promote(First));
        var back = ChannelChanges.Rollback(before, null, "alice", Noon, "Too slow.", "f");
        string With(Func<ChannelRelease, ChannelRelease> edit) => Faults(back with { Current = edit(back.Current!) }, before);

        Assert.Empty(With(r => r));
        Assert.Contains("goes back to 1.0.0, which never held the channel with this content", With(r => r with { OnnxSha256 = Second.OnnxSha256 }), StringComparison.Ordinal);
        Assert.Contains("goes back to 1.0.0, which never held the channel with this content", With(r => r with { ContentHash = Second.ContentHash }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_retired_version_does_not_come_back_by_hand_and_may_have_been_there()
    {
        var before = Promote(Second, Promote(First));
        var back = ChannelChanges.Rollback(before, null, "alice", Noon, "Too slow.", "f");
        RetiredVersion retired = new("1.0.0", "alice", Noon, "It leaks the label.");

        Assert.EndsWith("is not in order: 1.0.0 is retired", Faults(back with { Retired = [retired] }, before).Split(". Change")[0], StringComparison.Ordinal);
        Assert.Empty(Faults(back with { Retired = [retired], Revision = 4, Current = before.Current! with { Revision = 4 }, Previous = back.Releases }, before));
    }

    [Fact]
    public void A_return_stays_as_it_was_written()
    {
        var back = ChannelChanges.Rollback(Promote(Second, Promote(First)), null, "alice", Noon, "Too slow.", "f");

        Assert.Empty(Faults(back, back));
        Assert.Contains(
            "revision 3 (1.0.0) was changed or removed", Faults(back with { Current = back.Current! with { Evidence = new ChannelEvidence(null, null, null, []) } }, back), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_channel_or_package_was_before_vouches_for_nothing()
    {
        var state = Promote(First);
        Policy("""{ "approvals": 1 }""");

        Assert.Empty(Faults(state, state));
        Assert.Contains("has 0 approvals", Faults(state, state with { Channel = "staging" }), StringComparison.Ordinal);
        Assert.Contains("has 0 approvals", Faults(state, state with { Package = "Contoso.Fraud" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_version_the_release_that_it_came_with_last_counts()
    {
        var unapproved = Promote(First);
        var second = Promote(Second, unapproved);
        Policy("""{ "approvals": 1 }""");
        Approve(First, Bob);
        var again = Promote(First, second, Alice);

        Assert.Null(ChannelCheck.FaultOf(Channels, again, again.Current!));
        Assert.Contains("1.0.0 has 0 approvals", ChannelCheck.FaultOf(Channels, again, again.Previous[1])!.Message, StringComparison.Ordinal);

        // Another package of the same version is another release.
        var other = again.Previous[1] with { ContentHash = Second.ContentHash };
        Assert.Null(ChannelCheck.FaultOf(Channels, again with { Previous = [again.Previous[0], other] }, again.Current!));
    }

    [Fact]
    public void History_can_only_grow()
    {
        var one = Promote(First);
        var two = Promote(Second, one);

        Assert.Empty(ChannelCheck.Run(Channels, two, one));
        Assert.Contains("went back from 2 to 1", Faults(one, two), StringComparison.Ordinal);
        Assert.Contains("revision 1 (1.0.0) was changed or removed", Faults(two with { Previous = [] }, two), StringComparison.Ordinal);
        Assert.Contains("was changed or removed", Faults(two with { Previous = [two.Previous[0] with { Reason = "Another." }] }, two), StringComparison.Ordinal);
        Assert.Contains("it has 1 new release and 4 new revisions", Faults(two with { Revision = 5 }, one), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_there_before_is_not_asked_for_keys_that_are_gone()
    {
        Policy("""{ "approvals": 1 }""");
        var state = PromoteApproved(First);
        File.Delete(KeyRing.PathOf(Channels.Keys, "bob"));

        Assert.NotEmpty(ChannelCheck.Run(Channels, state, null));
        Assert.Empty(ChannelCheck.Run(Channels, state, state));
    }
}

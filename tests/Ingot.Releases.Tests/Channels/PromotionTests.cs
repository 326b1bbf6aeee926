using System.Text;
using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;
using Ingot.Releases.Signing;
using Ingot.Releases.Tests.Provenance;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

public sealed class PromotionTests : PromotionTestBase
{
    [Fact]
    public void Without_a_policy_a_verified_version_is_promoted()
    {
        var state = Promote(Second, Promote(First));

        Assert.Equal((2, "1.1.0", Second.ContentHash), (state.Revision, state.Current!.Version, state.Current.ContentHash));
        Assert.Equal(["1.0.0"], state.Previous.Select(r => r.Version));
        Assert.Equal(("AUC", GateOutcome.Passed), (state.Current.Evidence!.Gates[0].Gate, state.Current.Evidence.Gates[0].Outcome));
        Assert.Empty(ChannelCheck.Run(Channels, state, null));
    }

    [Fact]
    public void A_promotion_keeps_the_interval_of_what_was_measured_and_of_nothing_else()
    {
        var measured = First.Metrics.Metrics.Single(m => m is { Name: "AUC", Slice: null });
        var same = Verdict(GateOutcome.Passed) with { Gate = "AUC Min=0.1", Value = measured.Value };
        var other = same with { Value = measured.Value - 0.01 };

        var state = New(First).Promote([], new([same, other], null, null), new("alice", null), "r");

        Assert.Equal([(measured.Low, measured.High), (null, null)], state.Current!.Evidence!.Gates.Select(g => (g.Low, g.High)));
        Assert.Equal(2, ChannelFile.ToJson(state).Split("\"low\"").Length);
    }

    [Fact]
    public void An_interval_is_that_of_the_same_metric_on_the_same_rows_however_the_values_agree()
    {
        var package = ModelPackage.Read(TestPackage.Write(Folder, "1.3.0", edit: files =>
        {
            var report = MetricsFile.Parse(files["evidence/metrics.json"], "metrics.json");
            MetricResult Of(string name, string? slice, double low) => new() { Name = name, Slice = slice, Value = 0.8, Low = low, High = 0.9, Rows = 100 };
            files["evidence/metrics.json"] = Encoding.UTF8.GetBytes(MetricsFile.ToJson(
                report with { Metrics = [Of("Accuracy", null, 0.1), Of("AUC", "plan=a", 0.2), Of("AUC", null, 0.3)] }));
        }));
        var gate = Verdict(GateOutcome.Passed) with { Gate = "AUC Min=0.1", Value = 0.8 };

        var state = new Promotion(Channels, package, Production, Noon).Promote([], new([gate, gate with { Slice = "plan=a" }], null, null), new("alice", null), "r");

        Assert.Equal([0.3, 0.2], state.Current!.Evidence!.Gates.Select(g => g.Low));
    }

    [Fact]
    public void A_version_that_holds_the_channel_is_not_promoted_again() =>
        Assert.Contains("it holds the channel already", Refused("INGOT6031", () => Promote(First, Promote(First))), StringComparison.Ordinal);

    [Fact]
    public void A_failed_gate_stops_the_promotion() => Assert.Contains(
        "1 of 1 gates failed against 0.9.0",
        Refused("INGOT6035", () => New(First).Promote([], new([Verdict(GateOutcome.Failed)], "0.9.0", null), new("alice", null), "r")),
        StringComparison.Ordinal);

    [Fact]
    public void The_gates_must_have_been_run_against_the_version_that_holds_the_channel()
    {
        Promote(First);
        Policy("""{ "compareWithCurrent": true }""");

        Assert.Contains("run against 1.0.0, which holds the channel; name the model's project with --project.", Refused("INGOT6031", () => New(Second).Promote([], new(Second.Verdicts, null, null), new("alice", null), "r")), StringComparison.Ordinal);
        Assert.Equal("1.0.0", New(Second).Promote([], new(Second.Verdicts, "1.0.0", null), new("alice", null), "r").Current!.Evidence!.ComparedWith);
    }

    [Fact]
    public void Another_package_of_the_version_in_the_other_channel_does_not_count()
    {
        Policy("""{ "from": "staging" }""");
        var other = ModelPackage.Read(TestPackage.Write(Directory.CreateDirectory(Path.Combine(Folder, "other")).FullName, "1.0.0", weight: 0.9));
        ChannelFile.Write(
            Channels.FileOf("staging", TestPackage.Id),
            new Promotion(Channels, other, "staging", Noon).Promote([], new(other.Verdicts, null, null), new("alice", null), "r"));

        Assert.Contains("asks for it to hold the channel staging, which another package of the version 1.0.0 holds;", Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        Assert.Equal(other.ContentHash, New(other).Promote([], new(other.Verdicts, null, null), new("alice", null), "r").Current!.ContentHash);
    }

    [Fact]
    public void A_retired_version_is_approved_no_more()
    {
        Save(ChannelState.Empty(TestPackage.Id, Production) with { Retired = [new("1.0.0", "alice", Noon, "It leaks the label.")] });
        var promotion = New(First);

        Assert.Contains("It leaks the label. Promote another version.", Refused("INGOT6034", () => promotion.Open(promotion.Statement(ApprovalDecision.Approved, "bob", "r").Sign(Bob))), StringComparison.Ordinal);
        Assert.Contains("1.0.0 holds;", HeldByAnother(), StringComparison.Ordinal);

        string HeldByAnother()
        {
            Policy("""{ "from": "staging" }""");
            ChannelFile.Write(
                Channels.FileOf("staging", TestPackage.Id),
                new Promotion(Channels, First, "staging", Noon).Promote([], new(First.Verdicts, null, null), new("alice", null), "r"));
            return Refused("INGOT6031", () => Promote(Second)).Replace("another package of the version", "!", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_approval_from_before_the_first_promotion_says_that_nothing_held_the_channel()
    {
        Policy("""{ "approvals": 1 }""");
        Approve(Second, Bob);
        Save(PromoteApproved(First));

        Assert.Contains("it was given when no version held the channel, which 1.0.0 holds now", Refused("INGOT6032", () => Promote(Second, key: Alice)), StringComparison.Ordinal);
        var waiting = ApprovalReview.Waiting(Channels, Channels.Read(Production, TestPackage.Id), Second, KeyRing.Read(Channels.Keys));
        Assert.Equal("it was given when no version held the channel, which 1.0.0 holds now", Assert.Single(waiting).Fault);
    }

    [Fact]
    public void What_waits_is_read_from_json_files_and_a_damaged_one_is_said()
    {
        Assert.Empty(Waiting.Versions("Contoso.Nothing"));
        var file = Approve(First, Bob);
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, "note.txt"), "Look at this.");
        var state = ChannelState.Empty(TestPackage.Id, Production);
        Assert.Equal([file], Waiting.Read(First.Id, First.Version).Select(w => w.Key));
        Directory.CreateDirectory(Path.Combine(Channels.ApprovalsOf(Production), TestPackage.Id, "0.9.0"));
        Assert.Equal("1.0.0", Assert.Single(ApprovalReview.Waiting(Channels, state, KeyRing.Read(Channels.Keys))).Key);
        Assert.Equal("none of the keys here signed it", ApprovalReview.Waiting(Channels, state, First, KeyRing.Empty).Single().Fault);
        Assert.Contains("another package of the version 1.0.0", ApprovalReview.Waiting(Channels, state, Other(), KeyRing.Read(Channels.Keys)).Single().Fault, StringComparison.Ordinal);

        File.WriteAllText(file, "{");
        var damaged = ApprovalReview.Waiting(Channels, state, First, KeyRing.Read(Channels.Keys)).Single();
        Assert.Equal((null, false), (damaged.Approval, damaged.IsVerified));
        Assert.StartsWith("bob.json: INGOT6026: ", damaged.Fault, StringComparison.Ordinal);

        ModelPackage Other() => ModelPackage.Read(TestPackage.Write(Directory.CreateDirectory(Path.Combine(Folder, "other")).FullName, "1.0.0", weight: 0.9));
    }

    [Fact]
    public void Nobody_signs_for_another_promoter()
    {
        Policy("""{ "approvals": 1 }""");
        Approve(First, Bob);
        var promotion = New(First);
        ChannelState By(string name) => promotion.Promote(Waiting.Read(First.Id, First.Version), PromotionGates.OfPackage(First), promotion.Sign(Alice, "r") with { By = name }, "r");

        Assert.Contains("must be known", Refused("INGOT6031", () => By("carol")), StringComparison.Ordinal);
        Assert.Equal("alice", By("alice").Current!.PromotedBy);
    }

    [Fact]
    public void Time_in_another_channel_counts_from_its_promotion()
    {
        Policy("""{ "from": "staging", "minimumHours": 24 }""");
        ChannelFile.Write(
            Channels.FileOf("staging", TestPackage.Id),
            new Promotion(Channels, First, "staging", Noon.AddHours(-23)).Promote([], new(First.Verdicts, null, null), new("alice", null), "r"));

        Assert.Contains("24 hours in staging, but it has been there for 23; promote it from 2026-11-24 13:00 UTC on.", Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        Assert.Equal("1.0.0", new Promotion(Channels, First, Production, Noon.AddHours(1)).Promote([], new(First.Verdicts, null, null), new("alice", null), "r").Current!.Version);
    }

    [Fact]
    public void Approved_by_two_others_it_is_promoted_and_in_order()
    {
        Policy("""{ "approvals": 2 }""");
        var state = PromoteApproved(First);

        Assert.Equal(3, state.Current!.Approvals.Count);
        Assert.Empty(ChannelCheck.Run(Channels, state, null));
        Assert.Empty(ChannelCheck.Run(Channels, ChannelFile.Read(Channels.FileOf(Production, TestPackage.Id)), null));
    }

    [Fact]
    public void One_person_counts_once_and_the_promoter_not_at_all()
    {
        Policy("""{ "approvals": 2 }""");
        Approve(First, Bob);
        Approve(First, Bob);

        Assert.Contains("found 1 (of bob)", Refused("INGOT6031", () => Promote(First, key: Alice)), StringComparison.Ordinal);
        Approve(First, Alice);
        Assert.Contains("alice approves what alice promotes", Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_promotes_must_be_known_where_approvals_are_asked_for()
    {
        using var stranger = SigningKey.Create("alice");
        Policy("""{ "approvals": 1 }""");
        Approve(First, Bob);

        Assert.Contains("must be known", Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        Assert.Contains("must be known", Refused("INGOT6031", () => Promote(First, key: stranger)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_of_a_longer_version_is_not_looked_at()
    {
        Policy("""{ "approvals": 1 }""");
        Approve(ModelPackage.Read(TestPackage.Write(Folder, "1.0.0.1")), Bob);

        Assert.Contains("found 0", Refused("INGOT6031", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rejection_stops_it()
    {
        Policy("""{ "approvals": 1 }""");
        Approve(First, Bob);
        Approve(First, Carol, ApprovalDecision.Rejected);

        Assert.Contains(". Promote a version without that fault, or ask carol to approve this one instead.", Refused("INGOT6031", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_approval_is_refused()
    {
        using var stranger = SigningKey.Create("bob");
        Policy("""{ "approvals": 1 }""");
        Approve(First, stranger);

        Assert.Contains("none of the keys in", Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("I approve of it.")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void A_signed_text_that_is_no_approval_approves_nothing(string text)
    {
        Policy("""{ "approvals": 1 }""");
        var file = Approve(First, Bob);
        File.WriteAllText(file, DsseEnvelope.Sign(Approval.PayloadType, text, Bob).ToJson());

        Assert.Contains("none of the keys in", Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
        var review = Assert.Single(ApprovalReview.Waiting(Channels, ChannelState.Empty(TestPackage.Id, Production), First, KeyRing.Read(Channels.Keys)));
        Assert.Equal((null, false), (review.Approval, review.IsVerified));
    }

    [Fact]
    public void An_approval_in_anothers_name_is_refused()
    {
        Policy("""{ "approvals": 1 }""");
        Waiting.Write(New(First).Statement(ApprovalDecision.Approved, "carol", "r"), Bob);

        Assert.Contains("none of the keys in", Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_approval_for_another_package_channel_holder_or_revision_is_refused()
    {
        Policy("""{ "approvals": 1 }""");
        var right = New(First).Statement(ApprovalDecision.Approved, "bob", "r");
        foreach (var (wrong, message) in new (Approval, string)[]
        {
            (right with { Package = "Contoso.Fraud" }, "it is for Contoso.Fraud"),
            (right with { ContentHash = Second.ContentHash }, "another package of the version"),
            (right with { Channel = "staging" }, "for the channel staging"),
            (right with { Replaces = new HeldVersion("0.9.0", Second.ContentHash) }, "when 0.9.0 held the channel"),
            (right with { Revision = 7 }, "given for revision 7"),
        })
        {
            var file = Path.Combine(Channels.ApprovalsOf(Production), TestPackage.Id, "1.0.0", "bob.json");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, wrong.Sign(Bob).ToJson());

            Assert.Contains(message, Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
        }
    }

    /// <summary>1.0.0 is approved, promoted, replaced and come back to; the approval of 1.1.0, used once, is brought again.</summary>
    [Fact]
    public void An_approval_cannot_be_used_twice()
    {
        Policy("""{ "approvals": 1 }""");
        Save(PromoteApproved(First));
        var used = Approve(Second, Bob);
        var copy = File.ReadAllText(used);
        Save(Promote(Second, key: Alice));
        File.Delete(used);
        Save(ChannelChanges.Rollback(Channels.Read(Production, TestPackage.Id), null, "alice", Noon, "It was worse.", "f"));
        File.WriteAllText(used, copy);

        Assert.Contains("given for revision 2", Refused("INGOT6032", () => Promote(Second, key: Alice)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_promoters_signature_is_not_an_approval_and_an_approval_is_not_a_promoters_signature()
    {
        Policy("""{ "approvals": 1 }""");
        var promotion = New(First);
        var (promoted, approved) = (promotion.Sign(Bob, "r").Signature!, promotion.Statement(ApprovalDecision.Approved, "bob", "r").Sign(Bob));

        Assert.Contains("approves nothing", Refused("INGOT6032", () => promotion.Open(promoted)), StringComparison.Ordinal);
        Assert.Contains("says 'Approved'", Refused("INGOT6032", () => promotion.OpenPromoter(approved, "r")), StringComparison.Ordinal);
        Assert.Contains("another reason", Refused("INGOT6032", () => promotion.OpenPromoter(promoted, "s")), StringComparison.Ordinal);
        Assert.Equal(("bob", "bob"), (promotion.OpenPromoter(promoted, "r").By, promotion.Open(approved).By));

        Approve(First, Bob, ApprovalDecision.Promoted);
        Assert.Contains("approves nothing", Refused("INGOT6032", () => Promote(First, key: Alice)), StringComparison.Ordinal);
    }

    /// <summary>Each approval names the version that held the channel just before, which is neither the first nor the last of many.</summary>
    [Fact]
    public void What_people_approved_long_ago_is_held_to_what_held_the_channel_then()
    {
        Policy("""{ "approvals": 2 }""");
        PromoteApproved(First);
        PromoteApproved(Second);
        var state = PromoteApproved(ModelPackage.Read(TestPackage.Write(Folder, "1.2.0", weight: -0.9)));
        var keys = KeyRing.Read(Channels.Keys);

        Assert.Equal([3, 2, 1], state.Releases.Select(r => r.Revision));
        Assert.All(state.Releases, r => Assert.All(ApprovalReview.Of(state, r, keys), a => Assert.Equal((true, null), (a.IsVerified, a.Fault))));
        Assert.Empty(Faults(state));
    }

    [Fact]
    public void What_people_approved_is_read_with_whether_it_counts()
    {
        Policy("""{ "approvals": 2 }""");
        var state = PromoteApproved(First);
        Approve(Second, Bob);
        using var eve = SigningKey.Create("eve");
        Approve(Second, eve);
        var keys = KeyRing.Read(Channels.Keys);

        var held = ApprovalReview.Of(state, state.Current!, keys);
        var waiting = ApprovalReview.Waiting(Channels, state, keys)[^1];
        var stale = ApprovalReview.Waiting(Channels, state with { Revision = 2 }, keys)[^1].Value[0];

        Assert.Equal(2, state.Current!.ApprovalCount);
        Assert.All(held, r => Assert.Equal((true, null), (r.IsVerified, r.Fault)));
        Assert.Equal(["bob Approved", "carol Approved", "alice Promoted"], held.Select(r => $"{r.Approval!.By} {r.Approval.Decision}"));
        Assert.Equal(("1.1.0", 2), (waiting.Key, waiting.Value.Count));
        Assert.Equal([("bob", true, true), ("eve", false, false)], waiting.Value.Select(r => (r.Approval!.By, r.IsVerified, r.Fault is null)));
        Assert.Equal((true, "it was given for revision 2 of the channel, which is now to become 3"), (stale.IsVerified, stale.Fault));
        Assert.False(ApprovalReview.Of(state, state.Current, KeyRing.Empty)[0].IsVerified);
    }
}

using System.Text;
using System.Text.Json;
using Ingot.Core.Gates;
using Ingot.Core.Specs;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;
using Ingot.Releases.Signing;
using Ingot.Releases.Tests.Provenance;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>What a policy of channels may ask for, and what comes of it.</summary>
public sealed class PolicyTests : PromotionTestBase
{
    [Theory]
    [InlineData("""{ "gates": ["LogLoss"] }""", "asks for these gates to pass on all rows: LogLoss", "give the project such gates without a Slice, and promote a version that passes them.")]
    [InlineData("""{ "minimumScore": 3 }""", "asks for an ML Test Score of 3; found 2.5", "'dotnet ingot score' says what each test lacks: pack it anew as another version when it passes them.")]
    [InlineData("""{ "from": "staging" }""", "asks for it to hold the channel staging, which no version holds", "promote it there first: dotnet ingot promote Contoso.Churn 1.0.0 --to staging.")]
    [InlineData("""{ "approvals": 1 }""", "asks for 1 approval; found 0", "ask for them with 'dotnet ingot approve Contoso.Churn 1.0.0 --for production'.")]
    public void What_the_policy_asks_for_is_said_and_how_to_get_it(string rules, string message, string remedy)
    {
        Policy(rules);

        var refused = Refused("INGOT6031", () => New(First).Promote([], new(First.Verdicts, null, 2.5), New(First).Sign(Alice, "r"), "r"));

        Assert.Contains(message, refused, StringComparison.Ordinal);
        Assert.EndsWith(remedy, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void Clean_sources_are_asked_for_by_the_policy()
    {
        ModelPackage Packed(SourceRecord sources) => ModelPackage.Read(TestPackage.Write(Folder, "1.2.0", edit: files =>
            files["evidence/provenance.json"] = Encoding.UTF8.GetBytes(ProvenanceStatement.ToJson(ReleaseSamples.Full with { Sources = sources }))));
        var dirty = Packed(new(SourceState.Dirty, null, ["models/Churn/Extra.cs (untracked)"], 1));
        Policy("""{ "requireCleanSources": true }""");

        Assert.Contains(
            "asks for sources that its commit holds; 1 file differed from it when it was packed: models/Churn/Extra.cs (untracked). Commit what it is made from",
            Refused("INGOT6031", () => Promote(dirty)), StringComparison.Ordinal);
        Assert.Contains("the package does not say that of a commit.", Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        Assert.Equal("1.2.0", Promote(Packed(new(SourceState.Clean, null, [], 0))).Current!.Version);

        Policy("{}");
        Assert.Equal(dirty.ContentHash, Promote(dirty).Current!.ContentHash);
    }

    [Theory]
    [InlineData("AUC", true)]
    [InlineData("AUC Min=0.84", true)]
    [InlineData("AUC Min=0.8", false)]
    [InlineData("AU", false)]
    [InlineData("Recall", false)]
    [InlineData("LogLoss", false)]
    public void A_gate_on_all_rows_is_named_by_its_metric_or_whole(string name, bool isMet)
    {
        Policy($$"""{ "gates": ["{{name}}"] }""");
        Verdict Gate(string gate, GateOutcome outcome, string? slice = null) => new() { Gate = gate, Outcome = outcome, Slice = slice, Message = "m" };
        PromotionGates gates = new([Gate("AUC MaxRegression=0.01", GateOutcome.Skipped), Gate("AUC Min=0.84", GateOutcome.Passed), Gate("Recall Min=0.5", GateOutcome.Passed, "plan=a"), Gate("LogLoss Max=1", GateOutcome.Skipped)], null, null);
        object Promoted() => New(First).Promote([], gates, new("alice", null), "r");

        if (isMet)
        {
            Promoted();
        }
        else
        {
            Assert.Contains("; passed: AUC Min=0.84; give", Refused("INGOT6031", Promoted), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_policy_that_does_not_have_the_channel_gives_it_to_nobody()
    {
        File.WriteAllText(Channels.Policy, """{ "channels": { "staging": {}, "productoin": { "approvals": 2 } } }""");
        const string message = "the policy has no rules for this channel, only for productoin, staging";

        Assert.Contains(message, Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        File.Delete(Channels.Policy);
        var state = Promote(First);
        File.WriteAllText(Channels.Policy, """{ "channels": { "staging": {}, "productoin": { "approvals": 2 } } }""");
        Assert.Contains(message, Faults(state), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_of_the_docs_is_read()
    {
        var rules = ChannelPolicy.Read(Path.Combine(AppContext.BaseDirectory, "policy.json")).Of(Production);

        Assert.Equal((2, "staging", 24, true, 1, true), (rules.Approvals, rules.From, rules.MinimumHours, rules.CompareWithCurrent, rules.MinimumScore, rules.RequireSignature));
        Assert.Equal(["AUC"], rules.Gates);
    }

    [Theory]
    [InlineData("""{ "channels": { "production": { "aprovals": 2 } } }""", "aprovals")]
    [InlineData("""{ "channels": { "production": { "minimumHours": 24 } } }""", "minimumHours without from")]
    [InlineData("""{ "channels": { "production": { "from": "production" } } }""", "The channel 'production' cannot be fed from 'production'.")]
    [InlineData("""{ "channels": { "production": { "from": "Staging" } } }""", "The channel 'production' cannot be fed from 'Staging'.")]
    [InlineData("""{ "channels": { "production": { "from": "staging", "minimumHours": -1 } } }""", "The channel 'production' asks for less than nothing.")]
    [InlineData("""{ "channels": { "Production": { } } }""", "is not a channel's name")]
    [InlineData("""{ "channels": { "production": { "approvals": -1 } } }""", "less than nothing")]
    [InlineData("""{ "channels": { "production": null } }""", "There is null at $.channels.production")]
    [InlineData("{", "depth")]
    public void A_policy_that_makes_no_sense_is_refused(string json, string message)
    {
        Directory.CreateDirectory(Channels.Path);
        File.WriteAllText(Channels.Policy, json);

        var refused = Refused("INGOT6037", () => ChannelPolicy.Read(Channels.Policy));
        Assert.StartsWith("The policy of the channels cannot be used: ", refused, StringComparison.Ordinal);
        Assert.Contains(message, refused, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_may_ask_for_nothing_in_so_many_words()
    {
        Policy("""{ "approvals": 0, "minimumHours": 0, "gates": [] }""");

        Assert.Equal((0, 0.0), (ChannelPolicy.Read(Channels.Policy).Of(Production).Approvals, ChannelPolicy.Read(Channels.Policy).Of("other").MinimumHours));
        Assert.Equal("1.0.0", Promote(First).Current!.Version);
    }

    [Theory]
    [InlineData(2.5, true)]
    [InlineData(2.4, false)]
    [InlineData(null, false)]
    public void The_least_score_is_enough(double? score, bool isPromoted)
    {
        Policy("""{ "minimumScore": 2.5 }""");
        object Promoted() => New(First).Promote([], new(First.Verdicts, null, score), new("alice", null), "r");

        if (isPromoted)
        {
            Promoted();
        }
        else
        {
            Assert.Contains(score is null ? "found none; " : "found 2.4; ", Refused("INGOT6031", Promoted), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, "1 hour in staging, but it has been there for 0.5;")]
    [InlineData(1.5, "1.5 hours in staging, but it has been there for 0.5;")]
    [InlineData(0.5, null)]
    public void The_least_time_in_another_channel_is_enough(double hours, string? message)
    {
        Policy(FormattableString.Invariant($$"""{ "from": "staging", "minimumHours": {{hours}} }"""));
        ChannelFile.Write(
            Channels.FileOf("staging", TestPackage.Id),
            new Promotion(Channels, First, "staging", Noon.AddHours(-0.5)).Promote([], new(First.Verdicts, null, null), new("alice", null), "r"));

        if (message is null)
        {
            Assert.Equal("staging", Promote(First).Current!.Evidence!.Source);
        }
        else
        {
            Assert.Contains(message, Refused("INGOT6031", () => Promote(First)), StringComparison.Ordinal);
        }
    }
}

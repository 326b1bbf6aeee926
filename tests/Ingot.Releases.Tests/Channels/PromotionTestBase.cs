using System.Text.Json;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Releases.Channels;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>Promotes and approves the versions of the folder, and says what was refused.</summary>
public abstract class PromotionTestBase : ChannelTestBase
{
    protected ApprovalFolder Waiting => new(Channels.ApprovalsOf(Production));

    protected Promotion New(ModelPackage package) => new(Channels, package, Production, Noon);

    protected ChannelState Promote(ModelPackage package, ChannelState? before = null, SigningKey? key = null)
    {
        if (before is not null)
        {
            Save(before);
        }

        const string Reason = "It is better.";
        var promotion = New(package);
        return Save(promotion.Promote(
            Waiting.Read(package.Id, package.Version), PromotionGates.OfPackage(package), key is null ? new Promoter("alice", null) : promotion.Sign(key, Reason), Reason));
    }

    protected ChannelState PromoteApproved(ModelPackage package)
    {
        Approve(package, Bob);
        Approve(package, Carol);
        return Promote(package, key: Alice);
    }

    protected string Approve(ModelPackage package, SigningKey key, ApprovalDecision decision = ApprovalDecision.Approved) =>
        Waiting.Write(New(package).Statement(decision, key.Public.Identity, "I looked at it."), key);

    protected ChannelState Save(ChannelState state)
    {
        ChannelFile.Write(Channels.FileOf(Production, TestPackage.Id), state);
        return state;
    }

    protected void Policy(string rules)
    {
        Directory.CreateDirectory(Channels.Path);
        File.WriteAllText(Channels.Policy, JsonSerializer.Serialize(new { channels = new Dictionary<string, JsonElement> { ["staging"] = JsonDocument.Parse("{}").RootElement, [Production] = JsonDocument.Parse(rules).RootElement } }));
    }

    protected string Faults(ChannelState state, ChannelState? before = null) => string.Join('\n', ChannelCheck.Run(Channels, state, before).Select(d => d.ToString()));

    protected static Verdict Verdict(GateOutcome outcome) => new() { Gate = "AUC", Outcome = outcome, Message = "AUC fell." };

    protected static string Refused(string code, Func<object> action)
    {
        var error = Assert.Throws<IngotException>(action).Diagnostic;
        Assert.Equal(code, error.Code);
        return error.Message;
    }
}

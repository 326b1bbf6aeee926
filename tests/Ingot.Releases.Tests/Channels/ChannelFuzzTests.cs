using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Channels;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Channels;

/// <summary>Files of channels, policies, approvals and keys as anybody could commit them: each is read, or refused with a code; and none that was changed passes the check.</summary>
public sealed class ChannelFuzzTests : ChannelTestBase
{
    private const int Files = 2000;
    private static readonly string[] Codes = ["INGOT6025", "INGOT6026", "INGOT6030", "INGOT6037"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_changed_channel_is_refused_or_not_in_order(int seed)
    {
        File.WriteAllText(Channels.Policy, """{"channels": {"production": {"approvals": 1}}}""");
        var mutator = new RequestMutator(seed);
        var file = Channels.FileOf(Production, TestPackage.Id);
        var state = Approved();
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        ChannelFile.Write(file, state);
        Assert.Empty(ChannelCheck.Run(Channels, ChannelFile.Read(file), null));
        var right = ChannelFile.ToJson(state);
        var refused = 0;
        for (var i = 0; i < Files; i++)
        {
            File.WriteAllBytes(file, mutator.Mutate(right));
            if (Try(() => ChannelFile.Read(file)) is not { } changed)
            {
                refused++;
            }
            else if (changed.Current is { } current && !IsSame(current, state.Current!))
            {
                Assert.NotEmpty(ChannelCheck.Run(Channels, changed, state));
            }
        }

        Assert.InRange(refused, 1, Files - 1);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_changed_approval_is_nobody_s(int seed)
    {
        var mutator = new RequestMutator(seed);
        var keys = KeyRing.Read(Channels.Keys);
        var approval = ApprovalOf(Bob, ApprovalDecision.Approved);
        var right = approval.ToJson();
        var opened = 0;
        for (var i = 0; i < Files; i++)
        {
            var text = Encoding.UTF8.GetString(mutator.Mutate(right));
            if (Try(() => DsseEnvelope.Parse(text, "approval.json")) is { } envelope && Approval.TryOpen(envelope, keys) is { } said)
            {
                // What can be changed is the form only: nobody says anything else than what was signed.
                Assert.Equal(Approval.TryOpen(approval, keys), said);
                opened++;
            }
        }

        Assert.InRange(opened, 1, Files - 1);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void A_changed_policy_or_key_is_read_or_refused(int seed)
    {
        var mutator = new RequestMutator(seed);
        var policy = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "policy.json"));
        var key = Encoding.UTF8.GetBytes(Alice.Public.ToPem());
        var refused = 0;
        for (var i = 0; i < Files / 4; i++)
        {
            File.WriteAllBytes(Channels.Policy, mutator.Mutate(policy));
            refused += Try(() => ChannelPolicy.Read(Channels.Policy)) is null ? 1 : 0;
            File.WriteAllBytes(KeyRing.PathOf(Channels.Keys, "alice"), mutator.Damage(key.ToArray()));
            refused += Try(() => KeyRing.Read(Channels.Keys)) is null ? 1 : 0;
        }

        Assert.InRange(refused, 1, Files / 2);
    }

    private static bool IsSame(ChannelRelease one, ChannelRelease other) =>
        one.Version == other.Version && one.ContentHash == other.ContentHash && one.OnnxSha256 == other.OnnxSha256 && one.PromotedBy == other.PromotedBy && one.Revision == other.Revision;

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (IngotException e)
        {
            Assert.Contains(e.Diagnostic.Code, Codes);
            return null;
        }
    }

    private ChannelState Approved()
    {
        var approvals = new[] { ApprovalOf(Alice, ApprovalDecision.Promoted), ApprovalOf(Bob, ApprovalDecision.Approved) };
        var evidence = new ChannelEvidence(null, null, null, []);
        return new ChannelState(
            TestPackage.Id, Production, 1, new ChannelRelease(First.Version, First.ContentHash, First.OnnxSha256, 1, "alice", Noon, "tested", approvals, evidence), [], []);
    }

    private DsseEnvelope ApprovalOf(SigningKey key, ApprovalDecision decision) => new Approval(
        TestPackage.Id, First.Version, First.ContentHash, Production, 1, null, decision, key.Public.Identity, Noon, "good").Sign(key);
}

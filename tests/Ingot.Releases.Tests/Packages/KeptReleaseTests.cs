using Ingot.Core.Gates;
using Ingot.Core.Schemas;
using Ingot.Releases.Channels;
using Ingot.Releases.Comparison;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Packages;

/// <summary>What an older Ingot released is a release today: it verifies, answers as it did, holds its channel, and is compared with.</summary>
public sealed class KeptReleaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-kept-").FullName;

    public static TheoryData<string> Versions => KeptRelease.Versions;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_verifies_with_its_signature_and_gives_its_answers(string ingot)
    {
        var kept = new KeptRelease(ingot);
        var package = ModelPackage.Read(kept.Package);

        var checks = PackageVerifier.Verify(package, DsseEnvelope.TryReadBeside(kept.Package), KeyRing.Read(new ChannelFolder(kept.At("channels")).Keys), requireSignature: true);

        Assert.Equal(["files", "version", "sources", "cache", "model", "verdicts", "answers", "signature"], checks.Select(c => c.Name));

        // What came from a cache is told since 0.2.
        Assert.All(checks, c => Assert.True(c.Outcome == (c.Name == "cache" && ingot == "0.1.0" ? PackageCheckOutcome.Skipped : PackageCheckOutcome.Passed), c.Message));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_holds_its_channel_and_leaves_it_to_the_next_one(string ingot)
    {
        var kept = new KeptRelease(ingot);
        var package = ModelPackage.Read(kept.Package);
        var held = new ChannelFolder(kept.At("channels")).Read("production", KeptRelease.Id).Current!;

        Assert.Equal((package.Version, package.ContentHash, package.OnnxSha256), (held.Version, held.ContentHash, held.OnnxSha256));

        // Today's form of the file has all that the older one had.
        var copy = new ChannelFolder(_folder).FileOf("production", KeptRelease.Id);
        ChannelFile.Write(copy, ChannelFile.Read(kept.At($"channels/production/{KeptRelease.Id}.json")));
        Assert.Equal(held with { Approvals = [], Evidence = null }, ChannelFile.Read(copy).Current! with { Approvals = [], Evidence = null });
        Assert.Equal(held.Evidence!.Gates, ChannelFile.Read(copy).Current!.Evidence!.Gates);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_is_compared_with_and_its_committed_files_are_read(string ingot)
    {
        var kept = new KeptRelease(ingot);
        var difference = VersionDifference.Of(ModelPackage.ReadEvidence(kept.Package), ModelPackage.Read(kept.Package).Evidence with { Version = "0.10.0" });
        var schema = SchemaFile.Read(kept.At("Leave.schema.json"));
        var accepted = AcceptedFile.Read(kept.At("Leave.accepted.json"));

        Assert.True(difference.IsSameModel);
        Assert.Empty(difference.Contract);
        Assert.Contains("| AUC | all rows |", DifferenceText.ToMarkdown(difference), StringComparison.Ordinal);
        Assert.Equal(["usage", "age", "plan"], schema.Features.Select(f => f.Name));
        Assert.Equal((300, "Leave"), (accepted.ReferenceRows, accepted.Model));
    }
}

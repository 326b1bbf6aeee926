using Ingot.Releases.Packages;
using Ingot.Serving.Channels;
using Ingot.Serving.Models;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>A model that an older Ingot built is served today.</summary>
public class KeptReleaseTests
{
    public static TheoryData<string> Versions => KeptRelease.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_is_loaded_and_answers_requests_as_its_golden_rows_say(string ingot)
    {
        var artifact = ModelArtifact.Of(ModelPackage.Read(new KeptRelease(ingot).Package));
        Assert.Equal(20, artifact.Golden!.Rows.Count);

        // Throws when an answer is another one.
        var model = GoldenCheck.Load(artifact, threads: 1, TimeSpan.FromMinutes(1), CancellationToken.None);

        Assert.Equal((KeptRelease.Id, KeptRelease.Version), (artifact.Id, artifact.Version));
        model.Release();
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Feeds;

/// <summary>Which feed and which copy of a package is taken.</summary>
public sealed class PackageArgumentTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-package-argument-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_copy_with_its_signed_statement_comes_before_one_that_NuGet_restored()
    {
        var (feed, restored) = (Directory.CreateDirectory(Path.Combine(_root, "feed")).FullName, Directory.CreateDirectory(Path.Combine(_root, "packages", "contoso.churn", "1.0.0")).FullName);
        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(_root, "packages")}" /></config>
              <packageSources><clear /><add key="gone" value="{Path.Combine(_root, "gone")}" /><add key="feed" value="{feed}" /></packageSources>
            </configuration>
            """);
        var package = TestPackage.Write(feed, "1.0.0");
        File.Copy(package, Path.Combine(restored, "contoso.churn.1.0.0.nupkg"));
        async Task<ReleasedPackage> ReadAsync()
        {
            using var found = await PackageArgument.FindReleaseAsync($"{TestPackage.Id}@1.0.0", _root, CancellationToken.None);
            return await ReleasedPackage.ReadAsync(found.Path, TestPackage.Id, "1.0.0", CancellationToken.None);
        }

        Assert.Null((await ReadAsync()).Envelope);
        using var key = SigningKey.Create("alice");
        await File.WriteAllTextAsync(package + ReleaseStatement.Extension, DsseEnvelope.Sign(DsseEnvelope.InTotoType, "{}", key).ToJson());
        Assert.NotNull((await ReadAsync()).Envelope);
    }

    [Fact]
    public async Task A_feed_that_cannot_say_what_it_has_is_left_out_of_a_list_and_told()
    {
        var feed = Directory.CreateDirectory(Path.Combine(_root, "feed")).FullName;
        TestPackage.Write(feed, "1.0.0");
        Task WriteAsync(string sources) => File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"<configuration><packageSources><clear />{sources}</packageSources></configuration>");
        var gone = $"""<add key="gone" value="{Path.Combine(_root, "gone")}" />""";
        await WriteAsync($"""{gone}<add key="feed" value="{feed}" />""");
        var leftOut = new List<Diagnostic>();

        Assert.Equal([TestPackage.Id], await new ModelFeeds(_root, null).CandidatesAsync(CancellationToken.None, leftOut));
        Assert.Equal(("INGOT6043", DiagnosticSeverity.Warning), (Assert.Single(leftOut).Code, leftOut[0].Severity));
        await Assert.ThrowsAsync<IngotException>(() => new ModelFeeds(_root, null).CandidatesAsync(CancellationToken.None));
        await WriteAsync(gone);
        await Assert.ThrowsAsync<IngotException>(() => new ModelFeeds(_root, null).CandidatesAsync(CancellationToken.None, []));
    }
}

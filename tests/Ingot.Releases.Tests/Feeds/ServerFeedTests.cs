using Ingot.Core.Diagnostics;
using Ingot.Releases.Feeds;
using Ingot.Releases.Signing;
using Ingot.Releases.Packages;
using Ingot.Tests.Shared;
using NuGet.Packaging.Core;
using NuGet.Versioning;

namespace Ingot.Releases.Tests.Feeds;

/// <summary>Feeds that are servers, with the credentials of nuget.config.</summary>
public sealed class ServerFeedTests : IDisposable
{
    private static readonly (string, string) Alice = ("alice", "wonderland");
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-feed-tests-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_newest_version_is_looked_up_with_the_credentials_of_nuget_config()
    {
        await using var server = await StartAsync(Alice, "1.3.0", "1.4.0", "1.5.0-beta");
        Configure(server, "wonderland");
        var feeds = new ConfiguredFeeds(_root, null, [], [], SourceLocation.None);

        Assert.Equal("1.4.0", (await feeds.FindLatestAsync(TestPackage.Id, own: null, CancellationToken.None))?.ToString());
        Assert.Equal("1.3.0", (await feeds.FindLatestAsync(TestPackage.Id, NuGetVersion.Parse("1.4.0"), CancellationToken.None))?.ToString());
        Assert.Equal(["1.3.0", "1.4.0"], (await feeds.FindAllAsync(TestPackage.Id, own: null, CancellationToken.None)).Select(v => v.ToString()));
        Assert.Null(await feeds.FindLatestAsync("Contoso.Nothing", own: null, CancellationToken.None));
    }

    [Fact]
    public async Task A_package_is_downloaded_with_the_credentials_of_nuget_config()
    {
        await using var server = await StartAsync(Alice, "1.3.0");
        Configure(server, "wonderland");

        using var package = await PackageArgument.FindAsync($"{TestPackage.Id}@1.3.0", _root, CancellationToken.None);
        using var named = await PackageArgument.FindAsync($"{TestPackage.Id}@1.3.0", _root, "Models", CancellationToken.None);

        Assert.Equal("1.3.0", ModelPackage.Read(package.Path).Version);
        Assert.Equal("1.3.0", ModelPackage.Read(named.Path).Version);
        Assert.Contains("none of the feeds has it (models)", (await Missing("9.9.9")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_credentials_are_said_to_be_the_reason()
    {
        await using var server = await StartAsync(Alice, "1.3.0");
        Configure(server, "looking-glass");

        var error = await Assert.ThrowsAsync<IngotException>(() => new ModelFeeds(_root, "models").FindAsync(TestPackage.Id, CancellationToken.None));

        Assert.Equal("INGOT6042", error.Diagnostic.Code);
        Assert.DoesNotContain("looking-glass", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("1 did not answer (models: ", (await Missing("1.3.0")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_suffice_to_publish()
    {
        await using var server = await StartAsync(Alice);
        Configure(server, "wonderland");

        await new Publisher(ConfiguredFeeds.Named("models", _root), KeyRing.Empty, SourceLocation.None).PublishAsync(
            TestPackage.Write(_root, "1.4.0"), apiKey: null, allowBreaking: false, CancellationToken.None);

        Assert.Equal(["contoso.churn 1.4.0"], server.Packages);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Models_are_told_from_other_packages_whether_or_not_the_server_filters(bool filtersTypes)
    {
        await using var server = await NuGetServer.StartAsync(filtersTypes: filtersTypes);
        server.Add(TestPackage.Write(_root, "1.3.0"));
        server.Add(TestPackage.Write(_root, "1.10.0"));
        server.Add(TestPackage.Write(_root, "2.0.0-beta"));
        server.Add(TestPackage.Write(Directory.CreateDirectory(Path.Combine(_root, "other")).FullName, "5.0.0", edit: files =>
        {
            files.Clear();
            files["Contoso.Text.nuspec"] = "<package xmlns=\"http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd\"><metadata><id>Contoso.Text</id><version>5.0.0</version><authors>a</authors><description>d</description></metadata></package>"u8.ToArray();
        }));
        var feeds = new ModelFeeds(_root, server.Index);

        Assert.Equal(filtersTypes ? [TestPackage.Id] : ["Contoso.Churn", "Contoso.Text"], await feeds.CandidatesAsync(CancellationToken.None));
        Assert.Equal(["2.0.0-beta", "1.10.0", "1.3.0"], (await feeds.FindAsync("contoso.churn", CancellationToken.None)).Versions.Select(v => v.Version.ToString()));
        Assert.Null(await feeds.TryFindAsync("Contoso.Text", CancellationToken.None));
        Assert.Equal("INGOT6044", (await Assert.ThrowsAsync<IngotException>(() => feeds.FindAsync("Contoso.Text", CancellationToken.None))).Diagnostic.Code);
    }

    /// <summary>NuGet's client would keep for half an hour what a server said, on disk and in memory, and packages for good.</summary>
    [Fact]
    public async Task What_was_published_a_moment_ago_counts()
    {
        await using var server = await StartAsync(null, "1.3.0");
        var source = ConfiguredFeeds.Named(server.Index, _root);
        var configured = new ConfiguredFeeds(_root, null, [server.Index], [], SourceLocation.None);
        using var feed = new FeedClient(source, SourceLocation.None);
        async Task<string[]> Seen() =>
        [
            string.Join(' ', await feed.AllVersionsAsync(TestPackage.Id, CancellationToken.None)),
            string.Join(' ', (await feed.ModelVersionsAsync(TestPackage.Id, CancellationToken.None)).Order()),
            string.Join(' ', await configured.FindAllAsync(TestPackage.Id, own: null, CancellationToken.None)),
        ];
        async Task<string> Downloaded()
        {
            var path = Path.Combine(_root, "downloaded.nupkg");
            Assert.True(await feed.DownloadAsync(new PackageIdentity(TestPackage.Id, NuGetVersion.Parse("1.3.0")), path, CancellationToken.None));
            return ModelPackage.Read(path).ContentHash;
        }

        Assert.All(await Seen(), s => Assert.Equal("1.3.0", s));
        var first = await Downloaded();
        server.Add(TestPackage.Write(_root, "1.4.0"));
        server.Add(TestPackage.Write(_root, "1.3.0", weight: 0.9));

        Assert.All(await Seen(), s => Assert.Equal("1.3.0 1.4.0", s));
        Assert.NotEqual(first, await Downloaded());
    }

    private async Task<NuGetServer> StartAsync((string, string)? credentials, params string[] versions)
    {
        var server = await NuGetServer.StartAsync(credentials);
        foreach (var version in versions)
        {
            server.Add(TestPackage.Write(_root, version));
        }

        return server;
    }

    private async Task<Diagnostic> Missing(string version) =>
        (await Assert.ThrowsAsync<IngotException>(() => PackageArgument.FindAsync($"{TestPackage.Id}@{version}", _root, CancellationToken.None))).Diagnostic;

    private void Configure(NuGetServer server, string password) => File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
        <configuration>
          <config><add key="globalPackagesFolder" value="restored" /></config>
          <packageSources><clear /><add key="models" value="{server.Index}" allowInsecureConnections="true" /></packageSources>
          <packageSourceCredentials><models><add key="Username" value="alice" /><add key="ClearTextPassword" value="{password}" /></models></packageSourceCredentials>
        </configuration>
        """);
}

using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Releases.Feeds;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Tests.Shared;
using Microsoft.AspNetCore.Http;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;

namespace Ingot.Releases.Tests.Feeds;

public sealed class PublisherTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ingot-publish-tests-").FullName;

    public PublisherTests()
    {
        Directory.CreateDirectory(Packed);
        File.WriteAllText(Path.Combine(_root, "nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
    }

    private string Packed => Path.Combine(_root, "packed");

    private string Keys => Path.Combine(_root, "keys");

    private string Folder => Path.Combine(_root, "feed");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_folder_gets_the_package_and_its_signature_and_nothing_else()
    {
        var package = TestPackage.Write(Packed, "1.4.0");
        Sign(package, "alice", isTrusted: true);

        var published = await PublishAsync(Folder, package);

        Assert.Equal((TestPackage.Id, "1.4.0", false), (published.Package, published.Version, published.LeftSignature));
        Assert.Equal(await File.ReadAllBytesAsync(package), await File.ReadAllBytesAsync(published.File!));
        Assert.Equal(
            [".ingot-publish.lock", "Contoso.Churn.1.4.0.nupkg", "Contoso.Churn.1.4.0.nupkg.dsse.json"],
            Directory.GetFileSystemEntries(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task Whoever_shares_a_folder_can_hold_its_lock()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, (UnixFileMode)0b010_111_111_101);

        await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0"));

        Assert.True(File.GetUnixFileMode(Path.Combine(Folder, ".ingot-publish.lock")).HasFlag(UnixFileMode.GroupWrite));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_refuses_a_version_that_it_has(bool hierarchical)
    {
        await PrepareAsync(hierarchical);
        var first = await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0"));
        var bytes = await File.ReadAllBytesAsync(first.File!);

        var error = await Assert.ThrowsAsync<IngotException>(() => PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0", weight: -0.9)));

        Assert.Equal("INGOT6002", error.Diagnostic.Code);
        Assert.Contains("Contoso.Churn 1.4.0 is already in", error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(first.File!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_publishers_of_one_version_exactly_one_wins_and_readers_see_whole_packages_only(bool hierarchical)
    {
        await PrepareAsync(hierarchical);
        const int Publishers = 6;
        var packages = Enumerable.Range(0, Publishers)
            .Select(i => TestPackage.Write(Directory.CreateDirectory(Path.Combine(Packed, $"{i}")).FullName, "2.0.0", weight: -0.1 * (i + 1)))
            .ToList();
        using var over = new CancellationTokenSource();
        var reader = Task.Run(() => ReadUntil(over.Token));

        var outcomes = await Task.WhenAll(packages.Select(p => Task.Run(async () =>
        {
            try
            {
                await PublishAsync(Folder, p);
                return p;
            }
            catch (IngotException e)
            {
                return e.Diagnostic.Code;
            }
        })));

        await over.CancelAsync();
        Assert.Empty(await reader);
        var winner = Assert.Single(outcomes, o => o != "INGOT6002");
        using var found = await PackageArgument.FindAsync($"{TestPackage.Id}@2.0.0", _root, Folder, CancellationToken.None);
        Assert.Equal(await File.ReadAllBytesAsync(winner), await File.ReadAllBytesAsync(found.Path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_killed_publisher_left_is_not_a_package_and_is_removed(bool hierarchical)
    {
        await PrepareAsync(hierarchical);
        var parent = hierarchical ? Path.Combine(Folder, "contoso.churn") : Folder;
        var left = Path.Combine(Directory.CreateDirectory(parent).FullName, ".ingot-tmp-0123");
        await File.WriteAllTextAsync(left, "half a pack");

        Assert.DoesNotContain(TestPackage.Id, await new ModelFeeds(_root, Folder).CandidatesAsync(CancellationToken.None));
        await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0"));

        Assert.False(File.Exists(left));
        Assert.Equal(hierarchical ? ["Contoso.Churn", "Other.Package"] : ["Contoso.Churn"], await new ModelFeeds(_root, Folder).CandidatesAsync(CancellationToken.None));
        Assert.Equal(["1.4.0"], (await new ModelFeeds(_root, Folder).FindAsync(TestPackage.Id, CancellationToken.None)).Versions.Select(v => v.Version.ToString()));
    }

    [Theory]
    [InlineData("no model", "INGOT6021", "it has neither a resource 'model.onnx'")]
    [InlineData("entry twice", "INGOT6021", "it has the entry 'evidence/metrics.json' 2 times")]
    [InlineData("way out", "INGOT6021", "it has an entry 'lib/../../evil.dll', which leads out of the package")]
    [InlineData("file too many", "INGOT6027", "not in the provenance: tools/evil.ps1")]
    [InlineData("failed gate", "INGOT6027", "1 of 1 gates failed: AUC")]
    [InlineData("no provenance", "INGOT6027", "The package has no evidence/provenance.json")]
    [InlineData("strange signature", "INGOT6027", "None of the trusted keys")]
    [InlineData("damaged signature", "INGOT6026", "not a signed envelope")]
    public async Task What_does_not_verify_is_not_published(string fault, string code, string message)
    {
        var package = TestPackage.Write(Packed, "1.4.0", attest: fault != "no provenance", edit: files =>
        {
            if (fault == "no model")
            {
                files.Remove("model/Churn.onnx");
            }
            else if (fault == "failed gate")
            {
                files["evidence/verdicts.json"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["evidence/verdicts.json"]).Replace("\"Passed\"", "\"Failed\"", StringComparison.Ordinal));
            }
        });
        if (fault switch { "entry twice" => "evidence/metrics.json", "way out" => "lib/../../evil.dll", "file too many" => "tools/evil.ps1", _ => null } is { } entry)
        {
            await using var archive = await ZipFile.OpenAsync(package, ZipArchiveMode.Update);
            archive.CreateEntry(entry);
        }
        else if (fault == "strange signature")
        {
            Sign(package, "mallory", isTrusted: false);
        }
        else if (fault == "damaged signature")
        {
            await File.WriteAllTextAsync(package + ".dsse.json", "{}");
        }

        var error = await Assert.ThrowsAsync<IngotException>(() => PublishAsync(Folder, package));

        Assert.Equal(code, error.Diagnostic.Code);
        Assert.Contains(message, error.Diagnostic.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task A_version_that_the_feed_has_is_known_before_anything_is_built()
    {
        await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0"));
        var publisher = new Publisher(ConfiguredFeeds.Named(Folder, _root), KeyRing.Empty, new SourceLocation("models/Churn"));

        await publisher.RequireNewAsync(TestPackage.Id, NuGetVersion.Parse("1.5.0"), CancellationToken.None);
        var error = await Assert.ThrowsAsync<IngotException>(() => publisher.RequireNewAsync(TestPackage.Id, NuGetVersion.Parse("1.4.0"), CancellationToken.None));

        Assert.Equal("INGOT6002", error.Diagnostic.Code);
    }

    [Fact]
    public async Task A_server_gets_the_package_with_the_key_and_a_version_once()
    {
        await using var server = await NuGetServer.StartAsync();
        var package = TestPackage.Write(Packed, "1.4.0");

        var published = await PublishAsync(server.Index, package, NuGetServer.Key);

        Assert.Null(published.File);
        Assert.Equal(await File.ReadAllBytesAsync(package), server.Content(TestPackage.Id, "1.4.0"));
        Assert.Equal([NuGetServer.Key], server.Keys);
        Assert.Equal("INGOT6002", (await Assert.ThrowsAsync<IngotException>(() => PublishAsync(server.Index, package, NuGetServer.Key))).Diagnostic.Code);
        Assert.Single(server.Keys);
    }

    [Fact]
    public async Task A_server_that_hides_what_it_has_refuses_it_by_itself()
    {
        await using var server = await NuGetServer.StartAsync();
        var package = TestPackage.Write(Packed, "1.4.0");
        server.Add(package);
        server.Hides = true;

        Assert.Equal("INGOT6002", (await Assert.ThrowsAsync<IngotException>(() => PublishAsync(server.Index, package, NuGetServer.Key))).Diagnostic.Code);
        Assert.Single(server.Keys);
    }

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_repeated_in_the_message()
    {
        await using var server = await NuGetServer.StartAsync();

        var error = await Assert.ThrowsAsync<IngotException>(() => PublishAsync(server.Index, TestPackage.Write(Packed, "1.4.0"), "secret-but-wrong"));

        Assert.Equal("INGOT6042", error.Diagnostic.Code);
        Assert.DoesNotContain("secret-but-wrong", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(server.Packages);
    }

    [Theory]
    [InlineData("<html>Welcome</html>")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[]}")]
    [InlineData("{\"version\":\"3.0.0\",\"resources\":[{\"@id\":\"nonsense\",\"@type\":[]}]}")]
    public async Task Nonsense_instead_of_a_feed_has_a_code(string answer)
    {
        await using var server = await NuGetServer.StartAsync();
        server.Instead = context => context.Response.WriteAsync(answer);

        var error = await Assert.ThrowsAsync<IngotException>(() => PublishAsync(server.Index, TestPackage.Write(Packed, "1.4.0"), NuGetServer.Key));

        Assert.Equal("INGOT6043", error.Diagnostic.Code);
        Assert.Contains(server.Index, error.Diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_down_has_a_code()
    {
        var server = await NuGetServer.StartAsync();
        var index = server.Index;
        await server.DisposeAsync();

        Assert.Equal("INGOT6043", (await Assert.ThrowsAsync<IngotException>(() => PublishAsync(index, TestPackage.Write(Packed, "1.4.0")))).Diagnostic.Code);
    }

    [Fact]
    public async Task A_contract_breaks_with_a_new_major_version_only()
    {
        await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.0"));
        var schema = TestPackage.Schema with
        {
            Columns = [.. TestPackage.Schema.Columns.Where(c => c.Name != "senior").Select(c => c.Name == "tenure" ? c with { Type = ColumnType.String } : c)],
        };
        var package = TestPackage.Write(Packed, "1.5.0", schema: schema);

        var error = await Assert.ThrowsAsync<IngotException>(() => PublishAsync(Folder, package));

        Assert.Equal("INGOT6040", error.Diagnostic.Code);
        Assert.Contains(
            "Contoso.Churn 1.5.0 breaks the contract of 1.4.0: input 'senior' (true or false) is gone; input 'tenure': number became text. Set Version to 2.0.0 or higher",
            error.Diagnostic.Message, StringComparison.Ordinal);
        await PublishAsync(Folder, TestPackage.Write(Packed, "2.0.0", schema: schema));
        await PublishAsync(Folder, TestPackage.Write(Packed, "1.4.1"));
        await new Publisher(ConfiguredFeeds.Named(Folder, _root), KeyRing.Empty, SourceLocation.None).PublishAsync(package, null, allowBreaking: true, CancellationToken.None);
    }

    [Theory]
    [InlineData("modles", "INGOT6041")]
    [InlineData("http://models.example/v3/index.json", "INGOT6045")]
    public void What_is_not_a_feed_is_refused_before_anything_is_built(string feed, string code) =>
        Assert.Equal(code, Assert.Throws<IngotException>(() => ConfiguredFeeds.Named(feed, _root)).Diagnostic.Code);

    [Fact]
    public async Task NuGets_own_push_and_download_understand_the_server()
    {
        await using var server = await NuGetServer.StartAsync();
        var package = TestPackage.Write(Packed, "1.4.0");
        var repository = Repository.Factory.GetCoreV3(new PackageSource(server.Index));

        var push = await repository.GetResourceAsync<PackageUpdateResource>();
        await push!.PushAsync([package], string.Empty, 60, false, _ => NuGetServer.Key, _ => string.Empty, false, false, false, true, NullLogger.Instance);

        using var cache = new SourceCacheContext { DirectDownload = true, NoCache = true };
        var byId = await repository.GetResourceAsync<FindPackageByIdResource>();
        using var copy = new MemoryStream();
        Assert.True(await byId!.CopyNupkgToStreamAsync(TestPackage.Id, NuGetVersion.Parse("1.4.0"), copy, cache, NullLogger.Instance, CancellationToken.None));
        Assert.Equal(await File.ReadAllBytesAsync(package), copy.ToArray());
    }

    private void Sign(string package, string identity, bool isTrusted)
    {
        using var key = SigningKey.Create(identity);
        if (isTrusted)
        {
            Directory.CreateDirectory(Keys);
            File.WriteAllText(KeyRing.PathOf(Keys, identity), key.Public.ToPem());
        }

        File.WriteAllText(
            package + ReleaseStatement.Extension,
            DsseEnvelope.Sign(DsseEnvelope.InTotoType, ReleaseStatement.ToJson(ModelPackage.Read(package), null, null), key).ToJson());
    }

    private Task<PublishedPackage> PublishAsync(string feed, string package, string? key = null) =>
        new Publisher(ConfiguredFeeds.Named(feed, _root), KeyRing.Read(Keys), new SourceLocation(package)).PublishAsync(package, key, allowBreaking: false, CancellationToken.None);

    // A first package by NuGet itself makes the folder a hierarchy.
    private async Task PrepareAsync(bool hierarchical)
    {
        Directory.CreateDirectory(Folder);
        if (hierarchical)
        {
            var other = TestPackage.Write(Packed, "0.1.0", edit: files =>
            {
                files["Other.Package.nuspec"] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(files[$"{TestPackage.Id}.nuspec"])
                    .Replace($"<id>{TestPackage.Id}</id>", "<id>Other.Package</id>", StringComparison.Ordinal));
                files.Remove($"{TestPackage.Id}.nuspec");
            });
            await OfflineFeedUtility.AddPackageToSource(
                new OfflineFeedAddContext(other, Folder, NullLogger.Instance, true, true, true, PackageExtractionContextOf()), CancellationToken.None);
            Assert.Equal(FeedType.FileSystemV3, LocalFolderUtility.GetLocalFeedType(Folder, NullLogger.Instance));
        }
    }

    private static PackageExtractionContext PackageExtractionContextOf() =>
        new(PackageSaveMode.Defaultv3, XmlDocFileSaveMode.None, clientPolicyContext: null, NullLogger.Instance);

    private List<string> ReadUntil(CancellationToken over)
    {
        var faults = new List<string>();
        var looks = 0;
        while (!over.IsCancellationRequested || looks == 0)
        {
            looks++;
            foreach (var file in Directory.EnumerateFiles(Folder, "*.nupkg", SearchOption.AllDirectories).Where(f => !f.Contains(".ingot-tmp-", StringComparison.Ordinal)))
            {
                try
                {
                    using var archive = new PackageArchiveReader(file);
                    _ = archive.GetIdentity();
                }
                catch (Exception e)
                {
                    faults.Add($"{file}: {e.Message}");
                }
            }
        }

        return faults;
    }
}

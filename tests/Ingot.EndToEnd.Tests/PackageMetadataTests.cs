using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ingot.EndToEnd.Tests;

/// <summary>
/// What the packages say of themselves. They are read, not restored: <c>dotnet cake --target=PublishTools</c> runs this class on what it
/// is about to publish, under that version.
/// </summary>
[Trait("Category", "Packages")]
public partial class PackageMetadataTests
{
    private static readonly string[] WithoutAssemblies = ["Ingot.Sdk", "Ingot.Templates", "Ingot.Tool"];

    private static readonly string[] Ids =
    [
        .. Directory.GetFiles(Path.Combine(Workshop.Repository, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(f => File.ReadAllText(f).Contains("<IsPackable>true</IsPackable>", StringComparison.Ordinal))
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
    ];

    private static readonly string[] Packages =
    [
        .. Directory.GetFiles(Workshop.Feed, $"Ingot.*.{Workshop.IngotVersion}.nupkg").Select(f => Path.GetFileName(f)[..^$".{Workshop.IngotVersion}.nupkg".Length])
            .Where(id => Ids.Contains(id) || id.StartsWith("Ingot.Tool.", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_project_that_is_a_package_was_packed() => Assert.Empty(Ids.Except(Packages));

    [Fact]
    public void A_feed_can_show_what_a_package_is() => Assert.All(Packages, id =>
    {
        using var package = Open(id);
        var metadata = Nuspec(package);
        string Said(string name) => (string?)metadata.Element(metadata.Name.Namespace + name) ?? string.Empty;

        Assert.Equal((id, Workshop.IngotVersion), (Said("id"), Said("version")));
        Assert.Equal("MIT", Said("license"));
        Assert.NotEmpty(Said("authors"));
        Assert.InRange(Said("description").Length, 20, 300);
        Assert.NotEmpty(Said("tags"));
        Assert.Contains("docs/CHANGELOG.md", Said("releaseNotes"), StringComparison.Ordinal);
        Assert.InRange(package.GetEntry(Said("icon"))!.Length, 100, 10_000);
        Assert.True(package.Entries.Single(e => e.FullName == Said("icon")).Name == "icon.png");

        var readme = Text(package, Said("readme"));
        Assert.StartsWith("# ", readme, StringComparison.Ordinal);
        Assert.All(Versions().Matches(readme).Select(m => m.Value), v => Assert.Equal(Workshop.IngotVersion, v));
    });

    [Fact]
    public void A_package_names_its_commit_and_a_repository_that_everybody_can_reach_or_none() => Assert.All(Packages, id =>
    {
        using var package = Open(id);
        var metadata = Nuspec(package);
        var repository = metadata.Element(metadata.Name.Namespace + "repository");

        // Sources without their history have no commit either.
        if (repository == null)
        {
            Assert.False(Path.Exists(Path.Combine(Workshop.Repository, ".git")), $"{id} names no commit");
            return;
        }

        Assert.Equal("git", (string?)repository.Attribute("type"));
        Assert.Matches("^[0-9a-f]{40}$", (string?)repository.Attribute("commit"));
        if ((string?)repository.Attribute("url") is { } url)
        {
            Assert.StartsWith("https://", url, StringComparison.Ordinal);
            Assert.DoesNotContain("@", url, StringComparison.Ordinal);
            Assert.StartsWith("https://", (string?)metadata.Element(metadata.Name.Namespace + "releaseNotes"), StringComparison.Ordinal);
        }
    });

    [Fact]
    public void Packages_of_one_release_ask_for_each_other_in_its_version() => Assert.All(Packages, id =>
    {
        using var package = Open(id);
        var metadata = Nuspec(package);
        var own = metadata.Descendants(metadata.Name.Namespace + "dependency").Where(d => ((string)d.Attribute("id")!).StartsWith("Ingot.", StringComparison.Ordinal)).ToList();
        Assert.All(own, d => Assert.Equal(Workshop.IngotVersion, (string?)d.Attribute("version")));

        if (id == "Ingot.Sdk")
        {
            Assert.Equal(Workshop.IngotVersion, XDocument.Parse(Text(package, "Sdk/Ingot.Version.props")).Descendants("IngotSdkVersion").Single().Value);
        }

        if (id == "Ingot.Templates")
        {
            Assert.Equal("Ingot.Sdk/" + Workshop.IngotVersion, (string?)XDocument.Parse(Text(package, "content/ingot-model/IngotModel.csproj")).Root!.Attribute("Sdk"));
        }
    });

    /// <summary>Without a time of day two packs of one commit give the same bytes.</summary>
    [Fact]
    public void Nothing_in_a_package_has_a_time_of_day() => Assert.All(Packages, id =>
    {
        using var package = Open(id);

        Assert.All(package.Entries, e => Assert.Equal(new DateTime(1980, 1, 2), e.LastWriteTime.DateTime));
    });

    [Fact]
    public void Libraries_have_packages_of_symbols_that_belong_to_their_assemblies() => Assert.All(Ids.Except(WithoutAssemblies), id =>
    {
        using var package = Open(id);
        using var symbols = ZipFile.OpenRead(Path.Combine(Workshop.Feed, $"{id}.{Workshop.IngotVersion}.snupkg"));
        var assemblies = package.Entries.Where(e => e.FullName.StartsWith("lib/", StringComparison.Ordinal) && e.Name.EndsWith(".dll", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(assemblies);
        Assert.Equal(assemblies.Count, symbols.Entries.Count(e => e.Name.EndsWith(".pdb", StringComparison.Ordinal)));
        Assert.All(assemblies, a => Assert.Equal(DebugId(a), SymbolId(symbols.GetEntry(Path.ChangeExtension(a.FullName, ".pdb"))!)));
    });

    private static Guid DebugId(ZipArchiveEntry assembly)
    {
        using var image = new PEReader(Content(assembly));
        Assert.Contains(image.ReadDebugDirectory(), e => e.Type == DebugDirectoryEntryType.Reproducible);
        return image.ReadCodeViewDebugDirectoryData(image.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView)).Guid;
    }

    private static Guid SymbolId(ZipArchiveEntry symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(Content(symbols));
        return new BlobContentId(provider.GetMetadataReader().DebugMetadataHeader!.Id).Guid;
    }

    private static MemoryStream Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        content.Position = 0;
        return content;
    }

    private static string Text(ZipArchive package, string entry)
    {
        using var reader = new StreamReader(package.GetEntry(entry)!.Open());
        return reader.ReadToEnd();
    }

    private static ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(Workshop.Feed, $"{id}.{Workshop.IngotVersion}.nupkg"));

    private static XElement Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    // Of Ingot's own: behind the name of a package or an option of that name.
    [GeneratedRegex(@"(?<=Ingot\.\w+(\.\w+)?[/@]|Ingot\.\w+&version=|Ingot\.\w+ --version )[0-9][\w.\-]*")]
    private static partial Regex Versions();
}

using System.IO.Compression;

namespace Ingot.EndToEnd.Tests;

/// <summary><c>dotnet cake --target=PublishTools</c> in a repository with this one's build and a single small package.</summary>
[Collection(EndToEndGroup.Second)]
public class PublishToolsTests(Workshop workshop)
{
    [Fact]
    public void A_commit_is_released_in_the_version_of_its_tag_and_in_no_other() => workshop.Test(folder =>
    {
        var clone = Repository(folder);
        var feed = Path.Combine(folder, "published") + "/";

        var shallow = Path.Combine(folder, "shallow");
        Git(folder, "clone", "--quiet", "--depth", "1", "--no-tags", new Uri(clone).AbsoluteUri, shallow);
        Publish(shallow, feed).Contains(" has no tag vMAJOR.MINOR.PATCH, and a release has the version of its tag. This clone is shallow and may lack the tag: fetch all of it (fetch-depth: 0");

        Git(clone, "tag", "v1.2");
        Publish(clone, feed).Contains("has v1.2, of which MinVer makes '0.0.0-alpha.0': expected a tag vMAJOR.MINOR.PATCH, perhaps with a prerelease such as v2.0.0-rc.1");
        Git(clone, "tag", "v2.0.0-rc.1");
        File.WriteAllText(Path.Combine(clone, "src", "Ingot.Templates", "more.txt"), "of no commit");
        Publish(clone, feed).Contains("Files differ from the commit or are in none (1), so that the packages would have what no tag names. Commit or remove them first: src/Ingot.Templates/more.txt.");
        Assert.False(Directory.Exists(feed));
        File.Delete(Path.Combine(clone, "src", "Ingot.Templates", "more.txt"));

        Publish(clone, feed).Succeeded().Contains("Published 1 of 1 packages of 2.0.0-rc.1 to ");
        var published = Directory.GetFiles(feed).Single();
        Assert.Equal("Ingot.Templates.2.0.0-rc.1.nupkg", Path.GetFileName(published));
        Assert.Equal("2.0.0-rc.1", ReadEntry(published, "content/version.txt"));

        // Once more is no more; and what is published is never replaced.
        Publish(clone, feed).Succeeded().Contains("has all 1 packages of 2.0.0-rc.1, byte for byte: nothing to do.");
        using (var package = ZipFile.Open(published, ZipArchiveMode.Update))
        {
            package.CreateEntry("other.txt");
        }

        Publish(clone, feed).Contains("has another Ingot.Templates 2.0.0-rc.1: a published version never changes.");
    });

    private RunResult Publish(string clone, string feed) =>
        workshop.DotNet(clone, new Dictionary<string, string?> { ["NO_COLOR"] = "1" }, "cake", "--target=PublishTools", "--feed=" + feed);

    private string Repository(string folder)
    {
        var clone = Directory.CreateDirectory(Path.Combine(folder, "clone")).FullName;
        foreach (var file in Directory.GetFiles(Workshop.Repository, "Directory.*").Select(f => Path.GetFileName(f))
            .Concat(Directory.GetFiles(Path.Combine(Workshop.Repository, "build")).Select(f => "build/" + Path.GetFileName(f)))
            .Concat(["build.cake", "global.json", ".gitignore", ".config/dotnet-tools.json"]))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(clone, file))!);
            File.Copy(Path.Combine(Workshop.Repository, file), Path.Combine(clone, file));
        }

        Write(clone, "src/Ingot.Templates/Ingot.Templates.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <IsPackable>true</IsPackable>
                <Description>A small one.</Description>
                <IncludeBuildOutput>false</IncludeBuildOutput>
                <NoWarn>$(NoWarn);NU5128</NoWarn>
              </PropertyGroup>
              <Target Name="NameVersion" BeforeTargets="_GetPackageFiles">
                <WriteLinesToFile File="$(IntermediateOutputPath)version.txt" Lines="$(IngotVersion)" Overwrite="true" />
                <ItemGroup><None Include="$(IntermediateOutputPath)version.txt" Pack="true" PackagePath="content/" /></ItemGroup>
              </Target>
            </Project>
            """);

        // The real ones look at packages that are not made here.
        Write(clone, "tests/Ingot.EndToEnd.Tests/Ingot.EndToEnd.Tests.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Git(clone, "init", "--quiet");
        Git(clone, "add", "--all");
        Git(clone, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message=all");
        workshop.DotNet(clone, "tool", "restore").Succeeded();
        return clone;
    }

    private static void Write(string folder, string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, file))!);
        File.WriteAllText(Path.Combine(folder, file), text);
    }

    private void Git(string folder, params string[] arguments) => workshop.Run("git", folder, null, arguments).Succeeded();

    private static string ReadEntry(string package, string entry)
    {
        using var archive = ZipFile.OpenRead(package);
        using var reader = new StreamReader(archive.GetEntry(entry)!.Open());
        return reader.ReadToEnd().Trim();
    }
}

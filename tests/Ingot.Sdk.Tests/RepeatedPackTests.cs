using System.IO.Compression;

namespace Ingot.Sdk.Tests;

/// <summary>A package of Ingot itself, packed under the version of a release in two folders that hold the same sources.</summary>
public class RepeatedPackTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    private const string Project = "src/Ingot.Artifacts";

    [Fact]
    public void The_same_sources_give_the_same_bytes_in_any_folder()
    {
        var first = Pack("one");
        var second = Pack("a much longer/name of a folder");

        Assert.Equal(["Ingot.Artifacts.2.1.0-rc.3.nupkg", "Ingot.Artifacts.2.1.0-rc.3.snupkg"], first.Select(f => Path.GetFileName(f)));
        Assert.All(first.Zip(second), p => Assert.Equal(File.ReadAllBytes(p.First), File.ReadAllBytes(p.Second)));

        // Nobody says where these sources come from: neither does the package.
        using var package = ZipFile.OpenRead(first[0]);
        using var nuspec = new StreamReader(package.GetEntry("Ingot.Artifacts.nuspec")!.Open());
        var text = nuspec.ReadToEnd();
        Assert.Contains("<version>2.1.0-rc.3</version>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("projectUrl", text, StringComparison.Ordinal);
    }

    private string[] Pack(string name)
    {
        var folder = Path.Combine(fixture.Root, "sources", name);
        string[] files =
        [
            .. Directory.GetFiles(SdkFixture.Repository, "Directory.*"),
            .. Directory.GetFiles(Path.Combine(SdkFixture.Repository, "src"), "Directory.*"),
            .. new[] { "global.json", ".editorconfig", "docs/images/icon.png" }.Select(f => Path.Combine(SdkFixture.Repository, f)),
            .. Directory.GetFiles(Path.Combine(SdkFixture.Repository, Project), "*", SearchOption.AllDirectories),
        ];
        foreach (var file in files)
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(SdkFixture.Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var (exitCode, output) = fixture.DotNet(folder, "pack", Project, "-c", "Release", "-p:IngotVersion=2.1.0-rc.3", "-p:RunAnalyzers=false", "-v", "q");
        Assert.True(exitCode == 0, output);
        return [.. Directory.GetFiles(Path.Combine(folder, "artifacts", "packages")).Order(StringComparer.Ordinal)];
    }
}

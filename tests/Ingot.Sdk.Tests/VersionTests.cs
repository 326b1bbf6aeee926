using System.Diagnostics;
using System.IO.Compression;

namespace Ingot.Sdk.Tests;

/// <summary>The version is that of the package, wherever it is set; and each version is another file to those who copy by time and size.</summary>
public class VersionTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void A_version_from_a_tag_is_that_of_everything_in_the_package_and_trains_nothing_anew()
    {
        var model = new TinyModel(fixture);
        model.AddItems("""<PackageReference Include="MinVer" Version="8.0.0" PrivateAssets="all" />""");
        File.WriteAllText(model.At(".gitignore"), "bin\nobj\nout\napp\n");
        Git(model, "init", "-q");
        Commit(model, "4.5.6");
        var first = model.Run(null, "pack", "-c", "Debug", "-o", model.At("out"));
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("prepare train evaluate gate export package attest", first.Stages);
        AssertVersion(model, "4.5.6");

        Commit(model, "4.5.7");
        var second = model.Run(null, "pack", "-c", "Debug", "-o", model.At("out"));
        Assert.True(second.ExitCode == 0, second.Output);
        Assert.Equal("evaluate gate export package attest", second.Stages);
        AssertVersion(model, "4.5.7");

        // A tag since the build: what is packed without one would be of another version than it says.
        Git(model, "tag", "5.0.0");
        var stale = model.Run(null, "pack", "-c", "Debug", "--no-build", "-o", model.At("out"));
        Assert.Equal((1, string.Empty), (stale.ExitCode, stale.Stages));
        Assert.Contains("error INGOT9008: The package would have the version 5.0.0, but its card, metrics and verdicts were made for 4.5.7.", stale.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(model.At("out/Tiny.5.0.0.nupkg")));

        AssertAnApplicationGets(model, "4.5.6", "4.5.7", "4.5.6");
    }

    [Fact]
    public void A_version_from_a_target_is_taken_or_refused_but_never_half()
    {
        var model = new TinyModel(fixture);
        model.Replace("</Project>", """
              <Target Name="Early" BeforeTargets="GetAssemblyVersion" Condition="'$(Early)' != ''">
                <PropertyGroup><Version>$(Early)</Version><PackageVersion>$(Early)</PackageVersion></PropertyGroup>
              </Target>
              <Target Name="Late" BeforeTargets="GenerateNuspec" Condition="'$(Late)' != ''">
                <PropertyGroup><PackageVersion>$(Late)</PackageVersion></PropertyGroup>
              </Target>
            </Project>
            """);
        var early = model.Run(null, "pack", "-c", "Debug", "-o", model.At("out"), "-p:Early=4.5.6");
        Assert.True(early.ExitCode == 0, early.Output);
        AssertVersion(model, "4.5.6");

        foreach (var arguments in new[] { "-p:Early=4.5.6 -p:Late=9.0.0", "-p:Version=9.0.0 --no-build" })
        {
            var refused = model.Run(null, ["pack", "-c", "Debug", "-o", model.At("out"), .. arguments.Split(' ')]);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("Tiny.csproj : error INGOT9008: The package would have the version 9.0.0, but its card, metrics and verdicts were made for 4.5.6.", refused.Output, StringComparison.Ordinal);
            Assert.False(File.Exists(model.At("out/Tiny.9.0.0.nupkg")));
        }
    }

    private static void AssertVersion(TinyModel model, string version)
    {
        using var package = ZipFile.OpenRead(model.At($"out/Tiny.{version}.nupkg"));
        Assert.Contains($"<version>{version}</version>", Text("Tiny.nuspec"), StringComparison.Ordinal);
        Assert.Equal($"# Tiny {version}", Text("README.md"));
        Assert.Contains($"\"version\":\"{version}\"", Text("evidence/metrics.json"), StringComparison.Ordinal);
        Assert.Equal(version, Text("evidence/bom.cdx.json"));

        string Text(string name)
        {
            using var reader = new StreamReader(package.GetEntry(name)!.Open());
            return reader.ReadToEnd();
        }
    }

    // It is built again and again with other versions of the package, as people do who try them.
    private void AssertAnApplicationGets(TinyModel model, params string[] versions)
    {
        var folder = Directory.CreateDirectory(model.At("app")).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="ingot" value="{fixture.Feed}" /><add key="models" value="{model.At("out")}" /></packageSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(folder, "App.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Tiny" Version="[$(Tiny)]" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "System.Console.WriteLine(\"has \" + typeof(Tiny.TinyModel).Assembly.GetName().Version + \" \" + System.Diagnostics.FileVersionInfo.GetVersionInfo(typeof(Tiny.TinyModel).Assembly.Location).FileVersion);");
        foreach (var version in versions)
        {
            var (exitCode, output) = fixture.DotNet(folder, "build", "-p:Tiny=" + version);
            Assert.True(exitCode == 0, output);
            (exitCode, output) = fixture.DotNet(folder, Path.Combine(folder, "bin/Debug/net10.0/App.dll"));
            Assert.True(exitCode == 0, output);
            Assert.Contains($"has 4.0.0.0 {version}.0", output, StringComparison.Ordinal);
        }
    }

    private static void Commit(TinyModel model, string tag)
    {
        File.AppendAllText(model.At("notes.txt"), tag + "\n");
        Git(model, "add", "-A");
        Git(model, "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", tag);
        Git(model, "tag", tag);
    }

    private static void Git(TinyModel model, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = model.Folder, RedirectStandardError = true })!;
        var errors = git.StandardError.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, errors);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;

namespace Ingot.Sdk.Tests;

/// <summary>The worker is a package of this machine's platform that restore downloads; without it a build says what to do.</summary>
public sealed class WorkerTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    private const string RuntimeProperty = "-p:NETCoreSdkPortableRuntimeIdentifier=";

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(fixture.Root, Guid.NewGuid().ToString("N"))).FullName;

    [Fact]
    public void The_SDK_s_package_is_small_and_has_nothing_of_a_platform()
    {
        var package = new FileInfo(Path.Combine(fixture.Feed, "Ingot.Sdk.0.1.0.nupkg"));
        using var content = ZipFile.OpenRead(package.FullName);

        Assert.InRange(package.Length, 1, 2_000_000);
        Assert.Equal(
            [
                "README.md", "icon.png", "tasks/netstandard2.0/Ingot.Artifacts.dll", "tasks/netstandard2.0/Ingot.Artifacts.pdb", "tasks/netstandard2.0/Ingot.Sdk.dll",
                "tasks/netstandard2.0/Ingot.Sdk.pdb",
            ],
            content.Entries.Select(e => e.FullName).Where(n => n.StartsWith("tasks/", StringComparison.Ordinal) || !IsText(n)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_solution_with_central_versions_a_lock_file_and_source_mapping_gets_it_and_builds_without_a_source()
    {
        WriteSolution();

        Succeed("restore", "All.slnx");
        Assert.True(File.Exists(WorkerOf(SdkFixture.Platform)));
        Assert.False(File.Exists(WorkerOf(SdkFixture.OtherPlatform)));
        Assert.All(new[] { "A", "B" }, m => Assert.DoesNotContain("Ingot.Tool", File.ReadAllText(At(m, "packages.lock.json")), StringComparison.OrdinalIgnoreCase));

        // No source at all from here on.
        File.WriteAllText(At("nuget.config"), "<configuration><packageSources><clear /></packageSources></configuration>");
        var built = Succeed("build", "All.slnx", "--no-restore", "-p:IngotCache=false");
        Assert.Equal(2, built.Split("stage train").Length - 1);
        Directory.Delete(At("A", "obj"), recursive: true);
        Succeed("restore", "All.slnx", "--locked-mode");

        // What was restored elsewhere names a folder that is not here.
        var props = At("A", "obj", "A.csproj.nuget.g.props");
        File.WriteAllText(props, File.ReadAllText(props).Replace(At("packages"), "/elsewhere/packages", StringComparison.Ordinal));
        Assert.Contains("stage prepare", Succeed("msbuild", "A", "-t:PrepareData", "-p:IngotCache=false"), StringComparison.Ordinal);

        var other = Fail("msbuild", "A", "-t:TrainModel", RuntimeProperty + SdkFixture.OtherPlatform);
        Assert.Contains(
            $"A.csproj : error INGOT9009: The package Ingot.Tool.{SdkFixture.OtherPlatform} 0.1.0, the worker of this machine, is not restored; expected it at '{WorkerOf(SdkFixture.OtherPlatform)}'. Run 'dotnet restore' on this machine",
            other, StringComparison.Ordinal);
        Assert.Contains("error INGOT9010: The .NET that builds this model is for linux-musl-x64, a Linux with musl", Fail("msbuild", "A", "-t:TrainModel", RuntimeProperty + "linux-musl-x64"), StringComparison.Ordinal);
        Assert.Contains("for linux-arm, and there is no worker for it; expected one of win-x64, win-arm64, ", Fail("msbuild", "A", "-t:TrainModel", RuntimeProperty + "linux-arm"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_of_the_platform_of_the_build_not_of_the_project()
    {
        WriteSolution();
        File.WriteAllText(At("A", "Directory.Build.props"), "<Project><PropertyGroup><RuntimeIdentifiers>win-x86;linux-arm</RuntimeIdentifiers></PropertyGroup></Project>");

        // Where nothing is known to be downloaded, a musl included, restore does not fail.
        Assert.DoesNotContain("Ingot.Tool", Succeed("msbuild", "A", "-getItem:PackageDownload", RuntimeProperty + "linux-musl-x64"), StringComparison.Ordinal);
        Assert.Contains($"\"Ingot.Tool.{SdkFixture.Platform}\"", Succeed("msbuild", "A", "-getItem:PackageDownload", "-p:RuntimeIdentifier=win-x86"), StringComparison.Ordinal);

        Succeed("restore", "B", RuntimeProperty + SdkFixture.OtherPlatform);
        Assert.True(File.Exists(WorkerOf(SdkFixture.OtherPlatform)));
        Assert.False(File.Exists(WorkerOf(SdkFixture.Platform)));
    }

    [Fact]
    public void A_baseline_that_is_looked_up_by_restore_finds_the_worker_on_an_empty_machine()
    {
        WriteSolution();
        File.WriteAllText(At("A", "Directory.Build.props"), "<Project><PropertyGroup><ModelBaselineVersion>latest</ModelBaselineVersion></PropertyGroup></Project>");

        Assert.Contains("asked for a baseline", Succeed("restore", "A"), StringComparison.Ordinal);
        Assert.True(File.Exists(WorkerOf(SdkFixture.Platform)));

        // What the user names is taken, and nothing is downloaded.
        var (exitCode, output) = fixture.DotNet(
            _folder, null, ["restore", "A", "--force"], new Dictionary<string, string> { ["NUGET_PACKAGES"] = At("others"), ["RestoreFallbackFolders"] = fixture.OtherPackages, ["IngotWorker"] = "/nowhere/Ingot.Tool.dll" });
        Assert.Equal(1, exitCode);
        Assert.Contains("error INGOT9009: There is no worker at '/nowhere/Ingot.Tool.dll', which IngotWorker names", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(At("others"), "ingot.tool.*"));
    }

    [Fact]
    public void One_process_serves_all_stages_of_a_build_but_those_that_run_code_of_the_project()
    {
        WriteSolution();
        var said = At("pids.txt");
        string[] Run(params string[] arguments)
        {
            File.Delete(said);
            var (exitCode, output) = fixture.DotNet(_folder, null, arguments, new Dictionary<string, string> { ["SCRIPTED_PIDS"] = said });
            Assert.True(exitCode == 0, output);
            return File.ReadAllLines(said);
        }

        var built = Run("build", "All.slnx", "-m:1", "-p:IngotCache=false");
        Assert.Equal(2, built.Count(l => l.StartsWith("train ", StringComparison.Ordinal)));
        var worker = Assert.Single(built.Select(ProcessOf).Distinct());

        var packed = Run("pack", "A", "-m:1");
        var tried = Assert.Single(packed, l => l.StartsWith("package ", StringComparison.Ordinal));
        Assert.DoesNotContain(ProcessOf(tried), packed.Where(l => l != tried).Select(ProcessOf));

        // And they end with it.
        Assert.DoesNotContain(Process.GetProcesses(), p => p.Id == worker || p.Id == ProcessOf(tried));
    }

    private static int ProcessOf(string line) => int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);

    private static bool IsText(string name) =>
        new[] { ".targets", ".props", ".proj", ".nuspec", ".xml", ".rels", ".psmdcp" }.Contains(Path.GetExtension(name), StringComparer.Ordinal);

    private string At(params string[] path) => Path.Combine([_folder, .. path]);

    private string WorkerOf(string platform) => At("packages", "ingot.tool." + platform, "0.1.0", "tools", "net10.0", platform, "Ingot.Tool.dll");

    private string Succeed(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private string Fail(params string[] arguments)
    {
        var (exitCode, output) = Run(arguments);
        Assert.True(exitCode == 1, output);
        return output;
    }

    // With a folder of packages of its own, and without a worker that is named.
    private (int ExitCode, string Output) Run(string[] arguments) =>
        fixture.DotNet(_folder, null, arguments, new Dictionary<string, string> { ["NUGET_PACKAGES"] = At("packages"), ["RestoreFallbackFolders"] = fixture.OtherPackages, ["IngotWorker"] = string.Empty });

    private void WriteSolution()
    {
        File.WriteAllText(At("nuget.config"), $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="tools" value="{fixture.Feed}" />
                <add key="workers" value="{fixture.WorkerFeed}" />
              </packageSources>
              <packageSourceMapping>
                <packageSource key="tools"><package pattern="Ingot.*" /></packageSource>
                <packageSource key="workers"><package pattern="Ingot.Tool.*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        File.WriteAllText(At("global.json"), """{ "msbuild-sdks": { "Ingot.Sdk": "0.1.0" } }""");
        File.WriteAllText(At("Directory.Packages.props"), """
            <Project>
              <PropertyGroup>
                <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>
                <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(At("All.slnx"), """
            <Solution>
              <Project Path="A/A.csproj" />
              <Project Path="B/B.csproj" />
            </Solution>
            """);
        foreach (var name in new[] { "A", "B" })
        {
            Directory.CreateDirectory(At(name));
            File.WriteAllText(At(name, "rows.csv"), "x,y\n1,0\n2,1\n");
            File.WriteAllText(At(name, name + ".csproj"), """
                <Project Sdk="Ingot.Sdk">
                  <PropertyGroup>
                    <ModelName>Tiny</ModelName>
                    <ModelLabel>y</ModelLabel>
                  </PropertyGroup>
                  <ItemGroup>
                    <TrainingData Include="rows.csv" />
                    <ReferenceData Include="rows.csv" />
                  </ItemGroup>
                </Project>
                """);
        }
    }
}

using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;

namespace Ingot.Sdk.Tests;

/// <summary>Packs the SDK and the runtime, once for all classes of tests, into a feed of its own, and compiles the scripted worker.</summary>
public sealed class SdkFixture
{
    private static readonly string[] CiVariables = ["GITHUB_STEP_SUMMARY", "TF_BUILD", "GITLAB_CI", "CI_PROJECT_DIR"];
    private static readonly Lazy<string> Made = new(() =>
    {
        var root = Directory.CreateTempSubdirectory("ingot-sdk-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(root, recursive: true);
        new SdkFixture(root).Make();
        return root;
    });

    public SdkFixture()
        : this(Made.Value)
    {
    }

    private SdkFixture(string root) => Root = root;

    public string Root { get; }

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>A feed of workers: packages of the scripted one, for this machine's platform and for another.</summary>
    public string WorkerFeed => Path.Combine(Root, "worker-feed");

    /// <summary>The machine's packages without Ingot's own: a worker among them would be taken for one that was restored.</summary>
    public string OtherPackages => Path.Combine(Root, "other-packages");

    /// <summary>The platform of the .NET that runs the tests, and of their MSBuild.</summary>
    public static string Platform => Metadata("Platform");

    public static string OtherPlatform => Platform == "osx-arm64" ? "linux-x64" : "osx-arm64";

    public static string Repository => Metadata("RepositoryRoot");

    private void Make()
    {
        foreach (var room in new[] { "Ingot.Sdk", "Ingot.Runtime" })
        {
            Succeed(DotNet(
                Repository, "pack", Path.Combine("src", room), "-o", Feed, "-v", "q", "-p:RunAnalyzers=false",
                "-p:ArtifactsPath=" + Path.Combine(Root, "artifacts")));
        }

        var worker = Directory.CreateDirectory(Path.Combine(Root, "worker")).FullName;
        File.Copy(Path.Combine(AppContext.BaseDirectory, "ScriptedWorker.cs.txt"), Path.Combine(worker, "Program.cs"));
        File.WriteAllText(Path.Combine(worker, "Ingot.Tool.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        Succeed(DotNet(worker, "build", "-v", "q", "-o", Path.Combine(Root, "worker-out")));
        Directory.CreateDirectory(OtherPackages);
        foreach (var package in Directory.GetDirectories(Metadata("PackageFolder")).Where(p => !Path.GetFileName(p).StartsWith("ingot.", StringComparison.Ordinal)))
        {
            Directory.CreateSymbolicLink(Path.Combine(OtherPackages, Path.GetFileName(package)), package);
        }

        Directory.CreateDirectory(WorkerFeed);
        foreach (var platform in new[] { Platform, OtherPlatform })
        {
            PackWorker(platform);
        }
    }

    private void PackWorker(string platform)
    {
        using var package = ZipFile.Open(Path.Combine(WorkerFeed, $"Ingot.Tool.{platform}.0.1.0.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(package.CreateEntry($"Ingot.Tool.{platform}.nuspec").Open()))
        {
            nuspec.Write($"""
                <package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
                  <metadata>
                    <id>Ingot.Tool.{platform}</id>
                    <version>0.1.0</version>
                    <authors>the tests</authors>
                    <description>The scripted worker.</description>
                    <packageTypes>
                      <packageType name="DotnetToolRidPackage" />
                    </packageTypes>
                  </metadata>
                </package>
                """);
        }

        foreach (var file in Directory.GetFiles(Path.Combine(Root, "worker-out")))
        {
            package.CreateEntryFromFile(file, $"tools/net10.0/{platform}/{Path.GetFileName(file)}");
        }
    }

    public (int ExitCode, string Output) DotNet(string folder, params string[] arguments) => DotNet(folder, null, arguments);

    public (int ExitCode, string Output) DotNet(
        string folder, string? crash, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        foreach (var variable in CiVariables)
        {
            // The CI system that runs these tests is not told of their models.
            start.Environment.Remove(variable);
        }

        if (folder != Repository)
        {
            start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
            start.Environment["RestoreFallbackFolders"] = Metadata("PackageFolder");
            start.Environment["IngotCacheDirectory"] = Path.Combine(Root, "cache", Path.GetFileName(folder));
            start.Environment["IngotWorker"] = Path.Combine(Root, "worker-out", "Ingot.Tool.dll");
            start.Environment["SCRIPTED_CRASH"] = crash ?? string.Empty;
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void Succeed((int ExitCode, string Output) result) => Assert.True(result.ExitCode == 0, result.Output);

    private static string Metadata(string key) => typeof(SdkFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}

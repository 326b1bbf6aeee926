using System.Diagnostics;
using System.Reflection;

namespace Ingot.EndToEnd.Tests;

/// <summary>
/// Where the tests build: the real tool packages of <c>artifacts/packages</c>, with a package folder and a cache of their own.
/// The tests of a workshop run one after the other.
/// </summary>
public sealed class Workshop : IDisposable
{
    private readonly Lazy<string> _tool;
    private readonly Lazy<string> _release;
    private int _folders;
    private bool _keptAny;

    public Workshop()
        : this(warm: true)
    {
    }

    /// <param name="warm">Whether a sample is built at once, for tests that build copies of it.</param>
    internal Workshop(bool warm)
    {
        _tool = new Lazy<string>(MakeTool);
        _release = new Lazy<string>(MakeRelease);
        foreach (var room in new[] { "Sdk", "Runtime", "Tool", "Tool." + Platform, "Templates", "Cake" })
        {
            var package = Path.Combine(Feed, $"Ingot.{room}.{IngotVersion}.nupkg");
            Assert.True(File.Exists(package), $"There is no '{package}': these tests use the packed tools. Run 'dotnet cake --target=BuildTools' first.");
        }

        // Restored without the machine's own packages at hand: these may be older ones of the same version.
        Download(NewFolder("packages-of-the-tools"), Packages, $"Ingot.Sdk;Ingot.Tool.{Platform};Ingot.Runtime", IngotVersion);

        // Built once; the copies of it that the tests build find all stages in the cache.
        if (warm)
        {
            new ModelFolder(this, NewFolder("warm"), "Churn").Build().Succeeded();
        }
    }

    public static string Repository { get; } = Metadata("RepositoryRoot");

    public static string IngotVersion { get; } = Metadata("IngotVersion");

    /// <summary>The platform of the .NET that runs the tests, and of what they start.</summary>
    public static string Platform { get; } = Metadata("Platform");

    /// <summary>The machine's own folder of packages.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    /// <summary>The feed of the tool packages.</summary>
    public static string Feed { get; } = Metadata("ToolPackages");

    public string Root { get; } = Directory.CreateTempSubdirectory("ingot-e2e-").FullName;

    /// <summary>The cache that all models share unless a test gives them another.</summary>
    public string Cache => Path.Combine(Root, "cache");

    public string Packages => Path.Combine(Root, "packages");

    /// <summary>Runs a test in a folder of its own, which stays, with its transcript, when the test fails.</summary>
    public void Test(Action<string> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "") =>
        TestAsync(
            folder =>
            {
                test(folder);
                return Task.CompletedTask;
            },
            name).GetAwaiter().GetResult();

    /// <summary>The same for a test that waits.</summary>
    public async Task TestAsync(Func<string, Task> test, [System.Runtime.CompilerServices.CallerMemberName] string name = "")
    {
        var folder = NewFolder(name);
        try
        {
            await test(folder);
        }
        catch (Exception e)
        {
            _keptAny = true;
            throw new InvalidOperationException($"Kept: {folder}, with all output in {TranscriptOf(folder)}.", e);
        }

        Directory.Delete(folder, recursive: true);
        File.Delete(TranscriptOf(folder));
    }

    /// <summary>Restores packages into a folder of packages, whatever the machine has of them.</summary>
    /// <param name="folder">An empty folder, for the project that asks for them.</param>
    /// <param name="into">The folder of packages.</param>
    /// <param name="packages">Their names, separated by semicolons.</param>
    /// <param name="version">The version of all of them.</param>
    public void Download(string folder, string into, string packages, string version)
    {
        File.WriteAllText(Path.Combine(folder, "Download.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageDownload Include="{packages}" Version="[{version}]" />
              </ItemGroup>
            </Project>
            """);
        DotNet(folder, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = into, ["RestoreFallbackFolders"] = null }, "restore").Succeeded();
    }

    /// <summary>Gives a folder <c>dotnet ingot</c> as a local tool. It is installed once; a manifest is all that a folder needs.</summary>
    public void GiveTool(string folder)
    {
        var manifest = Path.Combine(folder, Path.GetRelativePath(_tool.Value, Directory.GetFiles(_tool.Value, "dotnet-tools.json", SearchOption.AllDirectories).Single()));
        Directory.CreateDirectory(Path.GetDirectoryName(manifest)!);
        File.Copy(Path.Combine(_tool.Value, Path.GetRelativePath(folder, manifest)), manifest);
    }

    /// <summary>Puts version 1.0.0 of Churn on a feed. It is packed once.</summary>
    public void GiveRelease(string feed) => File.Copy(_release.Value, Path.Combine(feed, Path.GetFileName(_release.Value)));

    /// <summary>Runs dotnet.</summary>
    public RunResult DotNet(string folder, params string[] arguments) => DotNet(folder, null, arguments);

    /// <summary>Runs dotnet with further environment variables; null removes one.</summary>
    public RunResult DotNet(string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments) =>
        Run("dotnet", folder, environment, arguments);

    /// <summary>Runs a program in which dotnet finds what the workshop has.</summary>
    public RunResult Run(string program, string folder, IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var variables = new Dictionary<string, string?>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBUILD_EXE_PATH"] = null,
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
            ["MSBUILDTERMINALLOGGER"] = "off",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_HOME"] = Path.Combine(Root, "home"),
            ["NUGET_PACKAGES"] = Packages,
            ["RestoreFallbackFolders"] = PackageFolder,
            ["IngotCacheDirectory"] = Cache,
            ["ContinuousIntegrationBuild"] = null,
            ["CI"] = null,
            ["GITHUB_ACTIONS"] = null,
            ["TF_BUILD"] = null,
        };
        foreach (var (name, value) in variables.Concat(environment ?? new Dictionary<string, string?>()))
        {
            start.Environment.Remove(name);
            if (value != null)
            {
                start.Environment[name] = value;
            }
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var result = new RunResult(process.ExitCode, output, errors.Result);
        File.AppendAllText(
            TranscriptOf(folder),
            $"> {folder}\n> {program} {string.Join(' ', arguments)}\n{result.All}\n> exit code {process.ExitCode}\n\n");
        return result;
    }

    public void Dispose()
    {
        if (!_keptAny)
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    private string MakeTool()
    {
        var folder = NewFolder("tool");
        DotNet(folder, "new", "tool-manifest").Succeeded();
        DotNet(folder, "tool", "install", "Ingot.Tool", "--version", IngotVersion).Succeeded();
        return folder;
    }

    private string MakeRelease()
    {
        var folder = NewFolder("release");
        new ModelFolder(this, folder, "Churn").Run("pack", "-o", folder, "-c", "Debug").Succeeded();
        return Path.Combine(folder, "Contoso.Churn.1.0.0.nupkg");
    }

    private string NewFolder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, $"{++_folders:00}-{name}")).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="ingot" value="{Feed}" />
                <add key="models" value="{Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    // Beside the test's folder, whichever folder in it the command ran in.
    private string TranscriptOf(string folder) =>
        Path.Combine(Root, Path.GetRelativePath(Root, folder).Split(Path.DirectorySeparatorChar)[0] + ".log");

    private static string Metadata(string key) => typeof(Workshop).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}

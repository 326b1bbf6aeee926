using System.Diagnostics;

namespace Ingot.Simulation.Demo;

/// <summary>The folder of a demonstration: a repository with one model, a feed, channels and a prediction log; and the tools that were built here.</summary>
internal sealed class DemoPlace
{
    /// <summary>The version of the tools.</summary>
    public const string Version = "0.1.0";

    private readonly string _transcript;

    /// <summary>Makes the folder anew.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="tools">Where the packages of the tools are.</param>
    public DemoPlace(string folder, string tools)
    {
        Root = Path.GetFullPath(folder);
        if (Directory.Exists(Root))
        {
            if (Directory.EnumerateFileSystemEntries(Root).Any() && !File.Exists(At("demo.log")))
            {
                throw new InvalidOperationException($"'{Root}' is no folder of an earlier demonstration: it is not deleted. Name another one.");
            }

            Directory.Delete(Root, recursive: true);
        }

        Directory.CreateDirectory(Root);
        _transcript = At("demo.log");
        File.WriteAllText(_transcript, string.Empty);
        Directory.CreateDirectory(At("feed"));
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="ingot" value="{Path.GetFullPath(tools)}" />
                <add key="models" value="{At("feed")}" />
              </packageSources>
            </configuration>
            """);
        Write("Directory.Build.rsp", "-nodeReuse:false\n");
        Write("Directory.Build.props", "<Project />\n");
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Packages.props", "<Project />\n");
        Download();
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>A path in it.</summary>
    public string At(params IReadOnlyList<string> path) => Path.Combine([Root, .. path]);

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
    }

    /// <summary>Runs <c>dotnet ingot</c>.</summary>
    public CommandResult Ingot(params IReadOnlyList<string> arguments) => DotNet(["ingot", .. arguments]);

    /// <summary>Runs <c>dotnet</c>; all that it writes is in demo.log.</summary>
    public CommandResult DotNet(params IReadOnlyList<string> arguments) => Wait(arguments, Root, ownPackagesOnly: false);

    private CommandResult Wait(IReadOnlyList<string> arguments, string folder, bool ownPackagesOnly)
    {
        using var process = Start(arguments, folder, ownPackagesOnly);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var result = new CommandResult($"dotnet {string.Join(' ', arguments)}", process.ExitCode, output + errors.Result);
        File.AppendAllText(_transcript, $"> {result.Command}\n{result.Output}\n> exit code {result.ExitCode}\n\n");
        return result;
    }

    /// <summary>Starts <c>dotnet</c>.</summary>
    public Process Start(IReadOnlyList<string> arguments) => Start(arguments, Root, ownPackagesOnly: false);

    private Process Start(IReadOnlyList<string> arguments, string folder, bool ownPackagesOnly)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };

        // What the models' packages are called here is nobody else's business: they go into a package folder of their own.
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var variables = new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = At("packages"),
            ["RestoreFallbackFolders"] = ownPackagesOnly ? null : packages,
            ["IngotCacheDirectory"] = At("cache"),
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["MSBUILDTERMINALLOGGER"] = "off",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_NOLOGO"] = "1",
            ["CI"] = null,
            ["ContinuousIntegrationBuild"] = null,
            ["MSBUILD_EXE_PATH"] = null,
            ["MSBuildSDKsPath"] = null,
            ["MSBuildExtensionsPath"] = null,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start)!;
    }

    // Whatever the machine has of them, which may be older ones of the same version.
    private void Download()
    {
        var platform = System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier;
        Write("tools/Download.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageDownload Include="Ingot.Sdk;Ingot.Tool;Ingot.Tool.{platform};Ingot.Runtime" Version="[{Version}]" />
              </ItemGroup>
            </Project>
            """);
        Wait(["restore"], At("tools"), ownPackagesOnly: true).Expect(0);
    }
}

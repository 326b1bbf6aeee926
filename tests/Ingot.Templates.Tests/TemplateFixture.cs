using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;

namespace Ingot.Templates.Tests;

/// <summary>Packs the templates once and installs them where the machine's own templates are not touched.</summary>
public sealed class TemplateFixture : IDisposable
{
    private readonly Dictionary<string, string> _pipelines = [];
    private int _projects;

    public TemplateFixture()
    {
        Root = Directory.CreateTempSubdirectory("ingot-templates-").FullName;
        Succeed(DotNet(
            Repository, "pack", Path.Combine("src", "Ingot.Templates"), "-o", Root, "-v", "q", "-nodeReuse:false",
            "-p:ArtifactsPath=" + Path.Combine(Root, "artifacts"), "-p:IngotVersion=" + IngotVersion));
        Package = Assert.Single(Directory.GetFiles(Root, "*.nupkg"));
        Succeed(DotNet(Root, "new", "install", Package, "--debug:custom-hive", Hive));
    }

    public static string Repository { get; } = Metadata("RepositoryRoot");

    /// <summary>A version as only a release has it.</summary>
    public static string IngotVersion => "2.1.0-rc.3";

    public string Root { get; }

    public string Package { get; }

    private string Hive => Path.Combine(Root, "hive");

    /// <summary>Runs <c>dotnet new</c> in a new folder, with a template and its options.</summary>
    public (int ExitCode, string Output, string Folder) New(params string[] arguments)
    {
        var folder = NewFolder();
        var (exitCode, output) = DotNet(folder, ["new", .. arguments, "--debug:custom-hive", Hive]);
        return (exitCode, output, folder);
    }

    /// <summary>The folder in which <c>dotnet new ingot-ci</c> wrote pipelines; those of the same options are written once.</summary>
    public string NewPipelines(params string[] arguments)
    {
        var key = string.Join('\n', arguments);
        if (!_pipelines.TryGetValue(key, out var folder))
        {
            (var exitCode, var output, folder) = New(["ingot-ci", .. arguments]);
            Assert.True(exitCode == 0, output);
            _pipelines.Add(key, folder);
        }

        return folder;
    }

    /// <summary>An empty folder, which goes with the fixture.</summary>
    public string NewFolder() => Directory.CreateDirectory(Path.Combine(Root, "projects", FormattableString.Invariant($"{++_projects}"))).FullName;

    /// <summary>The project that <c>dotnet new ingot-model -n Fraud</c> writes: its only file.</summary>
    public XElement NewProject(params string[] arguments)
    {
        var (exitCode, output, folder) = New(["ingot-model", "-n", "Fraud", .. arguments]);
        Assert.True(exitCode == 0, output);
        var file = Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(folder, "Fraud.csproj"), file);
        return XDocument.Load(file).Root!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private (int ExitCode, string Output) DotNet(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_HOME"] = Path.Combine(Root, "home");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    private static void Succeed((int ExitCode, string Output) result) => Assert.True(result.ExitCode == 0, result.Output);

    private static string Metadata(string key) => typeof(TemplateFixture).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}

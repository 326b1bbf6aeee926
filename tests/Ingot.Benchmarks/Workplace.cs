using System.Diagnostics;
using System.Reflection;

namespace Ingot.Benchmarks;

/// <summary>A temporary folder that restores the tools of this repository, with a package folder and a cache of its own.</summary>
internal sealed class Workplace : IDisposable
{
    public Workplace()
    {
        Root = Directory.CreateTempSubdirectory("ingot-benchmark-").FullName;
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="ingot" value="{Feed}" /></packageSources>
            </configuration>
            """);
        Write("Directory.Build.rsp", "-nodeReuse:false\n");
    }

    /// <summary>The packages that this repository made.</summary>
    public static string Feed => Path.Combine(Metadata("RepositoryRoot"), "artifacts", "packages");

    /// <summary>The folder of packages that the machine has already.</summary>
    public static string Packages => Metadata("PackageFolder");

    public string Root { get; }

    public void Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>Runs a program in the folder and gives its seconds.</summary>
    public double Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NUGET_PACKAGES"] = Path.Combine(Root, "packages");
        start.Environment["RestoreFallbackFolders"] = Packages;
        start.Environment["IngotCacheDirectory"] = Path.Combine(Root, "cache");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed:\n{output}{errors.Result}");
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static string Metadata(string key) => typeof(Workplace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}

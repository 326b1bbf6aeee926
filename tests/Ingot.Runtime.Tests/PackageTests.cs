using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Ingot.Runtime.Tests;

/// <summary>What an application takes on when it references the package.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-runtime-package-").FullName;

    [Fact]
    public void The_package_depends_on_ONNX_Runtime_alone()
    {
        using var package = Pack();
        var nuspec = Nuspec(package);
        var groups = nuspec.Descendants().Where(e => e.Name.LocalName == "group")
            .ToDictionary(g => (string)g.Attribute("targetFramework")!, g => g.Elements().Select(d => (string)d.Attribute("id")!).ToList());

        // System.Numerics.Tensors is ONNX Runtime's own dependency, named in a version that every registry serves.
        Assert.Equal(["net8.0", ".NETStandard2.0"], groups.Keys.OrderDescending());
        Assert.Equal(["Microsoft.ML.OnnxRuntime"], groups[".NETStandard2.0"]);
        Assert.Equal(["Microsoft.ML.OnnxRuntime", "System.Numerics.Tensors"], groups["net8.0"]);

        foreach (var framework in new[] { "net8.0", "netstandard2.0" })
        {
            var files = package.Entries.Select(e => e.FullName).Where(n => n.StartsWith($"lib/{framework}/", StringComparison.Ordinal)).Order();
            Assert.Equal([$"lib/{framework}/Ingot.Runtime.dll", $"lib/{framework}/Ingot.Runtime.xml"], files);
        }

        Assert.Equal("MIT", nuspec.Descendants().Single(e => e.Name.LocalName == "license").Value);
    }

    [Fact]
    public void The_library_says_that_it_may_be_trimmed()
    {
        var metadata = typeof(ModelClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToList();

        Assert.Contains(metadata, a => a is { Key: "IsTrimmable", Value: "True" });
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ZipArchive Pack()
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "pack", Path.Combine("src", "Ingot.Runtime"), "-o", _folder, "-v", "q", "-nodeReuse:false",
                "-p:RunAnalyzers=false", "-p:ArtifactsPath=" + Path.Combine(_folder, "artifacts"),
            ])
        {
            WorkingDirectory = Metadata("RepositoryRoot"),
            RedirectStandardOutput = true,
        };
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["NUGET_PACKAGES"] = Metadata("PackageFolder");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        start.Environment.Remove("MSBuildSDKsPath");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, "*.nupkg")));
    }

    private static XDocument Nuspec(ZipArchive package)
    {
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(stream);
    }

    private static string Metadata(string key) => typeof(PackageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}

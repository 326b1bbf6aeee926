using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Ingot.EndToEnd.Tests;

/// <summary>What is in the packages of the tool: one that names the platforms, and one a platform. They are read, not installed.</summary>
[Trait("Category", "Packages")]
public class ToolPackageTests
{
    private const string Stores = "duckdb e_sqlite3";
    private const string Onnx = "onnxruntime onnxruntime_providers_shared";
    private const string LightGbm = "_lightgbm FastTreeNative LdaNative";

    /// <summary>All that each platform's package has of native code, without what the system puts before and after a name.</summary>
    private static readonly Dictionary<string, string> Libraries = new()
    {
        ["linux-arm64"] = $"{Stores} {Onnx} LdaNative",
        ["linux-x64"] = $"{Stores} {Onnx} {LightGbm} gomp",
        ["osx-arm64"] = $"{Stores} onnxruntime LdaNative",
        ["osx-x64"] = $"{Stores} {LightGbm}",
        ["win-arm64"] = $"{Stores} {Onnx} LdaNative",
        ["win-x64"] = $"{Stores} {Onnx} lib{LightGbm}",
    };

    [Fact]
    public void The_tool_s_own_package_names_those_that_were_packed_and_has_nothing_else()
    {
        using var package = Open("Ingot.Tool");
        var settings = Settings(package, "tools/any/any/");
        var named = settings.Descendants("RuntimeIdentifierPackage").Select(p => ((string)p.Attribute("RuntimeIdentifier")!, (string)p.Attribute("Id")!)).ToList();

        Assert.Equal("2", (string?)settings.Root!.Attribute("Version"));
        Assert.Equal("dotnet-ingot", (string?)settings.Descendants("Command").Single().Attribute("Name"));
        Assert.Equal(Packed().Select(p => (p, "Ingot.Tool." + p)), named);
        Assert.Contains(Workshop.Platform, Packed());
        Assert.Single(package.Entries, e => e.FullName.StartsWith("tools/", StringComparison.Ordinal));
        Assert.Equal("DotnetTool", TypeOf(package));
    }

    [Fact]
    public void The_package_of_a_platform_has_the_native_libraries_of_that_platform_and_no_others() => Assert.All(Packed(), platform =>
    {
        using var package = Open("Ingot.Tool." + platform);
        var folder = $"tools/net10.0/{platform}/";
        var files = package.Entries.Where(e => e.FullName.StartsWith("tools/", StringComparison.Ordinal)).ToList();
        var native = files.Where(f => IsNative(f, platform)).ToList();
        var command = Settings(package, folder).Descendants("Command").Single();

        Assert.All(files, f => Assert.StartsWith(folder, f.FullName, StringComparison.Ordinal));
        Assert.Equal(Libraries[platform].Split(' ').Order(StringComparer.Ordinal), native.Select(f => NameOf(f, platform)).Order(StringComparer.Ordinal));
        Assert.All(native, f => Assert.Contains($"/{f.FullName.Split('/')[^3]}/", $"/{platform}/{platform.Split('-')[0]}/", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => Path.GetExtension(f.Name) is ".exe" or ".lib" or ".dbg" or ".dwarf" or "");

        // Its own assemblies, all of them, have lines in a stack trace.
        string[] WithExtension(string extension) =>
            [.. files.Where(f => Path.GetExtension(f.Name) == extension).Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order(StringComparer.Ordinal)];
        Assert.Equal(WithExtension(".dll").Where(n => n.StartsWith("Ingot.", StringComparison.Ordinal)), WithExtension(".pdb"));
        Assert.Equal(("dotnet-ingot", "Ingot.Tool.dll", "dotnet"), ((string)command.Attribute("Name")!, (string)command.Attribute("EntryPoint")!, (string)command.Attribute("Runner")!));
        Assert.Equal("DotnetToolRidPackage", TypeOf(package));
        Assert.InRange(new FileInfo(PathOf("Ingot.Tool." + platform)).Length, 1, 100_000_000);

        // What is started looks for no file that is not there.
        var listed = package.GetEntry(folder + "Ingot.Tool.deps.json")!.Open();
        using var reader = new StreamReader(listed);
        var dependencies = reader.ReadToEnd();
        Assert.All(Libraries.Keys.Where(p => p != platform), p => Assert.DoesNotContain($"runtimes/{p}/", dependencies, StringComparison.Ordinal));
    });

    // The processor is read from the file: a name can be wrong.
    private static bool IsNative(ZipArchiveEntry file, string platform)
    {
        using var stream = file.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        var bytes = content.GetBuffer().AsSpan(0, (int)content.Length);
        var arm = platform.EndsWith("-arm64", StringComparison.Ordinal);
        if (bytes.StartsWith("\u007fELF"u8))
        {
            Assert.StartsWith("linux-", platform, StringComparison.Ordinal);
            Assert.Equal(arm ? 183 : 62, BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]));
            return true;
        }

        // One processor's, or a library for both.
        var magic = bytes.Length < 8 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (magic is 0xFEEDFACF or 0xBEBAFECA)
        {
            Assert.StartsWith("osx-", platform, StringComparison.Ordinal);
            Assert.True(magic == 0xBEBAFECA || bytes[4..8].SequenceEqual(new byte[] { (byte)(arm ? 0x0C : 0x07), 0, 0, 1 }), file.FullName);
            return true;
        }

        if (!bytes.StartsWith("MZ"u8))
        {
            return false;
        }

        content.Position = 0;
        using var image = new PEReader(content);
        if (image.HasMetadata)
        {
            return false;
        }

        Assert.StartsWith("win-", platform, StringComparison.Ordinal);
        Assert.Equal(arm ? Machine.Arm64 : Machine.Amd64, image.PEHeaders.CoffHeader.Machine);
        return true;
    }

    private static string NameOf(ZipArchiveEntry file, string platform)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name).Replace(".so", string.Empty, StringComparison.Ordinal);
        return !platform.StartsWith("win-", StringComparison.Ordinal) && name.StartsWith("lib", StringComparison.Ordinal) ? name[3..] : name;
    }

    private static IEnumerable<string> Packed() => Libraries.Keys.Where(p => File.Exists(PathOf("Ingot.Tool." + p)));

    private static string PathOf(string id) => Path.Combine(Workshop.Feed, $"{id}.{Workshop.IngotVersion}.nupkg");

    private static ZipArchive Open(string id) => ZipFile.OpenRead(PathOf(id));

    private static XDocument Settings(ZipArchive package, string folder)
    {
        using var stream = package.GetEntry(folder + "DotnetToolSettings.xml")!.Open();
        return XDocument.Load(stream);
    }

    private static string TypeOf(ZipArchive package)
    {
        using var stream = package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return (string)XDocument.Load(stream).Descendants().Single(e => e.Name.LocalName == "packageType").Attribute("name")!;
    }
}

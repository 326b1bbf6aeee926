using System.IO.Compression;
using System.Text;

namespace Ingot.Windows.Tests;

/// <summary>The programs that a <see cref="WindowsMachine"/> has.</summary>
/// <param name="Tool">The released <c>dotnet ingot</c>, with a program that starts it.</param>
/// <param name="Holder">This assembly, with a program that starts it.</param>
internal sealed record WindowsPrograms(string Tool, string Holder)
{
    /// <summary>The folder of .NET.</summary>
    public const string DotNet = "dotnet";

    private const string Core = "Microsoft.NETCore.App";
    private const string Web = "Microsoft.AspNetCore.App";

    // That of the .NET that runs the tests: the SDK comes with it, so that its packages are those that the SDK asks for.
    private static readonly string Version = Environment.Version.ToString();

    /// <summary>Fetches what is missing of .NET for Windows, and puts all together in a folder.</summary>
    public static WindowsPrograms Install(Workshop workshop, string folder)
    {
        Directory.CreateDirectory(folder);

        // Into the machine's own folder of packages: they are large, and the same every time.
        workshop.Download(folder, Workshop.PackageFolder, $"{Core}.Runtime.win-x64;{Web}.Runtime.win-x64;Microsoft.NETCore.App.Host.win-x64", Version);
        foreach (var framework in new[] { Core, Web })
        {
            var pack = Pack(framework + ".Runtime.win-x64");
            Link([Path.Combine(pack, "lib", "net10.0"), Path.Combine(pack, "native")], Path.Combine(folder, DotNet, "shared", framework, Version));
        }

        var resolver = Directory.CreateDirectory(Path.Combine(folder, DotNet, "host", "fxr", Version)).FullName;
        File.CreateSymbolicLink(Path.Combine(resolver, "hostfxr.dll"), Path.Combine(folder, DotNet, "shared", Core, Version, "hostfxr.dll"));

        var tool = Path.Combine(folder, "tool");
        var package = Path.Combine(Workshop.Feed, $"Ingot.Tool.win-x64.{Workshop.IngotVersion}.nupkg");
        Assert.True(File.Exists(package), $"There is no '{package}'. Run 'dotnet cake --target=BuildTools' first, without --platforms=own.");
        ZipFile.ExtractToDirectory(package, tool);

        // A copy, for what Windows calls its name is beside the program.
        var holder = Directory.CreateDirectory(Path.Combine(folder, "holder")).FullName;
        var own = typeof(Program).Assembly.Location;
        foreach (var file in new[] { own, Path.ChangeExtension(own, ".runtimeconfig.json") })
        {
            File.Copy(file, Path.Combine(holder, Path.GetFileName(file)));
        }

        return new WindowsPrograms(
            Starter(Path.Combine(tool, "tools", "net10.0", "win-x64", "Ingot.Tool.dll")),
            Starter(Path.Combine(holder, Path.GetFileName(own))));
    }

    private static void Link(string[] from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.SelectMany(Directory.GetFiles))
        {
            File.CreateSymbolicLink(Path.Combine(to, Path.GetFileName(file)), file);
        }
    }

    private static string Pack(string package) =>
        Path.Combine(Workshop.PackageFolder, package.ToLowerInvariant(), Version, "runtimes", "win-x64");

    // dotnet.exe is in no package. What is, the program that the SDK puts beside an application, looks for .NET as dotnet.exe does, and has room
    // for the application's name: this text, the SHA-256 of "foobar", until the SDK writes the name over it.
    private static string Starter(string assembly)
    {
        var program = File.ReadAllBytes(Path.Combine(Pack("Microsoft.NETCore.App.Host.win-x64"), "native", "apphost.exe"));
        var room = "c3ab8ff13720e8ad9047dd39466b3c8974e592c2fa383d4a3960714caef0c4f2"u8;
        var at = program.AsSpan().IndexOf(room);
        Assert.True(at >= 0, "The program that starts applications has no room for a name.");
        var name = program.AsSpan(at, room.Length);
        name.Clear();
        Encoding.UTF8.GetBytes(Path.GetFileName(assembly), name);
        var path = Path.ChangeExtension(assembly, ".exe");
        File.WriteAllBytes(path, program);
        return path;
    }
}

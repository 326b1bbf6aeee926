using System.IO.Compression;
using System.Reflection;

namespace Ingot.Tests.Shared;

/// <summary>What a version of Ingot built and people kept, in <c>tests/Kept/VERSION</c>.</summary>
/// <param name="Ingot">The version of Ingot.</param>
internal sealed record KeptRelease(string Ingot)
{
    public const string Id = "Contoso.Leave";
    public const string Version = "0.9.0";

    private static readonly string Root = Path.Combine(
        typeof(KeptRelease).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key is "Snapshot.Root" or "RepositoryRoot").Value!, "tests", "Kept");

    /// <summary>The versions of Ingot of which there is something.</summary>
    public static TheoryData<string> Versions => [.. Directory.GetDirectories(Root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>The package.</summary>
    public string Package => At($"{Id}.{Version}.nupkg");

    /// <summary>A file that was kept.</summary>
    public string At(string file) => Path.Combine(Root, Ingot, file);

    /// <summary>A file of the package.</summary>
    public byte[] Read(string entry)
    {
        using var package = ZipFile.OpenRead(Package);
        using var stream = package.GetEntry(entry)!.Open();
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

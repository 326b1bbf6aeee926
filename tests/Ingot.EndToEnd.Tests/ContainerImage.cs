using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;

namespace Ingot.EndToEnd.Tests;

/// <summary>An image as <c>ContainerArchiveOutputPath</c> gets it: a layout of the Open Container Initiative, in a tar file.</summary>
internal sealed class ContainerImage
{
    private readonly string _folder;

    /// <param name="archive">The tar file.</param>
    /// <param name="folder">A folder, which is made, for what is in it.</param>
    public ContainerImage(string archive, string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        TarFile.ExtractToDirectory(archive, folder, overwriteFiles: false);
        Assert.Equal("1.0.0", JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "oci-layout"))).RootElement.GetProperty("imageLayoutVersion").GetString());
        Index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "index.json"))).RootElement.GetProperty("manifests").EnumerateArray().Single();
        var manifest = Blob(Index.GetProperty("digest"));
        Config = Blob(manifest.GetProperty("config").GetProperty("digest"));
        Layers = [.. manifest.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("digest").GetString()!)];
        Assert.Equal(Layers.Count, Config.GetProperty("rootfs").GetProperty("diff_ids").GetArrayLength());
    }

    /// <summary>The only entry of the index.</summary>
    public JsonElement Index { get; }

    /// <summary>The image's configuration.</summary>
    public JsonElement Config { get; }

    /// <summary>The digests of the layers, from the lowest on.</summary>
    public IReadOnlyList<string> Layers { get; }

    /// <summary>A list of texts in the configuration of containers.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Config.GetProperty("config").GetProperty(name).EnumerateArray().Select(e => e.GetString()!)];

    /// <summary>Lays the layers over one another in a folder, as an engine would.</summary>
    /// <returns>The owner of each file, by its path.</returns>
    public Dictionary<string, int> Extract(string root)
    {
        var owners = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var layer in Layers)
        {
            using (var reader = new TarReader(Open(layer)))
            {
                while (reader.GetNextEntry() is { } entry)
                {
                    owners[entry.Name.TrimEnd('/')] = entry.Uid;
                }
            }

            using var content = Open(layer);
            TarFile.ExtractToDirectory(content, root, overwriteFiles: true);
        }

        return owners;
    }

    private GZipStream Open(string digest) => new(File.OpenRead(PathOf(digest)), CompressionMode.Decompress);

    private string PathOf(string digest) => Path.Combine([_folder, "blobs", .. digest.Split(':')]);

    private JsonElement Blob(JsonElement digest)
    {
        var bytes = File.ReadAllBytes(PathOf(digest.GetString()!));
        Assert.Equal(digest.GetString(), BaseImageRegistry.Digest(bytes));
        return JsonDocument.Parse(bytes).RootElement;
    }
}

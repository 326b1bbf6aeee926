using System.Security.Cryptography;
using System.Text;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// <c>obj/ingot.references.txt</c>: what the channels said of the project's models, and a hash of all that it depends on, so that
/// a build in which no channel changed asks nobody.
/// </summary>
internal static class ReferenceRecord
{
    private const string Header = "ingot-references 1";

    /// <summary>Version and content hash of each reference, in their order; null when there is no record, or one of something else.</summary>
    public static IReadOnlyList<(string Version, string ContentHash)>? TryRead(string path, string key, int count)
    {
        var lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        if (lines.Length != count + 2 || lines[0] != Header || lines[1] != key)
        {
            return null;
        }

        var answers = lines.Skip(2).Select(l => l.Split('\t')).ToList();
        return answers.All(a => a.Length == 2) ? [.. answers.Select(a => (a[0], a[1]))] : null;
    }

    /// <summary>The hash of the references, and of the channel files, policies and keys that speak of them.</summary>
    public static string KeyOf(IEnumerable<ModelReference> references)
    {
        using var hash = SHA256.Create();
        using var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);

        // Another version of Ingot may judge by other rules.
        Add(sink, typeof(ReferenceRecord).Assembly.ManifestModule.ModuleVersionId.ToString());
        foreach (var reference in references)
        {
            Add(sink, reference.Package, reference.Channel, reference.Version, reference.Folder);
            foreach (var file in FilesOf(reference))
            {
                Add(sink, file);
                var content = File.ReadAllBytes(file);
                Add(sink, content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
                sink.Write(content, 0, content.Length);
            }
        }

        sink.FlushFinalBlock();
        return BitConverter.ToString(hash.Hash).Replace("-", string.Empty);
    }

    private static IEnumerable<string> FilesOf(ModelReference reference)
    {
        if (!Directory.Exists(reference.Folder))
        {
            return [];
        }

        var keys = Path.Combine(reference.Folder, "keys");
        return new[] { Path.Combine(reference.Folder, "policy.json") }
            .Concat(Directory.GetDirectories(reference.Folder).Select(c => Path.Combine(c, reference.Package + ".json")))
            .Where(File.Exists)
            .Concat(Directory.Exists(keys) ? Directory.GetFiles(keys) : [])
            .OrderBy(f => f, StringComparer.Ordinal);
    }

    private static void Add(Stream sink, params string[] texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\0");
            sink.Write(bytes, 0, bytes.Length);
        }
    }
}

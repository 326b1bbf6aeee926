using System.Collections.Concurrent;
using System.Runtime.Serialization.Json;
using System.Xml;
using System.Xml.Linq;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The packages with native libraries that the worker is made of, as its list of dependencies (<c>.deps.json</c>) has them: what
/// they compute follows from their versions too.
/// </summary>
internal static class NativePackages
{
    private const string Native = "native";

    // The store of runs is looked into by people and makes nothing of a model: another version of SQLite is no reason to train again.
    private const string OfRuns = "SQLitePCLRaw.";

    private static readonly ConcurrentDictionary<string, (DateTime Modified, string[] Packages)> Known = new(StringComparer.Ordinal);

    /// <summary>Their names and versions, such as <c>LightGBM/4.7.0</c>, in order; none where the worker has no such list.</summary>
    /// <param name="worker">The worker's assembly.</param>
    public static IReadOnlyList<string> Of(string worker)
    {
        var list = Path.ChangeExtension(worker, ".deps.json");
        if (!File.Exists(list))
        {
            return [];
        }

        // Every stage of every model asks: a node of MSBuild reads the list once.
        var modified = File.GetLastWriteTimeUtc(list);
        if (!Known.TryGetValue(list, out var known) || known.Modified != modified)
        {
            known = (modified, Parse(File.ReadAllBytes(list)));
            Known[list] = known;
        }

        return known.Packages;
    }

    /// <summary>The packages of a list that have native libraries, whatever they are called.</summary>
    /// <param name="json">The list.</param>
    internal static string[] Parse(byte[] json)
    {
        // The framework's own reader of JSON as XML: tasks bring no library into MSBuild's process.
        using var reader = JsonReaderWriterFactory.CreateJsonReader(json, XmlDictionaryReaderQuotas.Max);
        return
        [
            .. (XElement.Load(reader).Element("targets")?.Elements() ?? [])
                .Elements()
                .Where(HasNativeLibrary)
                .Select(NameOf)
                .Where(p => !p.StartsWith(OfRuns, StringComparison.OrdinalIgnoreCase))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(p => p, StringComparer.Ordinal),
        ];
    }

    // "native" lists those of a publication for one platform, "runtimeTargets" those of one for several.
    private static bool HasNativeLibrary(XElement package) =>
        package.Element(Native)?.HasElements == true
        || (package.Element("runtimeTargets")?.Elements() ?? []).Any(f => (string?)f.Element("assetType") == Native);

    // A name that XML does not allow is in an attribute.
    private static string NameOf(XElement element) => (string?)element.Attribute("item") ?? element.Name.LocalName;
}

using System.Reflection;
using YamlDotNet.RepresentationModel;

namespace Ingot.Serving.Tests;

/// <summary>The manifests of <c>docs/deploy.md</c>.</summary>
internal static class Manifests
{
    private static readonly string Folder = Path.Combine(
        typeof(Manifests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!, "docs", "snippets");

    public static string ReadText(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>The documents of a file.</summary>
    public static IReadOnlyList<YamlNode> Read(string file)
    {
        using var text = new StringReader(ReadText(file));
        var stream = new YamlStream();
        stream.Load(text);
        return [.. stream.Documents.Select(d => d.RootNode)];
    }

    /// <summary>The document of a kind in <c>kubernetes.yaml</c>.</summary>
    public static YamlNode Of(string kind) => Read("kubernetes.yaml").Single(d => Text(d["kind"]) == kind);

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    /// <summary>A node by its path; null: there is none.</summary>
    public static YamlNode? At(YamlNode node, params string[] path) =>
        path.Aggregate<string, YamlNode?>(node, (n, key) => n is YamlMappingNode map && map.Children.TryGetValue(key, out var child) ? child : null);

    /// <summary>The elements of a list; none when there is no list.</summary>
    public static IEnumerable<YamlNode> List(YamlNode? node) => (node as YamlSequenceNode)?.Children ?? [];

    /// <summary>The members of a map as texts.</summary>
    public static Dictionary<string, string> Map(YamlNode? node) =>
        (node as YamlMappingNode ?? []).ToDictionary(c => Text(c.Key), c => Text(c.Value), StringComparer.Ordinal);

    /// <summary>The variables of a container.</summary>
    public static Dictionary<string, string> Environment(YamlNode container) =>
        List(At(container, "env")).ToDictionary(e => Text(e["name"]), e => Text(e["value"]), StringComparer.Ordinal);
}

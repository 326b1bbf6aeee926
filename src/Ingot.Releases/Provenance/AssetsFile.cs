using System.Text.Json;
using Ingot.Core.Diagnostics;

namespace Ingot.Releases.Provenance;

/// <summary>Reads NuGet's <c>project.assets.json</c>: which packages restore chose.</summary>
public static class AssetsFile
{
    private static readonly string[] RunTimeParts = ["runtime", "runtimeTargets", "native", "resource", "dependencies"];

    /// <summary>The packages that any target framework has something of at run time, in ordinal order of their ids.</summary>
    /// <exception cref="IngotException">INGOT9005: the file is not what NuGet writes.</exception>
    public static IReadOnlyList<PackageComponent> Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var hashes = document.RootElement.GetProperty("libraries").EnumerateObject()
                .Where(l => l.Value.GetProperty("type").GetString() == "package")
                .ToDictionary(l => l.Name, l => l.Value.TryGetProperty("sha512", out var hash) ? hash.GetString() : null, StringComparer.Ordinal);
            return
            [
                .. document.RootElement.GetProperty("targets").EnumerateObject()
                    .SelectMany(t => t.Value.EnumerateObject())
                    .Where(p => hashes.ContainsKey(p.Name) && IsForRunTime(p.Value))
                    .GroupBy(p => p.Name, StringComparer.Ordinal)
                    .Select(g => Component(g.Key, hashes[g.Key], g.SelectMany(p => DependenciesOf(p.Value))))
                    .OrderBy(c => c.Id, StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new IngotException(
                InfrastructureDiagnostics.ProjectUnreadable.At(
                    new SourceLocation(path), $"The packages of the project cannot be read: {e.Message} Restore the project again."),
                e);
        }
    }

    private static bool IsForRunTime(JsonElement package) =>
        RunTimeParts.Any(p => package.TryGetProperty(p, out _));

    private static IEnumerable<string> DependenciesOf(JsonElement package) =>
        package.TryGetProperty("dependencies", out var dependencies) ? dependencies.EnumerateObject().Select(d => d.Name) : [];

    private static PackageComponent Component(string library, string? hash, IEnumerable<string> dependencies)
    {
        var at = library.IndexOf('/', StringComparison.Ordinal);
        return new PackageComponent(
            library[..at],
            library[(at + 1)..],
            hash is null ? null : Convert.ToHexStringLower(Convert.FromBase64String(hash)),
            [.. dependencies.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ingot.Jobs.Schedulers;
using Ingot.Pipeline;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Building;

/// <summary>Models for which a build would do nothing: all that their last build depended on is as it was.</summary>
/// <param name="Models">The models, by their projects.</param>
/// <param name="Diagnostics">What their builds said.</param>
internal sealed partial record UpToDateModels(IReadOnlyList<string> Models, IReadOnlyList<MSBuildDiagnostic> Diagnostics)
{
    private const string Marker = "to build:";

    /// <summary>None.</summary>
    public static UpToDateModels None { get; } = new([], []);

    /// <summary>Asks, as the build of a solution does (<c>Ingot.Prune.targets</c>): no model is even evaluated. What is not known for certain is not among them.</summary>
    /// <param name="root">The folder that the models' paths begin at.</param>
    /// <param name="models">The models.</param>
    /// <param name="run">How each is built; its project and targets do not matter.</param>
    /// <param name="scheduler">Who is to build them.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<UpToDateModels> AskAsync(string root, IReadOnlyList<string> models, MSBuildRun run, IScheduler scheduler, CancellationToken cancellation)
    {
        if (scheduler.Variables is not { } variables)
        {
            return None;
        }

        var found = new List<UpToDateModels>();
        foreach (var alike in models.GroupBy(m => VersionOf(Path.Combine(root, m))))
        {
            found.Add(await AskAsync(root, alike.Key, [.. alike], run with { Variables = variables }, cancellation));
        }

        return new UpToDateModels([.. found.SelectMany(f => f.Models).Order(StringComparer.Ordinal)], [.. found.SelectMany(f => f.Diagnostics).Distinct()]);
    }

    // The file lies where the models do, so that what says where the SDK comes from is the same.
    private static async Task<UpToDateModels> AskAsync(string root, string? version, List<string> models, MSBuildRun run, CancellationToken cancellation)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, "obj", "ingot.jobs")).FullName;
        var (project, answer) = (Path.Combine(folder, $"up-to-date.{Guid.NewGuid():N}.proj"), Path.Combine(folder, $"up-to-date.{Guid.NewGuid():N}.txt"));
        try
        {
            await File.WriteAllTextAsync(project, Question(version, models.Select(m => Path.GetFullPath(Path.Combine(root, m))), answer), cancellation);
            var result = await (run with { Project = project, Targets = "Build", Restore = false }).RunAsync(showOutput: false, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (result.Outcome != StageOutcome.Passed || !File.Exists(answer) || await File.ReadAllLinesAsync(answer, cancellation) is not [Marker, .. var rest])
            {
                return None;
            }

            var open = rest.ToHashSet(StringComparer.Ordinal);
            return new UpToDateModels(models.FindAll(m => !open.Contains(Path.GetFullPath(Path.Combine(root, m)))), result.Diagnostics);
        }
        finally
        {
            File.Delete(project);
            File.Delete(answer);
        }
    }

    private static string Question(string? version, IEnumerable<string> models, string answer) => new XElement(
        "Project",
        new XElement("Import", new XAttribute("Project", "Ingot.Prune.targets"), new XAttribute("Sdk", "Ingot.Sdk"), version is null ? null : new XAttribute("Version", version)),
        new XElement("ItemGroup", models.Select(m => new XElement("ProjectReference", new XAttribute("Include", PropertyArguments.Escaped(m))))),
        new XElement(
            "Target",
            new XAttribute("Name", "Build"),
            new XElement("WriteLinesToFile", new XAttribute("File", PropertyArguments.Escaped(answer)), new XAttribute("Lines", $"{Marker};@(ProjectReference->'%(FullPath)')"), new XAttribute("Overwrite", "true")))).ToString();

    // Null: the project leaves it to global.json, or to a file that it imports.
    private static string? VersionOf(string project) => SdkVersion().Match(File.ReadAllText(project)) is { Success: true } match ? match.Groups["version"].Value : null;

    [GeneratedRegex(@"\bIngot\.Sdk/(?<version>[0-9A-Za-z.+-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SdkVersion();
}

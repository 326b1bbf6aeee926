using System.Text.Json.Nodes;
using Ingot.Artifacts;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Releases.Provenance;

namespace Ingot.Pipeline;

/// <summary>Attest: says of the files of a package where they come from, as provenance and as a bill of materials.</summary>
internal static class AttestStage
{
    // Said elsewhere, or of this machine and this run only.
    private static readonly string[] NoParameters =
    [
        "ProjectFile", "ModelSchemaFile", "ModelAcceptedFile", "ModelBaselineFolder", "PackageFiles", "AssetsFile", "ProjectPath", "RepositoryUrl", "RepositoryCommit",
        "ModelName", "Version", "PackageId", "Description", "Authors", "PackageLicenseExpression", "Configuration", "DotNetVersion", "RuntimeIdentifier", "ContinuousIntegration",
    ];

    private static readonly string[] Data = ["TrainingData", "ReferenceData"];

    public static bool Run(StageContext context)
    {
        var content = Content(context);
        var bill = context.OutputFile(StageFiles.BillOfMaterials);
        StageFiles.WriteText(bill, BillOfMaterials.ToJson(content));

        // The provenance speaks of the bill too, and of all else in the package but itself.
        var listed = ResourceDescriptor.OfFile($"evidence/{StageFiles.BillOfMaterials}", ContentHash.OfFile(bill));
        StageFiles.WriteText(
            context.OutputFile(ProvenanceFile.Name),
            ProvenanceStatement.ToJson(content with { Files = [.. content.Files.Append(listed).OrderBy(f => f.Name, StringComparer.Ordinal)] }));
        return true;
    }

    private static ReleaseContent Content(StageContext context)
    {
        var (spec, document) = (context.Spec, context.Document);
        return new ReleaseContent
        {
            PackageId = spec.PackageId,
            Version = spec.Version,
            ModelName = spec.Name,
            Description = document.Get("Description"),
            Licence = document.Get("PackageLicenseExpression"),
            Authors = document.Get("Authors"),
            Project = document.Get("ProjectPath") ?? Path.GetFileName(document.Location.File),
            Configuration = document.Get("Configuration") ?? string.Empty,
            Commit = document.Get("RepositoryCommit"),
            Repository = document.Get("RepositoryUrl"),
            IngotVersion = typeof(AttestStage).Assembly.GetName().Version!.ToString(3),
            DotNetVersion = document.Get("DotNetVersion") ?? string.Empty,
            Platform = document.Get("RuntimeIdentifier") ?? string.Empty,
            OnnxSha256 = MetricsFile.Read(context.Input(Stage.Evaluate, StageFiles.Metrics)).OnnxSha256,
            Parameters = Parameters(document),
            Files = [.. FilesOf(document)],
            Materials = [.. Materials(context)],
            DataSets = [.. spec.TrainingData.Concat(spec.ReferenceData).Select(DataSet)],
            Packages = document.Get("AssetsFile") is { } assets && File.Exists(assets) ? AssetsFile.Read(assets) : [],
            ModelCard = JsonNode.Parse(File.ReadAllBytes(context.Input(Stage.Export, StageFiles.CycloneDxCard)))!.AsObject(),
        };
    }

    /// <summary>What the project says, without the places of its files.</summary>
    private static JsonObject Parameters(ProjectDocument document)
    {
        var json = new JsonObject();
        foreach (var (name, value) in document.Properties.Where(p => !NoParameters.Contains(p.Key, StringComparer.OrdinalIgnoreCase)).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json[name] = value;
        }

        foreach (var items in document.Items.GroupBy(i => i.ItemType, StringComparer.Ordinal))
        {
            json[items.Key] = new JsonArray([.. items.Select(Item)]);
        }

        return json;
    }

    private static JsonObject Item(ProjectItem item)
    {
        var json = new JsonObject { ["include"] = item.Sha256 is null ? item.Include : Path.GetFileName(item.Include) };
        foreach (var (name, value) in item.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json[name] = value;
        }

        return json;
    }

    /// <summary>The package's files by their paths in it; the task hands over lines of path and file.</summary>
    private static IEnumerable<ResourceDescriptor> FilesOf(ProjectDocument document) =>
        (document.Get("PackageFiles") ?? string.Empty)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Select(pair => ResourceDescriptor.OfFile(pair[0], ContentHash.OfFile(pair[1])))
            .DistinctBy(f => f.Name, StringComparer.Ordinal)
            .OrderBy(f => f.Name, StringComparer.Ordinal);

    private static IEnumerable<ResourceDescriptor> Materials(StageContext context)
    {
        var spec = context.Spec;
        foreach (var file in new[] { context.Document.Location.File, context.Document.Get("ModelSchemaFile"), spec.AcceptedFile }.OfType<string>().Where(File.Exists))
        {
            yield return ResourceDescriptor.OfFile(Path.GetFileName(file), ContentHash.OfFile(file));
        }

        foreach (var item in context.Document.Items.Where(i => i.Sha256 is not null))
        {
            yield return ResourceDescriptor.OfFile(
                Data.Contains(item.ItemType) ? Path.GetFileName(item.Include) : $"{item.ItemType}/{Path.GetFileName(item.Include)}", item.Sha256!);
        }
    }

    private static ResourceDescriptor DataSet(DataSource source) => ResourceDescriptor.OfFile(Path.GetFileName(source.Path), StageContext.HashOf(source));
}

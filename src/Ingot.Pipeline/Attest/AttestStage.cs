using System.Text.Json.Nodes;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Metrics;
using Ingot.Core.Specs;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Provenance;

namespace Ingot.Pipeline.Attest;

/// <summary>Attest: says of the files of a package where they come from, as provenance and as a bill of materials.</summary>
internal static class AttestStage
{
    // Said elsewhere, or of this machine and this run only.
    private static readonly HashSet<string> NoParameters = new(StringComparer.OrdinalIgnoreCase)
    {
        "ProjectPath", "RepositoryUrl", "RepositoryCommit", "ModelName", "Version", "PackageId", "Description", "Authors", "PackageLicenseExpression",
        "Configuration", "DotNetVersion", "RuntimeIdentifier", "ContinuousIntegration", "BuildOutputFolder",
    };

    private static readonly string[] Data = [ProjectItems.TrainingData, ProjectItems.ReferenceData];

    public static bool Run(StageContext context)
    {
        var content = Content(context);
        context.Write(AttestFiles.BillOfMaterials, BillOfMaterials.ToJson(content));

        // The provenance speaks of the bill too, and of all else in the package but itself.
        var listed = ResourceDescriptor.OfFile(
            AttestFiles.BillOfMaterials.InPackage!, ContentHash.OfFile(context.OutputFile(AttestFiles.BillOfMaterials)));
        context.Write(
            AttestFiles.Provenance,
            ProvenanceStatement.ToJson(content with { Files = [.. content.Files.Append(listed).OrderBy(f => f.Name, StringComparer.Ordinal)] }));
        return true;
    }

    private static ReleaseContent Content(StageContext context)
    {
        var (spec, release) = (context.Spec, context.Spec.Release!);
        return new ReleaseContent
        {
            PackageId = spec.PackageId,
            Version = spec.Version,
            ModelName = spec.Name,
            Description = release.Description,
            Licence = release.Licence,
            Authors = release.Authors,
            Project = release.ProjectPath,
            Configuration = release.Configuration,
            Commit = release.Commit,
            Repository = release.Repository,
            IngotVersion = typeof(AttestStage).Assembly.GetName().Version!.ToString(3),
            DotNetVersion = release.DotNetVersion,
            Platform = spec.Platform,
            OnnxSha256 = MetricsFile.Read(context.Input(EvaluateFiles.Metrics)).OnnxSha256,
            Parameters = Parameters(release.Said),
            Files = [.. FilesOf(release)],
            Materials = [.. Materials(spec)],
            DataSets = [.. spec.TrainingData.Concat(spec.ReferenceData).Select(DataSet)],
            Packages = release.AssetsFile is { } assets && File.Exists(assets) ? AssetsFile.Read(assets) : [],
            ModelCard = JsonNode.Parse(File.ReadAllBytes(context.Input(ExportFiles.CycloneDxCard)))!.AsObject(),
        };
    }

    /// <summary>What the project says, without the places of its files.</summary>
    private static JsonObject Parameters(ProjectDocument said)
    {
        var json = new JsonObject();
        foreach (var (name, value) in said.Properties
            .Where(p => ProjectProperties.IsOfModel(p.Key) && !NoParameters.Contains(p.Key))
            .OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            json[name] = value;
        }

        foreach (var items in Written(said).GroupBy(i => i.ItemType, StringComparer.Ordinal))
        {
            json[items.Key] = new JsonArray([.. items.Select(Item)]);
        }

        return json;
    }

    // The items that people write, not those that the build hands over.
    private static IEnumerable<ProjectItem> Written(ProjectDocument said) => said.Items.Where(i => ProjectItems.All.Contains(i.ItemType));

    private static JsonObject Item(ProjectItem item)
    {
        var json = new JsonObject { ["include"] = item.Sha256 is null ? item.Include : Path.GetFileName(item.Include) };
        foreach (var (name, value) in item.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json[name] = value;
        }

        return json;
    }

    private static IEnumerable<ResourceDescriptor> FilesOf(ReleaseSpec release) => release.Files
        .Select(f => ResourceDescriptor.OfFile(f.PathInPackage, f.Sha256 ?? ContentHash.OfFile(f.File)))
        .DistinctBy(f => f.Name, StringComparer.Ordinal)
        .OrderBy(f => f.Name, StringComparer.Ordinal);

    private static IEnumerable<ResourceDescriptor> Materials(ModelSpec spec)
    {
        foreach (var file in new[] { spec.ProjectFile, spec.SchemaFile, spec.AcceptedFile }.Where(File.Exists))
        {
            yield return ResourceDescriptor.OfFile(Path.GetFileName(file), ContentHash.OfFile(file));
        }

        foreach (var item in Written(spec.Release!.Said).Where(i => i.Sha256 is not null))
        {
            yield return ResourceDescriptor.OfFile(
                Data.Contains(item.ItemType) ? Path.GetFileName(item.Include) : $"{item.ItemType}/{Path.GetFileName(item.Include)}", item.Sha256!);
        }
    }

    private static ResourceDescriptor DataSet(DataSource source) => ResourceDescriptor.OfFile(Path.GetFileName(source.Path), DataIdentity.HashOf(source));
}

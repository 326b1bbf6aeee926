using System.Text.Json.Nodes;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
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
        "Configuration", "DotNetVersion", "SourceState", "SourceReason", "SourceDifferences", "RuntimeIdentifier", "ContinuousIntegration", "BuildOutputFolder",
    };

    private static readonly string[] Data = [ProjectItems.TrainingData, ProjectItems.ReferenceData];

    public static bool Run(StageContext context)
    {
        var content = Content(context);
        Review(context);
        context.Write(AttestFiles.BillOfMaterials, BillOfMaterials.ToJson(content));

        // The provenance speaks of the bill too, and of all else in the package but itself.
        var listed = ResourceDescriptor.OfFile(
            AttestFiles.BillOfMaterials.InPackage!, ContentHash.OfFile(context.OutputFile(AttestFiles.BillOfMaterials)));
        context.Write(
            AttestFiles.Provenance,
            ProvenanceStatement.ToJson(content with { Files = [.. content.Files.Append(listed).OrderBy(f => f.Name, StringComparer.Ordinal)] }));
        return true;
    }

    // A commit is named in good faith: whoever looks there for what the package is made from must find it.
    private static void Review(StageContext context)
    {
        var (release, sources) = (context.Spec.Release!, context.Spec.Release!.Sources);
        if (release.Commit is { } commit && sources.State != SourceState.Clean)
        {
            context.Diagnostics.Report(PackageDiagnostics.CommitIsNotTheSource.At(
                new SourceLocation(context.Spec.ProjectFile),
                sources.State == SourceState.Dirty
                    ? (FormattableString)$"The provenance of {context.Spec.PackageId} {context.Spec.Version} names the commit {commit}, which does not hold all that it is made from: {DiagnosticText.Count(sources.DifferCount, "file")} {DiagnosticText.Agree(sources.DifferCount, "differs", "differ")}: {DiagnosticText.List(sources.Differs, sources.DifferCount)}. Commit what it is made from, and pack again."
                    : $"The provenance of {context.Spec.PackageId} {context.Spec.Version} names the commit {commit}, and nobody could compare the sources with it: {sources.Reason}. Pack where git can read the repository."));
        }
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
            Sources = release.Sources,
            Repository = release.Repository,
            IngotVersion = ToolVersion.Current,
            DotNetVersion = release.DotNetVersion,
            Platform = spec.Platform,
            StagesFromCache = context.StagesFromCache(),
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
    private static IEnumerable<ProjectItem> Written(ProjectDocument said) => said.Items.Where(i => ProjectItems.OfBuild.Contains(i.ItemType) || i.ItemType == ProjectItems.TrainerProject);

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

        foreach (var file in spec.Release!.SourceFiles)
        {
            yield return ResourceDescriptor.OfFile(file.PathInPackage, file.Sha256 ?? ContentHash.OfFile(file.File));
        }

        if (ContinuedRelease.Read(spec) is { } released)
        {
            var (package, version) = (spec.Continued!.Package, spec.Continued.Version!);
            yield return new ResourceDescriptor($"{package} {version}, the model that is continued", $"pkg:nuget/{package}@{version}", new Dictionary<string, string> { ["sha256"] = released.OnnxSha256 });
        }

        foreach (var item in Written(spec.Release!.Said).Where(i => i.Sha256 is not null))
        {
            yield return ResourceDescriptor.OfFile(
                Data.Contains(item.ItemType) ? Path.GetFileName(item.Include) : $"{item.ItemType}/{Path.GetFileName(item.Include)}", item.Sha256!);
        }
    }

    private static ResourceDescriptor DataSet(DataSource source) => ResourceDescriptor.OfFile(Path.GetFileName(source.Path), DataIdentity.HashOf(source));
}

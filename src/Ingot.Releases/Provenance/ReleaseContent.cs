using System.Text.Json.Nodes;
using Ingot.Core.Specs;

namespace Ingot.Releases.Provenance;

/// <summary>What a package is made of and from: provenance and bill of materials say the same in two forms.</summary>
public sealed record ReleaseContent
{
    /// <summary>The package's id.</summary>
    public required string PackageId { get; init; }

    /// <summary>The package's version.</summary>
    public required string Version { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>One sentence about it; null when the project says none.</summary>
    public string? Description { get; init; }

    /// <summary>An SPDX licence expression; null when the project names none.</summary>
    public string? Licence { get; init; }

    /// <summary>Who made it; null when the project does not say.</summary>
    public string? Authors { get; init; }

    /// <summary>The project's path in the repository, with slashes.</summary>
    public required string Project { get; init; }

    /// <summary>The build configuration.</summary>
    public required string Configuration { get; init; }

    /// <summary>The source commit; null: the project is in no repository.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether the commit holds what the package is made from.</summary>
    public SourceRecord Sources { get; init; } = SourceRecord.NotAsked;

    /// <summary>The repository's address; null unless the project publishes it.</summary>
    public string? Repository { get; init; }

    /// <summary>The version of Ingot.</summary>
    public required string IngotVersion { get; init; }

    /// <summary>The version of the .NET SDK.</summary>
    public required string DotNetVersion { get; init; }

    /// <summary>The platform on which the model was trained.</summary>
    public required string Platform { get; init; }

    /// <summary>The stages whose outputs were taken from a cache instead of made by the build that packed, by name.</summary>
    public IReadOnlyList<string> StagesFromCache { get; init; } = [];

    /// <summary>SHA-256 of the ONNX file, lower-case hexadecimal.</summary>
    public required string OnnxSha256 { get; init; }

    /// <summary>What the project says about the model: its properties, and its items by type.</summary>
    public required JsonObject Parameters { get; init; }

    /// <summary>The files of the package, by their paths in it.</summary>
    public required IReadOnlyList<ResourceDescriptor> Files { get; init; }

    /// <summary>The files that it was made from: the project, the schema, the accepted result, the data.</summary>
    public required IReadOnlyList<ResourceDescriptor> Materials { get; init; }

    /// <summary>The data sets among them.</summary>
    public required IReadOnlyList<ResourceDescriptor> DataSets { get; init; }

    /// <summary>The packages that the assembly is used with.</summary>
    public required IReadOnlyList<PackageComponent> Packages { get; init; }

    /// <summary>The model card as CycloneDX has it.</summary>
    public required JsonObject ModelCard { get; init; }
}

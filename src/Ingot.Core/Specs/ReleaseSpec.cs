namespace Ingot.Core.Specs;

/// <summary>What a project says of the package that it is about to pack, for its provenance.</summary>
public sealed record ReleaseSpec
{
    /// <summary>Property <c>Description</c>; null: none.</summary>
    public string? Description { get; init; }

    /// <summary>Property <c>PackageLicenseExpression</c>; null: none.</summary>
    public string? Licence { get; init; }

    /// <summary>Property <c>Authors</c>; null: none.</summary>
    public string? Authors { get; init; }

    /// <summary>The project file below the root of its repository, with slashes; outside one its name.</summary>
    public required string ProjectPath { get; init; }

    /// <summary>Property <c>Configuration</c>.</summary>
    public string Configuration { get; init; } = string.Empty;

    /// <summary>The commit; null: unknown.</summary>
    public string? Commit { get; init; }

    /// <summary>Whether the commit holds what the package is made from.</summary>
    public SourceRecord Sources { get; init; } = SourceRecord.NotAsked;

    /// <summary>The files that are compiled in or imported: paths in the repository.</summary>
    public IReadOnlyList<ReleasedFile> SourceFiles { get; init; } = [];

    /// <summary>The repository's address; null: unknown.</summary>
    public string? Repository { get; init; }

    /// <summary>The version of the .NET SDK that builds.</summary>
    public string DotNetVersion { get; init; } = string.Empty;

    /// <summary>Full path of NuGet's <c>project.assets.json</c>; null: unknown.</summary>
    public string? AssetsFile { get; init; }

    /// <summary>The files of the package.</summary>
    public IReadOnlyList<ReleasedFile> Files { get; init; } = [];

    /// <summary>All that the project says, as it says it.</summary>
    public required ProjectDocument Said { get; init; }
}

namespace Ingot.Artifacts.Stages;

/// <summary>What a <see cref="StageDependency"/> is about.</summary>
public enum DependencyKind
{
    /// <summary>A property, by its value.</summary>
    Property,

    /// <summary>Every property that says something of the model: none of the tool's and none that is a path.</summary>
    EveryProperty,

    /// <summary>The items of a type with all their metadata, and the content of the files that they name.</summary>
    Items,

    /// <summary>Of the items of a type only one metadata: its distinct values.</summary>
    MetadataOfItems,

    /// <summary>The items of a type without what they demand of the result (<c>Metric</c>, <c>Min…</c>, <c>Max…</c>).</summary>
    ItemsWithoutThresholds,

    /// <summary>Whether the files, folders or addresses exist that a metadata of the items of a type names.</summary>
    NamedByItems,

    /// <summary>The file beside the project that a property names, by its content.</summary>
    ProjectFile,

    /// <summary>The scores that go with the accepted result, by their content.</summary>
    AcceptedScores,

    /// <summary>Of the package that is the baseline: id, version, and what is read of it.</summary>
    Baseline,

    /// <summary>Of the released packages that gates name: id, versions, and what is read of them.</summary>
    Releases,

    /// <summary>Of the released package that the training continues from: id, version, and what is read of it.</summary>
    Continued,

    /// <summary>The answer to a <see cref="StageConditions">condition</see>.</summary>
    Answer,

    /// <summary>Which stages' outputs came from the cache.</summary>
    Origins,

    /// <summary>A file that an earlier stage left behind, by its content.</summary>
    StageOutput,
}

namespace Ingot.Artifacts.Stages;

/// <summary>One thing that a stage depends on: a part of its key, and the only way for the stage to open a file of an earlier one.</summary>
public sealed class StageDependency
{
    private StageDependency(DependencyKind kind, string name, StageFile? file = null)
    {
        Kind = kind;
        Name = name;
        File = file;
    }

    /// <summary>What it is about.</summary>
    public DependencyKind Kind { get; }

    /// <summary>The property, the type of the items, or what else names it in a key.</summary>
    public string Name { get; }

    /// <summary>The file of an earlier stage; null for other kinds.</summary>
    public StageFile? File { get; }

    /// <summary>The metadata of the items that counts; empty: all.</summary>
    public string Metadata { get; private set; } = string.Empty;

    /// <summary>Of a file of an earlier stage: whether it need not be there.</summary>
    public bool IsOptional { get; private set; }

    /// <summary>When the stage depends on it.</summary>
    public Func<IProjectFacts, bool> Condition { get; private set; } = StageConditions.Always;

    /// <summary>A property.</summary>
    /// <param name="name">Its name.</param>
    public static StageDependency Property(string name) => new(DependencyKind.Property, name);

    /// <summary>Several properties.</summary>
    /// <param name="names">Their names.</param>
    public static IEnumerable<StageDependency> Properties(params string[] names) => names.Select(Property);

    /// <summary>Every property that says something of the model.</summary>
    public static StageDependency EveryProperty() => new(DependencyKind.EveryProperty, "*");

    /// <summary>The items of some types as they are.</summary>
    /// <param name="itemTypes">The types.</param>
    public static IEnumerable<StageDependency> Items(params IEnumerable<string> itemTypes) => itemTypes.Select(t => new StageDependency(DependencyKind.Items, t));

    /// <summary>One metadata of the items of a type.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <param name="itemType">The type.</param>
    public static StageDependency MetadataOf(string metadata, string itemType) =>
        new(DependencyKind.MetadataOfItems, itemType) { Metadata = metadata };

    /// <summary>The items of some types without what they demand of the result.</summary>
    /// <param name="itemTypes">The types.</param>
    public static IEnumerable<StageDependency> WithoutThresholds(IEnumerable<string> itemTypes) =>
        itemTypes.Select(t => new StageDependency(DependencyKind.ItemsWithoutThresholds, t));

    /// <summary>Whether what the items of a type name is there.</summary>
    /// <param name="metadata">The metadata that names it.</param>
    /// <param name="itemType">The type.</param>
    public static StageDependency NamedBy(string metadata, string itemType) =>
        new(DependencyKind.NamedByItems, itemType) { Metadata = metadata };

    /// <summary>A file beside the project.</summary>
    /// <param name="property">The property that has its path.</param>
    public static StageDependency ProjectFile(string property) => new(DependencyKind.ProjectFile, property);

    /// <summary>The scores that go with the accepted result.</summary>
    public static StageDependency AcceptedScores() => new(DependencyKind.AcceptedScores, "accepted scores");

    /// <summary>The package that is the baseline.</summary>
    public static StageDependency Baseline() => new(DependencyKind.Baseline, "baseline");

    /// <summary>The released packages that gates name.</summary>
    public static StageDependency Releases() => new(DependencyKind.Releases, "releases");

    /// <summary>The released package that the training continues from.</summary>
    public static StageDependency Continued() => new(DependencyKind.Continued, "continued");

    /// <summary>Which stages' outputs came from the cache.</summary>
    public static StageDependency Origins() => new(DependencyKind.Origins, "from the cache");

    /// <summary>The answer to a question about the project.</summary>
    /// <param name="name">What names it in the key.</param>
    /// <param name="condition">The question.</param>
    public static StageDependency Answer(string name, Func<IProjectFacts, bool> condition) =>
        new(DependencyKind.Answer, name) { Condition = condition };

    /// <summary>Files of earlier stages, which must be there.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<StageDependency> Outputs(params IEnumerable<StageFile> files) => files.Select(Of);

    /// <summary>Files of earlier stages, which need not be there.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<StageDependency> OptionalOutputs(params IEnumerable<StageFile> files) => files.Select(f =>
    {
        var dependency = Of(f);
        dependency.IsOptional = true;
        return dependency;
    });

    /// <summary>The same under a condition.</summary>
    /// <param name="condition">When the stage depends on it.</param>
    public StageDependency When(Func<IProjectFacts, bool> condition) =>
        new(Kind, Name, File) { Metadata = Metadata, IsOptional = IsOptional, Condition = condition };

    private static StageDependency Of(StageFile file) => new(DependencyKind.StageOutput, file.Id, file);
}

namespace Ingot.Artifacts.Stages;

/// <summary>All that is said of a stage, in one place. Keys, records, inputs and documents follow from it.</summary>
/// <param name="name">The stage's word, such as <c>Train</c>.</param>
/// <param name="target">The MSBuild target that runs it.</param>
/// <param name="version">The version of what it computes. Raise it when the same input gives other output: all its keys change.</param>
public sealed class StageDefinition(string name, string target, int version)
{
    /// <summary>The file in every stage's folder that has its diagnostics, one canonical line each.</summary>
    public const string Diagnostics = "diagnostics.txt";

    /// <summary>The stage's word.</summary>
    public string Name { get; } = name;

    /// <summary>The MSBuild target that runs it.</summary>
    public string Target { get; } = target;

    /// <summary>The version of what it computes.</summary>
    public int Version { get; } = version;

    /// <summary>The stage's folder below the ingot folder.</summary>
    public string FolderName => FolderOf(Name);

    /// <summary>Whether every build of the model runs it, unless nothing changed; else only who asks for it does.</summary>
    public bool IsOfBuild { get; init; }

    /// <summary>Whether it is skipped when nothing changed. One that is not has no key: it runs whenever it is asked for.</summary>
    public bool IsSkippable { get; init; } = true;

    /// <summary>Whether its errors are verdicts: it has done its work, and what it decided stays behind.</summary>
    public bool Decides { get; init; }

    /// <summary>Whether what it does is a part of a run: it is recorded which data, parameters and metrics a model had. Nothing of that is an output of the stage.</summary>
    public bool IsOfRun { get; init; }

    /// <summary>When it runs C# of the project's own, in a process of its own: its death is that code's fault.</summary>
    public Func<IProjectFacts, bool> RunsProjectCodeWhen { get; init; } = StageConditions.Never;

    /// <summary>When it has anything to do; where not, it leaves nothing behind, unless <see cref="StaysWhenIdle"/>.</summary>
    public Func<IProjectFacts, bool> RunsWhen { get; init; } = StageConditions.Always;

    /// <summary>Whether its outputs stay where it has nothing to do: a person asked for them, to be looked at, and no stage reads them then.</summary>
    public bool StaysWhenIdle { get; init; }

    /// <summary>When its outputs may come from the cache and go there.</summary>
    public Func<IProjectFacts, bool> IsCachedWhen { get; init; } = StageConditions.Never;

    /// <summary>All that its output follows from, besides its version, the platform and the native libraries that compute.</summary>
    public IReadOnlyList<StageDependency> DependsOn { get; init; } = [];

    /// <summary>What it leaves behind.</summary>
    public IReadOnlyList<StageFile> Leaves { get; init; } = [];

    /// <summary>The folder of a stage below the ingot folder.</summary>
    /// <param name="name">The stage's word.</param>
    public static string FolderOf(string name) => name.ToLowerInvariant();

    /// <summary>The declared dependence on a file of an earlier stage under what the project says; null: the stage may not open it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="project">What the project says.</param>
    public StageDependency? FindInput(StageFile file, IProjectFacts project) =>
        DependsOn.FirstOrDefault(d => d.File == file && d.Condition(project));
}

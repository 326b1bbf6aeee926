using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Jobs.Schedulers;
using Ingot.Monitoring.Windows;
using Ingot.Pipeline.Recording;
using Ingot.Pipeline.Shared;
using Ingot.Releases.Validation;
using Ingot.Runs.Stores;

namespace Ingot.Pipeline;

/// <summary>What every stage is handed. Files of earlier stages open by the stage's declaration only: what its key does not know, it cannot read.</summary>
public sealed record StageContext
{
    /// <summary>The running stage.</summary>
    public required StageDefinition Stage { get; init; }

    /// <summary>What the project says.</summary>
    public required ModelSpec Spec { get; init; }

    /// <summary>The file that says it. Default empty: there is none.</summary>
    public string ProjectFile { get; init; } = string.Empty;

    /// <summary>The same, for the conditions of declarations.</summary>
    public required IProjectFacts Project { get; init; }

    /// <summary>The folder that holds one folder per stage: <c>obj/&lt;Configuration&gt;/ingot</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that this stage writes; it gets its final name when the stage has succeeded.</summary>
    public required string Output { get; init; }

    /// <summary>How many threads the stage may use.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where the stage says what it found.</summary>
    public required IDiagnosticSink Diagnostics { get; init; }

    /// <summary>Where the stage says how far it is.</summary>
    public required IStageProgress Progress { get; init; }

    /// <summary>
    /// Opens the prediction log that is in a database; null: whoever runs the stage knows of none. Which one it is stands nowhere in the project: its
    /// password would be in files and keys. It is handed a folder for what it copies.
    /// </summary>
    public Func<string, ServedSource>? LogDatabase { get; init; }

    /// <summary>Tries models of somebody else in a process of its own; null: there is none, and models with control flow are refused.</summary>
    public IModelTrial? Trial { get; init; }

    /// <summary>Who gives machines to work, by what a person wrote of it, for so many units at a time here where nothing is said, and the place of what is wrong with it; null: nobody does.</summary>
    public Func<string, int, SourceLocation, ChosenScheduler>? OpenScheduler { get; init; }

    /// <summary>Ends this process, which whoever started it then starts again; null: nobody would.</summary>
    public Action? StartAnew { get; init; }

    /// <summary>The store that the stage's run is recorded in; null: nothing is recorded.</summary>
    internal IRunStore? Runs { get; init; }

    /// <summary>Takes the parts of the stage's run; null: nothing is recorded.</summary>
    internal IPartRecorder? Parts { get; init; }

    /// <summary>Stops the stage.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>A file of an earlier stage.</summary>
    /// <exception cref="IngotException">INGOT9003: the stage has not run.</exception>
    /// <exception cref="InvalidOperationException">The stage does not declare that it reads the file.</exception>
    public string Input(StageFile file)
    {
        _ = Declared(file);
        return Find(file) ?? throw Missing(file, file.NameFor(Spec.Name));
    }

    /// <summary>A file of an earlier stage that need not be there; null when it is not.</summary>
    /// <exception cref="InvalidOperationException">The stage does not declare that it reads the file, or that it does without it.</exception>
    public string? TryInput(StageFile file) => Declared(file).IsOptional
        ? Find(file)
        : throw new InvalidOperationException($"The stage {Stage.Name} does without {file}, which {nameof(StageCatalog)} declares as always there.");

    /// <summary>A further file beside one of an earlier stage, which names it with its hash.</summary>
    /// <param name="file">The file that names it.</param>
    /// <param name="name">The further file's name, without a folder.</param>
    public string InputBeside(StageFile file, string name)
    {
        var path = Path.Combine(Path.GetDirectoryName(Input(file))!, Path.GetFileName(name));
        return File.Exists(path) ? path : throw Missing(file, Path.GetFileName(path));
    }

    /// <summary>The earlier stages whose outputs came from the cache, by the names of their folders.</summary>
    /// <exception cref="InvalidOperationException">The stage does not declare that it depends on that.</exception>
    public IReadOnlyList<string> StagesFromCache() => Stage.DependsOn.Any(d => d.Kind == DependencyKind.Origins)
        ? StageOrigins.FromCache(Folder)
        : throw new InvalidOperationException($"The stage {Stage.Name} asks what came from the cache, which {nameof(StageCatalog)} does not declare of it.");

    /// <summary>Whether something holds of the project.</summary>
    /// <param name="condition">One of <see cref="StageConditions"/>.</param>
    public bool Holds(Func<IProjectFacts, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition(Project);
    }

    /// <summary>The schema that Prepare left behind.</summary>
    public ModelSchema ReadSchema() => SchemaFile.Read(Input(PrepareFiles.Schema));

    /// <summary>The full path of a file that this stage writes.</summary>
    /// <exception cref="InvalidOperationException">The stage does not declare that it leaves the file behind.</exception>
    public string OutputFile(StageFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Stage.Leaves.Contains(file)
            ? Path.Combine(Output, file.NameFor(Spec.Name))
            : throw new InvalidOperationException($"The stage {Stage.Name} writes {file}, which {nameof(StageCatalog)} does not declare of it.");
    }

    /// <summary>The full path of a further file that a declared one names, or that is gone when the stage ends.</summary>
    public string OutputFile(string name) => Path.Combine(Output, name);

    /// <summary>Writes a text file of this stage.</summary>
    public void Write(StageFile file, string text) => TextFile.Write(OutputFile(file), text);

    private StageDependency Declared(StageFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Stage.FindInput(file, Project)
            ?? throw new InvalidOperationException($"The stage {Stage.Name} reads {file}, which {nameof(StageCatalog)} does not declare of it.");
    }

    private string? Find(StageFile file)
    {
        var path = file.PathIn(Folder, Spec.Name);
        return File.Exists(path) ? path : null;
    }

    private IngotException Missing(StageFile file, string name) => new(InfrastructureDiagnostics.StageOutputMissing.At(
        Spec.Location,
        $"'{name}' of the stage {file.Stage} is missing. Run that stage first: dotnet msbuild -t:{StageCatalog.Find(file.Stage)!.Target}."));
}

namespace Ingot.Artifacts.Stages;

/// <summary>When a stage has something to do, reads a file or depends on something: small named questions about the project.</summary>
public static class StageConditions
{
    /// <summary>What an item <c>Trainer</c> says that leaves the choice to trials.</summary>
    public const string Auto = "Auto";

    private const string LatencyPrefix = "Latency.";
    private const string Throughput = "Throughput";
    private const string SavedPipeline = ".zip";

    /// <summary>Whatever the project says.</summary>
    public static bool Always(IProjectFacts project) => true;

    /// <summary>Never.</summary>
    public static bool Never(IProjectFacts project) => false;

    /// <summary>A test compares the model with further ones.</summary>
    public static bool HasComparisons(IProjectFacts project) => ProjectItems.ComparisonTests.Any(t => project.OfType(t).Any());

    /// <summary>Trials choose the trainer.</summary>
    public static bool IsAuto(IProjectFacts project) => project.OfType(ProjectItems.Trainer).Any(t => string.Equals(t.Include, Auto, StringComparison.OrdinalIgnoreCase));

    /// <summary>C# of the project's own trains the model, or ML.NET loads one that somebody saved: its file says which classes are made of it.</summary>
    public static bool HasTrainerCode(IProjectFacts project) => project.OfType(ProjectItems.TrainerAssembly).Any()
        || project.OfType(ProjectItems.PretrainedModel).Any(m => IsSavedPipeline(m.Include));

    /// <summary>Whether a file is not ONNX but a model that ML.NET saved.</summary>
    /// <param name="file">Its name or path.</param>
    public static bool IsSavedPipeline(string file) => (file ?? string.Empty).EndsWith(SavedPipeline, StringComparison.OrdinalIgnoreCase);

    /// <summary>There are tests of what the model does.</summary>
    public static bool HasBehaviourTests(IProjectFacts project) => ProjectItems.BehaviourTests.Any(t => project.OfType(t).Any());

    /// <summary>A gate asks for latency or throughput, which are durations: never cached, never hashed.</summary>
    public static bool MeasuresPerformance(IProjectFacts project) => project.OfType(ProjectItems.Gate).Any(g =>
        g.Include.StartsWith(LatencyPrefix, StringComparison.Ordinal) || g.Include == Throughput);

    /// <summary>No gate asks for latency or throughput.</summary>
    public static bool MeasuresNoPerformance(IProjectFacts project) => !MeasuresPerformance(project);

    /// <summary>Nobody committed a schema yet: Prepare infers one, and refuses to in CI.</summary>
    public static bool HasNoSchema(IProjectFacts project) => !File.Exists(project["ModelSchemaFile"]);
}

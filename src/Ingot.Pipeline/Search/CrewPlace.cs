using Ingot.Core.Specs;
using Ingot.Jobs.Queues;
using Ingot.Jobs.Schedulers;

namespace Ingot.Pipeline.Search;

/// <summary>Workers on machines that a scheduler gives. A trainer is asked for by what it is, so the same one is measured once, and its first result stands.</summary>
internal sealed class CrewPlace : ITrialPlace
{
    /// <summary>The verb that does trials for a search.</summary>
    public const string Verb = "trials";

    private const string Queue = "queue";
    private const string Local = "local";

    private readonly ChosenScheduler _chosen;
    private readonly Crew _crew;
    private readonly bool _asksPredictions;

    /// <summary>Begins to have workers.</summary>
    /// <param name="chosen">Who gives them machines.</param>
    /// <param name="context">Of the stage.</param>
    /// <param name="definition">The search.</param>
    /// <param name="folder">The folder of the search.</param>
    /// <param name="asksPredictions">Whether workers answer what the models say of the measured rows too.</param>
    public CrewPlace(ChosenScheduler chosen, StageContext context, SearchDefinition definition, string folder, bool asksPredictions)
    {
        (_chosen, _asksPredictions) = (chosen, asksPredictions);
        var root = Path.GetDirectoryName(context.Spec.ProjectFile)!;
        string[] threads = chosen.Scheduler.Name == Local ? ["--threads", FormattableString.Invariant($"{Math.Max(1, context.Threads / definition.Parallel)}")] : [];
        string[] stages = ["--folder", Path.GetRelativePath(root, context.Folder).Replace('\\', '/')];
        _crew = Crew.Start(
            new QueueFolder(Path.Combine(folder, Queue)),
            new CrewPlan(chosen.Scheduler, root, definition.Parallel, crew => [Verb, "--crew", crew, .. stages, .. threads], chosen.Attempts),
            TimeProvider.System,
            context.Diagnostics);
    }

    /// <summary>The folder of the search that a queue belongs to.</summary>
    public static string SearchFolderOf(QueueFolder queue) => Path.GetDirectoryName(queue.FullPath)!;

    /// <inheritdoc/>
    public TrialOutcome Measure(string name, TrainerSpec trainer, CancellationToken cancellation) =>
        TrialOutcome.Read(_crew.AskAsync((TrialQuestion.Of(trainer) with { AsksPredictions = _asksPredictions }).ToJson(), cancellation).GetAwaiter().GetResult());

    /// <inheritdoc/>
    /// <remarks>The same question has its answer already, unless the trial was made before there were workers.</remarks>
    public IReadOnlyList<float[]>? PredictionsOf(TrainerSpec trainer, CancellationToken cancellation) => Measure(string.Empty, trainer, cancellation).Said;

    /// <inheritdoc/>
    public void Dispose()
    {
        _crew.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _chosen.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}

using Ingot.Artifacts.Stages;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Jobs.Queues;
using Ingot.Pipeline.Automl;
using Ingot.Pipeline.Search;
using Ingot.Pipeline.Shared;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Trials;

/// <summary>Measures trials for a search, or the trainer Auto, that runs elsewhere: it reads and featurises the data once, and then does what is asked, until the search is over.</summary>
public static class TrialWorker
{
    /// <summary>The verb of the tool that does this.</summary>
    public const string Verb = CrewPlace.Verb;

    /// <summary>Works.</summary>
    /// <param name="crew">The crew that it belongs to.</param>
    /// <param name="folder">The folder that holds one folder per stage.</param>
    /// <param name="threads">How many threads it may use; the results do not depend on it.</param>
    /// <param name="diagnostics">Where it says what it found.</param>
    /// <param name="progress">Where it says how far it is.</param>
    /// <param name="startAnew">Ends this process, which whoever started it then starts again.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT2611: the data are not those that are searched on.</exception>
    public static async Task RunAsync(
        CrewFolder crew, string folder, int threads, IDiagnosticSink diagnostics, IStageProgress progress, Action startAnew, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(crew);
        var search = CrewPlace.SearchFolderOf(crew.Queue);
        var document = ProjectDocument.Read(Path.Combine(search, SearchStage.Project));
        var spec = ModelSpecReader.Read(document);
        var context = new StageContext
        {
            Stage = spec.Trainer.IsAuto ? StageCatalog.Automl : StageCatalog.Search,
            Spec = spec,
            Project = new ProjectFacts(document),
            Folder = folder,
            Output = search,
            Threads = threads,
            Diagnostics = diagnostics,
            Progress = progress,
            Cancellation = cancellation,
        };
        var schema = context.ReadSchema();
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), ModelTrainer.ColumnsOf(spec, schema), threads);
        var (definition, bench, name) = spec.Trainer.IsAuto ? OfAutoml(context, schema, training) : OfSearch(context, schema, training);
        if (name != Path.GetFileName(search))
        {
            throw new IngotException(SearchDiagnostics.OtherData.At(
                definition.Spec.Location,
                $"A worker of the search sees other data, or another project, than the search began with; expected the same. Do not build the model while it is searched, and let all machines have the same disk. Search again."));
        }

        await new QueueWorker(crew, TimeProvider.System).RunAsync(
            (unit, stop) =>
            {
                var question = TrialQuestion.Read(unit.Request);
                var trainer = question.For(definition);
                progress.Report($"{unit.Name}: {trainer.Name} {string.Join(", ", trainer.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"))}");
                var outcome = LimitedTrial.Measure(bench, trainer, definition.TrialTimeout, () => Leave(unit, definition, startAnew), stop);
                return (question.AsksPredictions ? outcome.Saying(bench.Kept(trainer)) : outcome).ToJson();
            },
            TrialOutcome.Failed(TrialOutcome.Died).ToJson(),
            cancellation);
    }

    private static (SearchDefinition Definition, TrialBench Bench, string Folder) OfSearch(StageContext context, ModelSchema schema, Table training)
    {
        var (definition, _) = new SearchReader(context.Spec, schema, context).Read();
        return (definition, definition.Bench(context.Spec, schema, training, context.Threads), SearchIdentity.FolderOf(context, definition));
    }

    private static (SearchDefinition Definition, TrialBench Bench, string Folder) OfAutoml(StageContext context, ModelSchema schema, Table training)
    {
        var (definition, bench, folder) = AutomlStage.Open(context, schema, training);
        return (definition.Search, bench, folder);
    }

    private static void Leave(QueuedUnit unit, SearchDefinition definition, Action startAnew)
    {
        unit.Keep(TrialOutcome.Failed(TrialOutcome.TooLong(definition.TrialTimeout)).ToJson());
        startAnew();
    }
}

using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Pipeline.Search;
using Ingot.Reports.Search;
using Ingot.Search;
using Ingot.Search.Journals;
using Ingot.Search.Reports;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Automl;

/// <summary>Automl: prepared data in; trials of several trainers, the best of them or an ensemble, and a leaderboard out. Train trains what was chosen.</summary>
internal static class AutomlStage
{
    private const string Journal = "trials.jsonl";
    private const int FolderLetters = 16;

    public static bool Run(StageContext context)
    {
        var schema = context.ReadSchema();
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), ModelTrainer.ColumnsOf(context.Spec, schema), context.Threads);
        var (definition, bench, name) = Open(context, schema, training);
        var search = definition.Search;
        SearchStage.SayTime(context, search);
        context.Progress.Report($"{DiagnosticText.Count(search.Trials, "trial")} at most, of {search.Spec.Metadata[SearchDefinition.Trainer].Replace("|", ", ", StringComparison.Ordinal)}, by {search.Metric.Name} {(definition.Folds > 0 ? $"in {definition.Folds} folds" : "on the validation rows")}{(search.Constraints.Count > 0 ? $", of those that keep {search.Asked}" : string.Empty)}{(definition.WhySingle is { } why ? $"; no ensemble, since {why}" : string.Empty)}");

        var folder = Path.Combine(context.Folder, "..", SearchFiles.Journals, name);
        Directory.CreateDirectory(folder);
        using var journal = TrialJournal.Open(Path.Combine(folder, Journal), search.Space);
        using var begun = BegunTrials.Open(Path.Combine(folder, SearchFiles.Begun));
        SearchStage.SayEarlier(context, search, journal);

        var yardsticks = new Yardsticks(definition, bench, context.Cancellation);
        context.Progress.Report($"a constant: {yardsticks.ConstantText}; the trainer of a project that names none: {yardsticks.DefaultText}");
        using var place = SearchStage.PlaceOf(context, search, bench, begun, folder);
        var runner = new TrialRunner(search, place, context.Progress, journal.Trials, new TrialWorth(0, double.NaN), context.Cancellation);
        var plan = search.Plan(grid: null);
        var run = new SearchRun(plan with { Sampler = new PortfolioSampler(definition.Portfolio, new TurnSampler(search.Space, SearchDefinition.Trainer, plan.Sampler, search.Seed)) }, new ToldJournal(journal, runner, new RecordedTrials(search, context.Parts)));
        var started = TimeProvider.System.GetTimestamp();
        var end = run.Run(journal.Trials, runner.Measure, () => search.Timeout is { } most && TimeProvider.System.GetElapsedTime(started) > most, context.Cancellation);
        if (Trial.NearestOf(run.Trials) is null && yardsticks.Default is null)
        {
            throw SearchStage.NothingMeasured(search, run.Trials);
        }

        SearchStage.SayFailures(context, search, run.Trials);
        var leaderboard = new Leaderboard(definition, bench, yardsticks, run.Trials, end);
        leaderboard.Combine(place, context.Progress, context.Cancellation);
        context.Progress.Report("training what was chosen, to measure it on the reference rows");
        var report = leaderboard.Report(context.Spec, Reference(context, schema, training, leaderboard.Chosen, search));
        context.Write(AutomlFiles.Choice, JsonFormat.Write(leaderboard.Choice));
        context.Write(AutomlFiles.Leaderboard, JsonFormat.Write(report));
        context.Write(AutomlFiles.Page, LeaderboardPage.ToHtml(report));
        context.Progress.Report(report.Conclusion);
        leaderboard.SayDoubts(context.Diagnostics);
        return true;
    }

    /// <summary>What is tried, what measures it, and the name of the folder of all that is known of the trials.</summary>
    /// <param name="context">Of the stage.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="training">The training rows.</param>
    /// <exception cref="IngotException">INGOT2620, INGOT2601: trials cannot choose so.</exception>
    internal static (AutomlDefinition Definition, TrialBench Bench, string Folder) Open(StageContext context, ModelSchema schema, Table training)
    {
        var definition = new AutomlReader(context.Spec, schema, training.Rows).Read();
        var measured = context with { Spec = context.Spec with { Folds = definition.Folds } };
        var bench = definition.Search.Bench(measured.Spec, schema, training, context.Threads, keepsPredictions: definition.WhySingle is null);
        return (definition, bench, Identity(measured, definition));
    }

    // The same trials for the same data, space and first points.
    private static string Identity(StageContext context, AutomlDefinition definition) => ContentHash.OfText(
        string.Join('\n', definition.Portfolio.Select(definition.Search.Space.Text).Prepend(SearchIdentity.Of(context, definition.Search))))[..FolderLetters];

    private static ReferenceValue? Reference(StageContext context, ModelSchema schema, Table training, IReadOnlyList<ChosenTrainer> chosen, SearchDefinition search) =>
        new ReferenceMeasure(context, schema, training, search.Metric.Name).Of(ChosenTrainers.In(context.Spec, chosen));
}

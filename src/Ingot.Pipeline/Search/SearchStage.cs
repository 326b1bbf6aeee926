using Ingot.Artifacts;
using Ingot.Artifacts.Stages;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Data;
using Ingot.Reports.Search;
using Ingot.Search;
using Ingot.Search.Journals;
using Ingot.Search.Trials;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Search: prepared data and a space of the trainer's parameters in; trials, the best of them, and perhaps a line of the project out.</summary>
internal static class SearchStage
{
    private const string Journal = "trials.jsonl";

    /// <summary>What the project says, for those who measure trials elsewhere.</summary>
    public const string Project = "project.json";

    public static bool Run(StageContext context)
    {
        var schema = context.ReadSchema();
        var (definition, grid) = new SearchReader(context.Spec, schema, context).Read();
        var training = ParquetTable.Read(context.Input(PrepareFiles.Training), ModelTrainer.ColumnsOf(context.Spec, schema), context.Threads);
        var bench = definition.Bench(context.Spec, schema, training, context.Threads);
        SayTime(context, definition);

        var folder = Path.Combine(context.Folder, "..", SearchFiles.Journals, SearchIdentity.FolderOf(context, definition));
        Directory.CreateDirectory(folder);
        using var journal = TrialJournal.Open(Path.Combine(folder, Journal), definition.Space);
        using var begun = BegunTrials.Open(Path.Combine(folder, SearchFiles.Begun));
        SayEarlier(context, definition, journal);
        SayFrom(context, definition);

        using var place = PlaceOf(context, definition, bench, begun, folder);
        var present = new PresentTrainer(context.Spec, schema, place, definition);
        context.Progress.Report($"the trainer that the project has: {present.Measure(context.Cancellation)}");
        var runner = new TrialRunner(definition, place, context.Progress, journal.Trials, present.Worth, context.Cancellation);
        var run = new SearchRun(definition.Plan(grid), new ToldJournal(journal, runner, new RecordedTrials(definition, context.Parts)));
        var started = TimeProvider.System.GetTimestamp();
        var end = run.Run(journal.Trials, runner.Measure, () => definition.Timeout is { } most && TimeProvider.System.GetElapsedTime(started) > most, context.Cancellation);
        if (end == SearchEnd.TooManyFailures || Trial.NearestOf(run.Trials) is not { } best)
        {
            throw NothingMeasured(definition, run.Trials);
        }

        var report = SearchReports.Of(context.Spec, definition, bench, run.Trials, end, present);
        SayFailures(context, definition, run.Trials);
        context.Write(SearchFiles.Report, JsonFormat.Write(report));
        context.Write(SearchFiles.Page, SearchPage.ToHtml(report));
        context.Progress.Report(report.Conclusion);
        new Winner(context, definition, report, best, present).Propose();
        return true;
    }

    private static void SayFrom(StageContext context, SearchDefinition definition)
    {
        if (definition.From.Count == 0)
        {
            return;
        }

        if (definition.First.Count == 0)
        {
            var (runs, tried) = (definition.From.Any(f => f.Runs is not null), definition.From.Sum(f => f.Trials));
            context.Diagnostics.Report((runs ? SearchDiagnostics.NothingFromRuns : SearchDiagnostics.NothingFromEarlier).At(
                definition.Spec.Location,
                $"From names {DiagnosticText.List(definition.From.Select(f => f.File))}, and of {DiagnosticText.Count(tried, runs ? "finished run" : "trial")} there none lies in the space of this search: the first trials are random. {(runs && tried == 0 ? "Later searches find the trials of this one" : "Widen what the parameters may be")}, or remove From."));
            return;
        }

        var ids = string.Join(", ", definition.From.SelectMany(f => f.Runs ?? []));
        context.Progress.Report($"first {DiagnosticText.Agree(definition.First.Count, "is", "are")} tried the best {(definition.First.Count == 1 ? "point" : DiagnosticText.Count(definition.First.Count, "point"))} of {DiagnosticText.List(definition.From.Select(f => f.File))} that {DiagnosticText.Agree(definition.First.Count, "lies", "lie")} in the space{(ids.Length > 0 ? $": {ids}" : string.Empty)}");
    }

    /// <summary>Where trials are made.</summary>
    internal static ITrialPlace PlaceOf(StageContext context, SearchDefinition definition, TrialBench bench, BegunTrials begun, string folder)
    {
        if (context.Spec.SearchOn is not { } on)
        {
            return new OwnPlace(bench, definition.TrialTimeout, begun, context);
        }

        var chosen = context.OpenScheduler!(on, definition.Parallel, definition.Spec.Location);
        AtomicFile.Write(Path.Combine(folder, Project), File.ReadAllText(context.ProjectFile));
        context.Progress.Report($"trials are made by {DiagnosticText.Count(definition.Parallel, "worker")} ({chosen.Scheduler.Name}), as many as Parallel asks for at once");
        return new CrewPlace(chosen, context, definition, folder, bench.KeepsPredictions);
    }

    internal static void SayTime(StageContext context, SearchDefinition definition)
    {
        if (definition.Timeout is { } timeout)
        {
            context.Diagnostics.Report(SearchDiagnostics.DependsOnTime.At(
                definition.Spec.Location,
                $"Timeout ends the search after {timeout.TotalSeconds:0.###} s, so another machine, or this one when it is busy, finds other parameters. Say how many Trials there are instead, where the same result matters."));
        }
    }

    internal static void SayEarlier(StageContext context, SearchDefinition definition, TrialJournal journal)
    {
        if (journal.Damaged > 0)
        {
            context.Diagnostics.Report(SearchDiagnostics.DamagedJournal.At(
                definition.Spec.Location,
                $"{DiagnosticText.Count(journal.Damaged, "line")} of the journal of earlier trials of this search {DiagnosticText.Agree(journal.Damaged, "is", "are")} damaged or half written, as when a search is killed: {DiagnosticText.Agree(journal.Damaged, "its trial is", "their trials are")} made again."));
        }

        if (journal.Trials.Count > 0)
        {
            context.Progress.Report($"{DiagnosticText.Count(journal.Trials.Select(t => t.Number).Distinct().Count(), "trial")} of an earlier search with the same data, space and seed {DiagnosticText.Agree(journal.Trials.Count, "is", "are")} known");
        }
    }

    internal static void SayFailures(StageContext context, SearchDefinition definition, IReadOnlyList<Trial> trials)
    {
        var failed = trials.Where(t => t.State == TrialState.Failed).ToList();
        if (failed.Count > 0)
        {
            context.Diagnostics.Report(SearchDiagnostics.TrialsFailed.At(
                definition.Spec.Location,
                $"{failed.Count:N0} of {DiagnosticText.Count(trials.Count, "trial")} gave no number; the first, {definition.Space.Text(failed[0].Point)}: {failed[0].Failure} Narrow what the parameters may be, if such values are of no use."));
        }
    }

    internal static IngotException NothingMeasured(SearchDefinition definition, IReadOnlyList<Trial> trials)
    {
        var failed = trials.Where(t => t.State == TrialState.Failed).ToList();
        return new IngotException(SearchDiagnostics.NothingMeasured.At(
            definition.Spec.Location,
            failed.Count == 0
                ? (FormattableString)$"No trial was made. Give the search more time (Timeout)."
                : (FormattableString)$"{failed.Count:N0} of {DiagnosticText.Count(trials.Count, "trial")} gave no number; the last, {definition.Space.Text(failed[^1].Point)}: {failed[^1].Failure} Correct what the parameters may be, or what the trials report."));
    }
}

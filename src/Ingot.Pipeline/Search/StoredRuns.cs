using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Runs;
using Ingot.Core.Specs;
using Ingot.Pipeline.Recording;
using Ingot.Runs.Stores;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>
/// The best points of the runs that the store has: trials of searches, and builds. They are put in order by what they were worth on validation rows; reference rows have no part in it.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="space">The space of the search.</param>
/// <param name="definition">The search, without what it tries first.</param>
/// <param name="store">The store; null: there is none.</param>
internal sealed class StoredRuns(ModelSpec spec, SearchedSpace space, SearchDefinition definition, IRunStore? store)
{
    private const int MostRuns = 20_000;
    private const int MostIds = 4;
    private const string Validation = "validation";

    // What decides which rows are the validation rows, besides the data.
    private static readonly string[] OfTheRows = ["ModelSeed", "ModelValidationFraction", "ModelSplit", "ModelSplitGap", "ModelFolds"];

    private readonly SearchSpec _search = spec.Search!;

    /// <summary>Asks the store.</summary>
    /// <param name="source">What of it.</param>
    /// <exception cref="IngotException">INGOT2614: it has no such run. INGOT2616: there is no store, or it cannot be read.</exception>
    public TakenRuns Take(RunsSource source)
    {
        var model = source.Model ?? spec.Name;
        var measured = InTurn(Read(source, model).Where(r => MetricOf(r.Run) is not null)).ToList();
        var points = measured.ConvertAll(r => new RunPoint(r.Run.Id, Words(r.Run)));
        var fitting = points.FindAll(p => EarlierSearches.HasTrainer(space, _search, p.Parameters));
        var (_, taken, outside) = EarlierPoints.Of(space.Space, fitting.Select(p => p.Parameters), EarlierSearches.MostPoints, definition.Seed);
        return new TakenRuns(source.Text, model, measured.Count, outside + measured.Count - fitting.Count, [.. taken.Select(i => fitting[i])]);
    }

    private List<(Run Run, Run? Parent)> Read(RunsSource source, string model)
    {
        if (store is null)
        {
            throw NoStore(source, $"nothing is recorded here (INGOT_RUNS or IngotRunsStore says none, or the store could not be opened)");
        }

        try
        {
            return Choose(source, model, store);
        }
        catch (IngotException e) when (e.Diagnostic.Code != SearchDiagnostics.NoSuchRun.Code)
        {
            throw NoStore(source, $"the store cannot be read: {e.Diagnostic.Message.TrimEnd('.')}");
        }
    }

    private List<(Run Run, Run? Parent)> Choose(RunsSource source, string model, IRunStore runs)
    {
        if (source.Id is { } said)
        {
            var ids = runs.FindIds(said, MostIds);
            var id = ids.Contains(said, StringComparer.Ordinal) ? said : ids.Count == 1 ? ids[0]
                : throw NoRun(source, ids.Count == 0 ? (FormattableString)$"has no run whose id begins or ends so" : (FormattableString)$"has several whose ids begin or end so: {DiagnosticText.List(ids)}");
            var run = runs.Read(new RunQuery { Ids = [id] })[0];
            return run.Kind == RunKind.Search ? [.. runs.Read(new RunQuery { Parent = id, State = RunState.Finished, Limit = MostRuns }).Select(t => (t, (Run?)run))] : [(run, null)];
        }

        var searches = runs.Read(new RunQuery { Model = model, Kind = RunKind.Search, Limit = MostRuns }).ToDictionary(r => r.Id, StringComparer.Ordinal);
        List<(Run Run, Run? Parent)> all =
        [
            .. runs.Read(new RunQuery { Model = model, State = RunState.Finished, Limit = MostRuns }).Where(r => r.Kind != RunKind.Search)
                .Select(r => (r, r.Parent is { } parent ? searches.GetValueOrDefault(parent) : null)),
        ];
        if (all.Count == 0 && source.Model is not null)
        {
            throw NoRun(source, $"has no finished run of that model{DiagnosticText.DidYouMean(model, runs.Read(new RunQuery { WithoutDetails = true, Limit = MostRuns }).Select(r => r.Model).Distinct(StringComparer.Ordinal))}");
        }

        Narrow("search", source.Search, r => r.Parent?.Parameters.GetValueOrDefault(RecordedParameters.SearchName) is { } name ? [name] : []);
        Narrow("tag", source.Tag, r => r.Run.Tags.Concat(r.Parent?.Tags ?? []));
        return all;

        void Narrow(string what, string? wanted, Func<(Run Run, Run? Parent), IEnumerable<string>> of)
        {
            if (wanted is null)
            {
                return;
            }

            var known = all.SelectMany(of).Distinct(StringComparer.Ordinal).ToList();
            _ = all.RemoveAll(r => !of(r).Contains(wanted, StringComparer.OrdinalIgnoreCase));
            if (all.Count == 0)
            {
                throw NoRun(source, $"has no finished run of {model} with the {what} '{wanted}'{DiagnosticText.DidYouMean(wanted, known)}");
            }
        }
    }

    // Only what was measured on the same rows by the same metric can be put in order, what breaks the bounds of the search behind what keeps them; of several such groups the best come in turn, those of the newest first.
    private IEnumerable<(Run Run, Run? Parent)> InTurn(IEnumerable<(Run Run, Run? Parent)> runs)
    {
        var groups = runs.GroupBy(RowsOf, StringComparer.Ordinal)
            .OrderByDescending(g => g.Select(r => r.Run.Id).Max(StringComparer.Ordinal), StringComparer.Ordinal)
            .Select(g => g.OrderBy(r => WorthOf(r.Run)).ThenBy(r => r.Run.Id, StringComparer.Ordinal).ToList()).ToList();
        var turns = groups.Count == 0 ? 0 : groups.Max(g => g.Count);
        return Enumerable.Range(0, turns).SelectMany(i => groups.Where(g => g.Count > i).Select(g => g[i]));
    }

    // A bound of which nothing was recorded is taken for kept.
    private TrialWorth WorthOf(Run run)
    {
        var metric = MetricOf(run)!;
        var broken = definition.Constraints.Sum(c => run.Metrics.FirstOrDefault(m => m.Name == c.Measure && m is { Data: Validation or RecordedTrials.Asked, Slice: null }) is { } measured ? c.Excess(measured.Value) : 0);
        return new TrialWorth(broken, metric.HigherIsBetter == true ? -metric.Value : metric.Value);
    }

    private static string RowsOf((Run Run, Run? Parent) run)
    {
        var whole = run.Parent ?? run.Run;
        var metric = MetricOf(run.Run)!;
        return string.Join('\n', [metric.Name, $"{metric.HigherIsBetter}", $"{run.Run.Kind == RunKind.Trial}", whole.Steps.Count > 0 ? whole.Steps[0].Stage : string.Empty, whole.Hashes.Data, .. OfTheRows.Select(p => whole.Parameters.GetValueOrDefault(p))]);
    }

    private static RunMetric? MetricOf(Run run) => run.Metrics.FirstOrDefault(m => m is { Data: Validation, Slice: null, HigherIsBetter: not null } && double.IsFinite(m.Value));

    // A number that a run does not name had the trainer's default: that is taken where the space has it, else it is left to chance.
    private SortedDictionary<string, string> Words(Run run)
    {
        var words = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in run.Parameters.Where(p => p.Key == SearchDefinition.Trainer || space.Space.Parameters.Any(s => s.Name.Equals(p.Key, StringComparison.OrdinalIgnoreCase))))
        {
            words[name] = value;
        }

        var learner = space.Learners.FirstOrDefault(l => l.Name.Equals(words.GetValueOrDefault(SearchDefinition.Trainer), StringComparison.OrdinalIgnoreCase)) ?? space.Learners[0];
        foreach (var parameter in space.Space.Parameters.Where(s => !words.Keys.Contains(s.Name, StringComparer.OrdinalIgnoreCase)))
        {
            if (learner.Parameters.FirstOrDefault(p => p.Name == parameter.Name && p.DefaultFor is null) is { } known
                && known.Default.ToString(CultureInfo.InvariantCulture) is var text && parameter.Domain.Read(text) is not null)
            {
                words[parameter.Name] = text;
            }
        }

        return words;
    }

    private IngotException NoRun(RunsSource source, FormattableString why) => new(SearchDiagnostics.NoSuchRun.At(
        _search.Location, $"From names '{source.Text}', and the store {store!.Name} {why}. 'dotnet ingot runs list --kind Trial' and '--kind Search' have them. Correct From, or remove it."));

    private IngotException NoStore(RunsSource source, FormattableString why) => new(SearchDiagnostics.NoRunStore.At(
        _search.Location, $"From names '{source.Text}', and {why}. Name a store (INGOT_RUNS), name the search.json of an earlier search instead, or remove From."));
}

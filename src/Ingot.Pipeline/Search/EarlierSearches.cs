using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Search.Reports;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>
/// The best points of earlier searches and runs, which are tried first. Their values are not taken: they are of other rows, or of another metric, and would be believed as those of
/// this search. So a point of them costs a trial, and counts by what it is worth here.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="space">The space.</param>
/// <param name="seed">Of the search.</param>
/// <param name="takeRuns">What the store of runs has of some parts of <c>From</c>, in their order.</param>
internal sealed class EarlierSearches(ModelSpec spec, SearchedSpace space, int seed, Func<IReadOnlyList<RunsSource>, IReadOnlyList<TakenRuns>> takeRuns)
{
    /// <summary>How many points are taken: they stand for the random ones that teach the sampler.</summary>
    public const int MostPoints = TpeSampler.Startup;

    private const long MostBytes = 256L << 20;

    private readonly SearchSpec _search = spec.Search!;

    /// <summary>Whether a trainer is that of the search. Where trials choose it, the space tells; else trials of another one say nothing of this one.</summary>
    /// <param name="space">What is searched.</param>
    /// <param name="search">The item.</param>
    /// <param name="parameters">The trainer with its parameters, in words.</param>
    public static bool HasTrainer(SearchedSpace space, SearchSpec search, IReadOnlyDictionary<string, string> parameters) =>
        space.Space.Parameters.Any(p => p.Name == SearchDefinition.Trainer)
        || !parameters.TryGetValue(SearchDefinition.Trainer, out var name)
        || string.Equals(TrainerSpec.Of(name, parameters, search.Location, space.Base.LightGbmLibrary).Name, space.Base.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads them.</summary>
    /// <param name="from">Their files, and which runs, as the project writes them, with semicolons between.</param>
    /// <exception cref="IngotException">INGOT2612: a file is not there, or is none. INGOT2614, INGOT2616: so with runs.</exception>
    public (IReadOnlyList<IReadOnlyDictionary<string, double>> Points, IReadOnlyList<EarlierSearchReport> From) Read(string from)
    {
        var parts = from.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        List<RunsSource> sources = [.. parts.Where(RunsSource.IsOne).Select(p => RunsSource.Read(p, Unclear))];
        var taken = new Queue<TakenRuns>(sources.Count == 0 ? [] : takeRuns(sources));
        var reports = new List<EarlierSearchReport>();
        var points = new List<IReadOnlyList<(IReadOnlyDictionary<string, string> Parameters, string? Run)>>();
        foreach (var part in parts)
        {
            if (RunsSource.IsOne(part))
            {
                var runs = taken.Dequeue();
                reports.Add(new EarlierSearchReport(part, runs.Model, string.Empty, runs.Runs, runs.Outside) { Runs = [] });
                points.Add([.. runs.Points.Select(p => ((IReadOnlyDictionary<string, string>)p.Parameters, (string?)p.Run))]);
                continue;
            }

            var report = ReadOne(part);
            var measured = report.Trials.Where(t => t.State != TrialState.Failed && double.IsFinite(t.Value))
                .OrderBy(t => new TrialWorth(t.Violation, report.HigherIsBetter ? -t.Value : t.Value)).ThenBy(t => t.Number).Select(t => t.Parameters).ToList();
            var fitting = measured.FindAll(p => HasTrainer(space, _search, p));
            var (inside, _, outside) = EarlierPoints.Of(space.Space, fitting, 1, seed);
            reports.Add(new EarlierSearchReport(part, report.Model, report.Search, measured.Count, outside + measured.Count - fitting.Count));
            points.Add(inside.Count == 0 ? [] : [.. fitting.Select(p => (p, (string?)null))]);
        }

        // The best of each, then the second of each, and so on: their values cannot be compared.
        var turns = points.Count == 0 ? 0 : points.Max(p => p.Count);
        var inTurn = Enumerable.Range(0, turns).SelectMany(i => points.Index().Where(p => p.Item.Count > i).Select(p => (Part: p.Index, p.Item[i].Parameters, p.Item[i].Run))).ToList();
        var (first, places, _) = EarlierPoints.Of(space.Space, inTurn.Select(p => p.Parameters), MostPoints, seed);
        var tried = places.Select(p => inTurn[p]).ToLookup(p => p.Part, p => p.Run!);
        return (first, [.. reports.Select((r, i) => r.Runs is null ? r : r with { Runs = [.. tried[i]] })]);
    }

    private Content ReadOne(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(spec.ProjectFile)!, file));
        if (!File.Exists(path))
        {
            throw Unreadable($"From names '{file}', and there is no such file ({path}); expected the search.json of an earlier search. Keep a copy of it outside of obj, and name that.");
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            throw Unreadable($"From names '{file}', which has more than {MostBytes >> 20} MB; expected the search.json of an earlier search.");
        }

        try
        {
            return JsonFormat.Parse<Content>(File.ReadAllBytes(path), JsonFormat.Options);
        }
        catch (JsonException e)
        {
            throw Unreadable($"From names '{file}', which is no search.json: {DiagnosticText.Shorten(e.Message)} Expected the file that a search has left behind.");
        }
    }

    private IngotException Unclear(FormattableString message) => new(SearchDiagnostics.InvalidSearch.At(_search.Location, message));

    private IngotException Unreadable(FormattableString message) => new(SearchDiagnostics.NoEarlierSearch.At(_search.Location, message));

    // What is read of a report, also of one that another version has written.
    private sealed record Content(string Model, string Search, bool HigherIsBetter, IReadOnlyList<ContentTrial> Trials);

    private sealed record ContentTrial(int Number, TrialState State, IReadOnlyDictionary<string, string> Parameters, double Value)
    {
        public double Violation { get; init; }
    }
}

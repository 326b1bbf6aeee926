using System.Text.Json;
using Ingot.Core;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Search.Reports;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>
/// The best points of earlier searches, which are tried first. Their values are not taken: they are of other rows, or of another metric, and would be believed as those of
/// this search. So a point of them costs a trial, and counts by what it is worth here.
/// </summary>
/// <param name="spec">What the project says.</param>
/// <param name="space">The space.</param>
/// <param name="seed">Of the search.</param>
internal sealed class EarlierSearches(ModelSpec spec, SearchedSpace space, int seed)
{
    /// <summary>How many points are taken: they stand for the random ones that teach the sampler.</summary>
    public const int MostPoints = TpeSampler.Startup;

    private const long MostBytes = 256L << 20;

    private readonly SearchSpec _search = spec.Search!;

    /// <summary>Reads them.</summary>
    /// <param name="files">Their files, as the project writes them, with semicolons between.</param>
    /// <exception cref="IngotException">INGOT2612: one of them is not there, or is none.</exception>
    public (IReadOnlyList<IReadOnlyDictionary<string, double>> Points, IReadOnlyList<EarlierSearchReport> From) Read(string files)
    {
        var reports = new List<EarlierSearchReport>();
        var points = new List<IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        foreach (var file in files.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var report = ReadOne(file);
            var measured = report.Trials.Where(t => t.State != TrialState.Failed && double.IsFinite(t.Value))
                .OrderBy(t => report.HigherIsBetter ? -t.Value : t.Value).ThenBy(t => t.Number).Select(t => t.Parameters).ToList();
            var fitting = measured.Where(HasTrainer).ToList();
            var (inside, outside) = EarlierPoints.Of(space.Space, fitting, 1, seed);
            reports.Add(new EarlierSearchReport(file, report.Model, report.Search, measured.Count, outside + measured.Count - fitting.Count));
            points.Add(inside.Count == 0 ? [] : fitting);
        }

        // The best of each, then the second of each, and so on: their values cannot be compared.
        var turns = points.Count == 0 ? 0 : points.Max(p => p.Count);
        var inTurn = Enumerable.Range(0, turns).SelectMany(i => points.Where(p => p.Count > i).Select(p => p[i]));
        return (EarlierPoints.Of(space.Space, inTurn, MostPoints, seed).Points, reports);
    }

    // Where the trainer is chosen, the space tells; else trials of another one say nothing of this one.
    private bool HasTrainer(IReadOnlyDictionary<string, string> parameters) =>
        space.Space.Parameters.Any(p => p.Name == SearchDefinition.Trainer)
        || !parameters.TryGetValue(SearchDefinition.Trainer, out var name)
        || string.Equals(TrainerSpec.Of(name, parameters, _search.Location, space.Base.LightGbmLibrary).Name, space.Base.Name, StringComparison.OrdinalIgnoreCase);

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

    private IngotException Unreadable(FormattableString message) => new(SearchDiagnostics.NoEarlierSearch.At(_search.Location, message));

    // What is read of a report, also of one that another version has written.
    private sealed record Content(string Model, string Search, bool HigherIsBetter, IReadOnlyList<ContentTrial> Trials);

    private sealed record ContentTrial(int Number, TrialState State, IReadOnlyDictionary<string, string> Parameters, double Value);
}

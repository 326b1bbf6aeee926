using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Search.Samplers;
using Ingot.Search.Trials;
using Ingot.Training;

namespace Ingot.Pipeline.Search;

/// <summary>Reads the item <c>Search</c>: how is searched. What is searched is <see cref="SpaceReader"/>'s.</summary>
/// <param name="spec">What the project says.</param>
/// <param name="schema">The model's.</param>
/// <param name="context">Of the stage; null: what is searched names no runs.</param>
internal sealed class SearchReader(ModelSpec spec, ModelSchema schema, StageContext? context = null)
{
    private const int MostTrials = 100_000;
    private const int MostAtOnce = 64;
    private const string Algorithm = "Algorithm";
    private const string Trials = "Trials";
    private const string Timeout = "Timeout";
    private const string TrialTimeout = "TrialTimeout";
    private const string Parallel = "Parallel";
    private const string Metric = "Metric";
    private const string Seed = "Seed";
    private const string MinIterations = "MinIterations";

    /// <summary>The metadata that bounds what trials are besides.</summary>
    public const string Constraints = "Constraints";

    /// <summary>The metadata that names earlier searches and runs.</summary>
    public const string From = "From";

    private readonly SearchSpec _search = spec.Search!;

    /// <summary>The metadata that are no parameters of trainers.</summary>
    public static IReadOnlyList<string> Settings { get; } = [Algorithm, Trials, Timeout, TrialTimeout, Parallel, Metric, Seed, MinIterations, Constraints, From, SearchDefinition.Trainer];

    /// <summary>Reads it.</summary>
    /// <exception cref="IngotException">INGOT2601 to INGOT2603: it cannot be searched so. INGOT2612, INGOT2614, INGOT2616: what is to be tried first is not there.</exception>
    public (SearchDefinition Definition, GridSampler? Grid) Read()
    {
        RequireSearchable();
        var algorithm = ReadAlgorithm();
        var trials = Whole(Trials, _search.Trials ?? Get(Trials), 50, 1, MostTrials);
        var space = new SpaceReader(spec, schema).Read();
        var grid = algorithm == SearchAlgorithm.Grid ? GridSampler.Of(space.Space, trials) : null;
        if (algorithm == SearchAlgorithm.Grid && grid is null)
        {
            throw Wrong($"Algorithm is Grid, and the two ends of each range with each choice are {DiagnosticText.Count(GridSampler.Least(space.Space), "combination")}; Trials is {trials}. Give more trials, search fewer parameters, or take Tpe.");
        }

        var seed = Whole(Seed, Get(Seed), spec.Seed, 0, int.MaxValue);
        var definition = new SearchDefinition
        {
            Spec = _search,
            Algorithm = algorithm,
            Trials = trials,
            Parallel = Whole(Parallel, Get(Parallel), 1, 1, MostAtOnce),
            Seed = seed,
            Metric = ReadMetric(),
            Constraints = Get(Constraints) is { } asked ? new ConstraintReader(spec, schema).Read(asked) : [],
            Timeout = Get(Timeout) is { } timeout ? Time(Timeout, timeout) : null,
            TrialTimeout = Get(TrialTimeout) is { } limit ? Time(TrialTimeout, limit) : TimeSpan.FromHours(1),
            Space = space.Space,
            Base = space.Base,
            NamesTrainers = space.NamesTrainers,
            Fixed = space.Fixed,
            Schedule = algorithm == SearchAlgorithm.Asha ? Schedule(space) : null,
        };
        return (Get(From) is { } from ? Earlier(definition, space, from) : definition, grid);
    }

    private SearchDefinition Earlier(SearchDefinition definition, SearchedSpace space, string from)
    {
        if (definition.Algorithm == SearchAlgorithm.Grid)
        {
            throw Wrong($"Algorithm is Grid, which tries the same points whatever is known of them, and From names earlier searches. Remove From, or take another algorithm.");
        }

        IReadOnlyList<TakenRuns> Take(IReadOnlyList<RunsSource> sources) =>
            new PinnedRuns(context!).Of(definition, from, sources, new StoredRuns(spec, space, definition, context!.Runs).Take);
        var (first, reports) = new EarlierSearches(spec, space, definition.Seed, Take).Read(from);
        return definition with { First = first, From = reports };
    }

    private void RequireSearchable()
    {
        if (_search.Name is null)
        {
            throw Wrong($"The project has no Search item; expected one that says which parameters of the trainer may have which values. Add <Search Include=\"Trainer\" LearningRate=\"log(0.01..0.3)\" Leaves=\"7..255\" />.");
        }

        if (spec.Trainer.IsAuto && !_search.IsOfAuto)
        {
            throw Wrong($"The trainer is {TrainerSpec.Auto}, which searches itself. Remove the Search item, or write what it chose into the project first (dotnet ingot automl --apply) and search that.");
        }

        if (spec.OwnModel is not null)
        {
            throw Wrong($"The model is one of the project's own, and only parameters of trainers that Ingot runs itself are searched. Remove the Search item, or choose one of these trainers.");
        }

        if (spec.Continued is not null)
        {
            throw Wrong($"The model continues a released one (ModelContinueFrom), and trials begin anew: what is best for these is not for it. Remove ModelContinueFrom while you search, or remove the Search item.");
        }

        if (spec.Ensemble is not null)
        {
            throw Wrong($"The model is an ensemble, and a search is of one trainer. Search each member in a project of its own, or remove the other Trainer items.");
        }

        if (schema.Task == ModelTask.Clustering)
        {
            throw Wrong($"The task is {schema.Task}, whose metrics of different numbers of clusters tell nothing of each other. Remove the Search item, and choose the trainer's parameters by what the clusters are for.");
        }

        if (schema.Task == ModelTask.AnomalyDetection && schema.LabelIfAny is null)
        {
            throw Wrong($"The anomaly detection has no label, so nothing tells which parameters are better. Name a label, which only measures (ModelLabel), or remove the Search item.");
        }
    }

    private SearchAlgorithm ReadAlgorithm()
    {
        var names = Enum.GetNames<SearchAlgorithm>();
        return Get(Algorithm) is not { } text ? SearchAlgorithm.Tpe
            : names.FirstOrDefault(n => string.Equals(n, text, StringComparison.OrdinalIgnoreCase)) is { } name ? Enum.Parse<SearchAlgorithm>(name)
            : throw Wrong($"Algorithm is '{text}'; expected one of {string.Join(", ", names)}{DiagnosticText.DidYouMean(text, names)}.");
    }

    // The loss that boosters watch, in which chance has the least part; labels of an anomaly detection only put scores in order.
    private MetricDefinition ReadMetric()
    {
        var name = Get(Metric) ?? schema.Task switch
        {
            ModelTask.BinaryClassification or ModelTask.MulticlassClassification => "LogLoss",
            _ => MainMetric.NameOf(schema.Task),
        };
        List<string> known = [.. ConstraintReader.TrialMetrics(schema)];
        if (!known.Contains(name))
        {
            throw Wrong($"Metric is '{name}', which is no metric of rows for a {schema.Task}{DiagnosticText.DidYouMean(name, known)}; expected one of {string.Join(", ", known)}.");
        }

        return ConstraintReader.ThresholdChosenBy(spec, name, schema.Task) is { } property
            ? throw Wrong($"Metric is {name}, which depends on the threshold, and the project has that chosen after the training ({property}), so no trial knows it. Search by a metric of the scores, such as AUC or LogLoss, or remove {property} while you search.")
            : MetricCatalog.Find(name, schema.Task)!;
    }

    private AshaSchedule Schedule(SearchedSpace space)
    {
        if (space.Space.Parameters.Any(p => p.Name == TrainerParameter.Iterations))
        {
            throw Wrong($"Algorithm is Asha, which gives out iterations itself, and Iterations is searched. Write Iterations=\"N\", the most that a trial gets, or take another algorithm.");
        }

        if (space.Learners.FirstOrDefault(l => !l.Parameters.Any(p => p.Name == TrainerParameter.Iterations)) is { } without)
        {
            throw Wrong($"Algorithm is Asha, which gives trials few iterations first, and the trainer {without.Name} has none. Remove that trainer, or take another algorithm.");
        }

        // The most of the trainers where nothing is said.
        var said = space.Fixed.FirstOrDefault(f => f.Name == TrainerParameter.Iterations).Value ?? (space.NamesTrainers ? null : TrainerValues.Text(space.Base, TrainerParameter.Iterations));
        var most = Whole(TrainerParameter.Iterations, said, (int)space.Learners.Max(l => l.Parameters.Single(p => p.Name == TrainerParameter.Iterations).Default), 1, 1_000_000);
        var least = Whole(MinIterations, Get(MinIterations), Math.Max(1, most / (AshaSchedule.Reduction * AshaSchedule.Reduction)), 1, most);
        return new AshaSchedule(least, most);
    }

    private string? Get(string name) => _search.Metadata.GetValueOrDefault(name);

    private int Whole(string name, string? text, int fallback, int min, int max) => text is null ? fallback
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value
        : throw Wrong($"{name} is '{text}'; expected a whole number from {min} to {max}. The default is {fallback}.");

    private TimeSpan Time(string name, string text) => Quantity.Parse(text, MetricUnit.Seconds) is { } seconds and > 0 && seconds <= TimeSpan.FromDays(365).TotalSeconds
        ? TimeSpan.FromSeconds(seconds)
        : throw Wrong($"{name} is '{text}'; expected {Quantity.Expected(MetricUnit.Seconds)}.");

    private IngotException Wrong(FormattableString message) => new(SearchDiagnostics.InvalidSearch.At(_search.Location, message));
}

using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;
using Ingot.Search;
using Ingot.Search.Reports;
using Ingot.Search.Samplers;
using Ingot.Search.Spaces;
using Ingot.Search.Trials;
using Ingot.Training;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>What the item <c>Search</c> says, checked.</summary>
internal sealed record SearchDefinition
{
    /// <summary>The parameter that the trainer itself is.</summary>
    public const string Trainer = "Trainer";

    public required SearchSpec Spec { get; init; }

    public required SearchAlgorithm Algorithm { get; init; }

    public required int Trials { get; init; }

    public required int Parallel { get; init; }

    public required int Seed { get; init; }

    public required MetricDefinition Metric { get; init; }

    /// <summary>After so long no trial begins; null: all of them do.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>A trial that takes longer fails.</summary>
    public required TimeSpan TrialTimeout { get; init; }

    public required SearchSpace Space { get; init; }

    /// <summary>The trainer of trials that do not choose theirs.</summary>
    public required TrainerSpec Base { get; init; }

    /// <summary>Whether the item says which trainers there are; then what the item <c>Trainer</c> says is no part of the search.</summary>
    public required bool NamesTrainers { get; init; }

    /// <summary>What all trials have that have the trainer for it, with the trainers that it is for.</summary>
    public required IReadOnlyList<(string Name, string Value, IReadOnlyList<ParameterCondition> Conditions)> Fixed { get; init; }

    /// <summary>How iterations are given out; null: every trial has its own.</summary>
    public required AshaSchedule? Schedule { get; init; }

    /// <summary>The earlier searches and runs whose best points are tried first. Default empty.</summary>
    public IReadOnlyList<EarlierSearchReport> From { get; init; } = [];

    /// <summary>These points. Default empty.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> First { get; init; } = [];

    /// <summary>What is asked of trials besides. Default empty.</summary>
    public IReadOnlyList<TrialConstraint> Constraints { get; init; } = [];

    /// <summary>Whether a greater value of the metric is better.</summary>
    public double Sign => Metric.HigherIsBetter ? -1 : 1;

    /// <summary>What measures trials.</summary>
    /// <param name="spec">What the project says.</param>
    /// <param name="schema">The model's.</param>
    /// <param name="training">The training rows.</param>
    /// <param name="threads">How many threads may be used.</param>
    /// <param name="keepsPredictions">Whether what trials say of the measured rows is kept.</param>
    /// <exception cref="IngotException">As of <see cref="TrialBench"/>.</exception>
    public TrialBench Bench(ModelSpec spec, ModelSchema schema, Table training, int threads, bool keepsPredictions = false) =>
        new(spec, schema, training, threads, Metric.Name) { Measures = [.. Constraints.Select(c => c.Measure).Distinct(StringComparer.Ordinal)], KeepsPredictions = keepsPredictions };

    /// <summary>What is asked of trials besides, in words.</summary>
    public string Asked => DiagnosticText.List(Constraints.Select(c => c.Written));

    /// <summary>By how much a trial breaks what is asked of it.</summary>
    /// <param name="score">What it is worth.</param>
    public double Violation(TrialScore score) => TrialConstraint.Violation(Constraints, score.Measures);

    /// <summary>What a trial breaks of it, in words; empty: nothing.</summary>
    /// <param name="measures">What was measured of it.</param>
    public string Broken(IReadOnlyDictionary<string, double> measures)
    {
        var broken = Constraints.Select(c => (Asked: c, Value: measures.GetValueOrDefault(c.Measure, double.NaN))).Where(c => c.Asked.Excess(c.Value) is not 0);
        return DiagnosticText.List(broken.Select(c => $"{c.Asked} ({c.Asked.Text(c.Value)})"));
    }

    /// <summary>How is searched.</summary>
    /// <param name="grid">The grid, where there is one.</param>
    public SearchPlan Plan(GridSampler? grid)
    {
        ISampler sampler = Algorithm switch
        {
            SearchAlgorithm.Tpe => new TpeSampler(Space, Seed),
            SearchAlgorithm.Grid => grid!,
            _ => new RandomSampler(Space, Seed),
        };
        return new SearchPlan(First.Count > 0 ? new PortfolioSampler(First, sampler) : sampler, Trials)
        {
            Parallel = Parallel,
            Schedule = Schedule,
        };
    }

    /// <summary>The trainer of a point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="iterations">How many iterations it gets; null: as many as it says itself.</param>
    public TrainerSpec TrainerOf(IReadOnlyDictionary<string, double> point, int? iterations)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (!NamesTrainers)
        {
            foreach (var (name, value) in Base.Parameters)
            {
                parameters[name] = value;
            }
        }

        foreach (var (name, value, conditions) in Fixed)
        {
            // What a trial fixes or leaves out is its own to say.
            _ = parameters.Remove(name);
            if (Space.Has(new SearchParameter(name, new ChoiceDomain([value])) { Conditions = conditions }, point))
            {
                parameters[name] = value;
            }
        }

        foreach (var parameter in Space.Parameters.Where(p => p.Name != Trainer))
        {
            _ = parameters.Remove(parameter.Name);
            if (point.TryGetValue(parameter.Name, out var value))
            {
                parameters[parameter.Name] = parameter.Domain.Text(value);
            }
        }

        if (iterations is { } given)
        {
            parameters[TrainerParameter.Iterations] = given.ToString(CultureInfo.InvariantCulture);
        }

        return point.TryGetValue(Trainer, out var chosen)
            ? TrainerSpec.Of(Space[Trainer].Domain.Text(chosen), parameters, Spec.Location, Base.LightGbmLibrary)
            : Base with { Parameters = parameters, Location = Spec.Location };
    }
}

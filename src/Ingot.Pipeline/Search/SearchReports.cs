using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Search;
using Ingot.Search.Importance;
using Ingot.Search.Reports;
using Ingot.Search.Trials;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>What is said of a search.</summary>
internal static class SearchReports
{
    /// <summary>The report; what took how long is no part of it.</summary>
    public static SearchReport Of(ModelSpec spec, SearchDefinition definition, TrialBench bench, IReadOnlyList<Trial> trials, SearchEnd end, PresentTrainer present)
    {
        var best = Trial.NearestOf(trials)!;
        return new SearchReport
        {
            Model = spec.Name,
            Search = definition.Spec.Name!,
            Algorithm = definition.Algorithm.ToString(),
            Metric = definition.Metric.Name,
            HigherIsBetter = definition.Metric.HigherIsBetter,
            MeasuredOn = MeasuredOn(bench),
            Asked = definition.Trials,
            Seed = definition.Seed,
            Parallel = definition.Parallel,
            End = end,
            Space = SpaceOf(definition),
            Constraints = definition.Constraints.Count > 0 ? [.. definition.Constraints.Select(c => c.Written)] : null,
            From = definition.From.Count > 0 ? definition.From : null,
            FromPoints = Math.Min(definition.First.Count, trials.Count),
            Present = present.Score is not { } score ? null : new TrialReport(
                0, TrialState.Complete, Words(present.Name, present.Trainer.Parameters), score.Interval.Value, score.Interval.Low, score.Interval.High, score.Values)
            {
                Iterations = score.Iterations > 0 ? score.Iterations : null,
                Measures = MeasuresOf(score.Measures),
                Violation = definition.Violation(score),
            },
            Best = best.Number + 1,
            Conclusion = Conclusion(definition, trials, best, present, end),
            Importance = PedAnova.Of(definition.Space, trials.Select(Comparable)),
            Trials = [.. trials.Select(t => One(definition, t))],
        };
    }

    /// <summary>The rows that trials are measured on, in words.</summary>
    public static string MeasuredOn(TrialBench bench) => bench.Parts > 1
        ? FormattableString.Invariant($"{bench.MeasuredRows:N0} training rows in {bench.Parts} folds, each by a model that did not learn from it")
        : FormattableString.Invariant($"{bench.MeasuredRows:N0} validation rows, from which no model learned");

    /// <summary>What was searched, as the project writes it.</summary>
    public static SortedDictionary<string, string> SpaceOf(SearchDefinition definition) => new(
        definition.Spec.Metadata.Where(m => m.Key == SearchDefinition.Trainer || !SearchReader.Settings.Contains(m.Key, StringComparer.OrdinalIgnoreCase)).ToDictionary(m => m.Key, m => m.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    // With few iterations all trials were tried alike.
    private static Trial Comparable(Trial trial) => trial.Steps.Count == 0 ? trial : trial with { State = TrialState.Complete, Loss = trial.Steps[0].Loss, Violation = trial.Steps[0].Violation };

    /// <summary>What was measured for constraints; null: nothing.</summary>
    public static IReadOnlyDictionary<string, double>? MeasuresOf(IReadOnlyDictionary<string, double> measures) => measures.Count > 0 ? measures : null;

    private static string Conclusion(SearchDefinition definition, IReadOnlyList<Trial> trials, Trial best, PresentTrainer present, SearchEnd end)
    {
        string Text(double loss) => (definition.Sign * loss).ToString("G5", CultureInfo.InvariantCulture);
        var measured = trials.Count(t => double.IsFinite(t.Loss));
        var why = end switch
        {
            SearchEnd.SpaceExhausted => ", all that the space has",
            SearchEnd.OutOfTime => FormattableString.Invariant($", when the time of {definition.Timeout!.Value.TotalSeconds:0.###} s was over"),
            _ => string.Empty,
        };
        var point = $"{definition.Space.Text(best.Point)}{(best.Steps.Count > 0 ? FormattableString.Invariant($", Iterations={IterationsOf(best)}") : string.Empty)}";
        var tried = $"Of {DiagnosticText.Count(trials.Count, "trial")}{why}";
        if (!best.Worth.IsFeasible)
        {
            var project = double.IsFinite(present.Loss) ? $" The project has {Text(present.Loss)}{(present.Breaks.Length > 0 ? present.Breaks : ", and keeps them")}." : string.Empty;
            return $"{tried}, none keeps {definition.Asked}. Number {best.Number + 1} is the nearest, and breaks {definition.Broken(best.Measures)}: {definition.Metric.Name} {Text(best.Loss)} ({point}).{project}";
        }

        var before = !double.IsFinite(present.Loss) ? string.Empty
            : present.Breaks.Length > 0 || best.Loss < present.Loss ? $", and {Text(present.Loss)} with what the project has{present.Breaks}"
            : best.Loss == present.Loss ? ", as with what the project has"
            : $", which is no better than the {Text(present.Loss)} of what the project has";
        var kept = trials.Count(t => double.IsFinite(t.Loss) && t.Worth.IsFeasible);
        var keeping = definition.Constraints.Count == 0 ? string.Empty : $" of the {kept:N0} that {DiagnosticText.Agree(kept, "keeps", "keep")} {definition.Asked}";
        return $"{tried}, number {best.Number + 1} is the best{keeping}: {definition.Metric.Name} {Text(best.Loss)}{before} ({point}). The best of {measured:N0} is better than it will be on other rows, since it was chosen by these: what the reference rows say of it counts.";
    }

    /// <summary>With how many iterations a trial of a schedule was best.</summary>
    public static int IterationsOf(Trial trial) => trial.Steps.MinBy(s => s.Worth).Iterations;

    /// <summary>What is said of one trial.</summary>
    public static TrialReport One(SearchDefinition definition, Trial trial)
    {
        var trainer = definition.TrainerOf(trial.Point, trial.Steps.Count > 0 && trial.State != TrialState.Failed ? IterationsOf(trial) : null);
        double Value(double loss) => definition.Sign * loss;
        var (low, high) = (Value(trial.Low), Value(trial.High));
        return new TrialReport(
            trial.Number + 1, trial.State, Words(trainer.IsBoostedTrees ? TrainerSpec.BoostedTrees : trainer.Name, trainer.Parameters), Value(trial.Loss),
            Math.Min(low, high), Math.Max(low, high), [.. trial.Parts.Select(Value)])
        {
            Iterations = trial.Iterations,
            Steps = trial.Steps.Count == 0 ? null : [.. trial.Steps.Select(s => s with { Loss = Value(s.Loss) })],
            Measures = MeasuresOf(trial.Measures),
            Violation = trial.Violation,
            Failure = trial.Failure,
        };
    }

    /// <summary>A trainer with its parameters as one list.</summary>
    public static Dictionary<string, string> Words(string trainer, IReadOnlyDictionary<string, string> parameters) =>
        new([KeyValuePair.Create(SearchDefinition.Trainer, trainer), .. parameters.OrderBy(p => p.Key, StringComparer.Ordinal)], StringComparer.Ordinal);
}

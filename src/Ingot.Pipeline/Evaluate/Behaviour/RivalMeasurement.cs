using System.Globalization;
using Ingot.Artifacts.Stages;
using Ingot.Core.Behaviour;
using Ingot.Core.Diagnostics;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Statistics;
using Ingot.Pipeline.Challenge;
using Ingot.Scoring;

namespace Ingot.Pipeline.Evaluate.Behaviour;

/// <summary>Measures a <see cref="ComparisonTest"/>: the models that Challenge trained, on the same reference rows.</summary>
internal static class RivalMeasurement
{
    private const int ListedFeatures = 5;

    public static BehaviourResult Of(ComparisonTest test, TestBench bench)
    {
        var file = bench.Context.Input(ChallengeFiles.Rivals);
        var index = bench.Spec.ComparisonTests.ToList().FindIndex(t => ReferenceEquals(t, test));
        var rivals = RivalsFile.Read(file).Where(r => r.Test == index).ToList();
        var result = new BehaviourResult { Test = test.Title, Rows = bench.Reference.Rows };
        return test switch
        {
            StabilityTest stability => result with { Measures = Stability(stability, rivals, bench) },
            SimplerModelTest simpler => result with { Measures = [Gain(simpler.Metric, rivals[0], bench)] },
            LeakageTest => result with { Measures = [.. Leakage(rivals, bench)] },
            StalenessTest staleness => result with { Measures = [Loss(staleness.Metric, rivals[0], bench)] },
            _ => throw new ArgumentException($"A test of type {test.Kind}.", nameof(test)),
        };
    }

    private static BehaviourMeasure[] Stability(StabilityTest test, List<TrainedRival> rivals, TestBench bench)
    {
        var definition = Metric(test.Metric, bench);
        var values = new List<(string Name, double Value)>();
        foreach (var rival in rivals)
        {
            var statistic = Compare(definition, rival, bench);
            if (values.Count == 0)
            {
                values.Add(($"seed {bench.Spec.Seed.ToString(CultureInfo.InvariantCulture)}", statistic?.Candidate ?? double.NaN));
            }

            values.Add((rival.Name, statistic?.Baseline ?? double.NaN));
        }

        // NaN of one seed leaves the spread undefined: that must not be hidden by the others.
        var spread = values.Exists(v => double.IsNaN(v.Value)) ? double.NaN : values.Max(v => v.Value) - values.Min(v => v.Value);
        return
        [
            new BehaviourMeasure(ComparisonMeasures.Spread, spread) { From = string.Join(", ", values.Select(v => $"{v.Name} {Text(v.Value)}")) },
            .. values.Select(v => new BehaviourMeasure(v.Name, v.Value)),
        ];
    }

    /// <summary>How much better than the rival the model is.</summary>
    private static BehaviourMeasure Gain(string metric, TrainedRival rival, TestBench bench)
    {
        var (worse, statistic) = Worse(ComparisonMeasures.Gain, metric, Score(rival, bench), bench.Predictions, bench);
        return worse with { Value = -worse.Value, Low = -worse.High, High = -worse.Low, From = From(statistic?.Candidate, rival, statistic?.Baseline) };
    }

    /// <summary>How much worse than the model the rival is.</summary>
    private static BehaviourMeasure Loss(string metric, TrainedRival rival, TestBench bench)
    {
        var (worse, statistic) = Worse(ComparisonMeasures.Loss, metric, bench.Predictions, Score(rival, bench), bench);
        return worse with { From = From(statistic?.Baseline, rival, statistic?.Candidate) };
    }

    private static (BehaviourMeasure Measure, PairedStatistic? Statistic) Worse(
        string name, string metric, PredictionSet baseline, PredictionSet candidate, TestBench bench)
    {
        var definition = Metric(metric, bench);
        var statistic = PairedMetrics.Compare(metric, baseline, candidate, bench.Spec.ClassificationThreshold, bench.Spec.Seed);
        if (statistic?.Test(new RegressionMargin(0, Relative: false, definition.HigherIsBetter, definition.CanBeNegative), alpha: 0.05) is not { } test)
        {
            return (new BehaviourMeasure(name, double.NaN), statistic);
        }

        return (new BehaviourMeasure(name, test.Regression) { Low = test.Low, High = test.High }, statistic);
    }

    private static string From(double? model, TrainedRival rival, double? other) =>
        $"the model {Text(model ?? double.NaN)}, {rival.Name} {Text(other ?? double.NaN)}";

    private static IEnumerable<BehaviourMeasure> Leakage(List<TrainedRival> rivals, TestBench bench)
    {
        var metric = MainMetric.AgainstChance(bench.Schema.Task);
        var single = rivals.Where(r => r.Kind == RivalKind.SingleFeature)
            .Select(r => (r.Name, Value: ExplainedLabel.Of(Score(r, bench)))).OrderByDescending(r => r.Value).ToList();
        yield return new BehaviourMeasure(ComparisonMeasures.SingleFeature, single.Count == 0 || single.Exists(r => double.IsNaN(r.Value)) ? double.NaN : single[0].Value)
        {
            From = $"{metric} of {string.Join(", ", single.Take(ListedFeatures).Select(r => $"{r.Name} {Text(r.Value)}"))}",
        };
        foreach (var (name, value) in single)
        {
            yield return new BehaviourMeasure(name, value);
        }

        var shuffled = rivals.Where(r => r.Kind == RivalKind.Shuffled).Select(r => ExplainedLabel.Of(Score(r, bench))).ToList();
        if (shuffled.Count > 0)
        {
            yield return new BehaviourMeasure(ComparisonMeasures.Shuffled, Distance(shuffled, ExplainedLabel.Chance(bench.Schema.Task)))
            {
                From = $"{metric} {string.Join(", ", shuffled.Select(Text))}",
            };
        }
    }

    /// <summary>
    /// How many standard errors the mean is above chance: Student's t over the shuffles. The models, not the rows, are drawn
    /// by chance here: a model of noise is on one side of chance or on the other, and only their mean is near it.
    /// </summary>
    private static double Distance(List<double> values, double chance)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
        return mean <= chance ? 0 : deviation == 0 ? double.PositiveInfinity : (mean - chance) / (deviation / Math.Sqrt(values.Count));
    }

    private static PairedStatistic? Compare(MetricDefinition definition, TrainedRival rival, TestBench bench) => PairedMetrics.Compare(
        definition.Name, Score(rival, bench), bench.Predictions, bench.Spec.ClassificationThreshold, bench.Spec.Seed);

    private static MetricDefinition Metric(string name, TestBench bench) =>
        MetricCatalog.Find(name, bench.Schema.Task) is { Scope: MetricScope.Rows } definition
            ? definition
            : throw new UndecidedException($"There is no metric '{DiagnosticText.Shorten(name)}' for {bench.Schema.Task} that is computed from rows; expected one of {string.Join(", ", MetricCatalog.Names(bench.Schema.Task).Where(n => MetricCatalog.Find(n, bench.Schema.Task)?.Scope == MetricScope.Rows))}.");

    private static PredictionSet Score(TrainedRival rival, TestBench bench)
    {
        bench.Context.Cancellation.ThrowIfCancellationRequested();
        var schema = rival.Kind == RivalKind.SingleFeature ? RivalList.Only(bench.Schema, rival.Name) : bench.Schema;
        using var scorer = new OnnxScorer(bench.Context.InputBeside(ChallengeFiles.Rivals, rival.File), bench.Context.Threads);
        return bench.Predictions with { Scores = scorer.Score(bench.Reference, schema) };
    }

    private static string Text(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}

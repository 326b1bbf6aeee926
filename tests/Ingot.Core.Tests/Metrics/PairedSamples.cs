using System.Collections.Concurrent;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;

namespace Ingot.Core.Tests.Metrics;

/// <summary>Rows by formula that two models predicted, so that other programs can make the same ones.</summary>
internal static class PairedSamples
{
    private static readonly ConcurrentDictionary<(int Rows, int Steps), (PredictionSet Baseline, PredictionSet Candidate)> Known = new();

    public static (PredictionSet Baseline, PredictionSet Candidate) Binary(int n, int steps = 0) => Known.GetOrAdd((n, steps), _ => MakeBinary(n, steps));

    public static (PredictionSet Baseline, PredictionSet Candidate) Numbers(int n)
    {
        var labels = Enumerable.Range(0, n).Select(i => (i * 13 % 50 / 10.0) + 1).ToArray();
        var candidate = new PredictionSet
        {
            Task = ModelTask.Regression,
            Rows = n,
            RowNumbers = [.. Enumerable.Range(0, n).Select(i => (long)i)],
            LabelValues = labels,
            Scores = [.. labels.Select((y, i) => (float)(y + (1.2 * ((i * 37 % 64 / 64.0) - 0.5)) + 0.05))],
        };
        return (candidate with { Scores = [.. labels.Select((y, i) => (float)(y + (i * 29 % 64 / 64.0) - 0.5))] }, candidate);
    }

    public static (PredictionSet Baseline, PredictionSet Candidate) Classes(int n)
    {
        float[] Scores(int factor) => [.. Enumerable.Range(0, n * 3).Select(i => (1 + (i * factor % 64) + (i % 3 == i / 3 % 3 ? 30 : 0)) / 200f)];
        var candidate = new PredictionSet
        {
            Task = ModelTask.MulticlassClassification,
            Classes = ["a", "b", "c"],
            Rows = n,
            RowNumbers = [.. Enumerable.Range(0, n).Select(i => (long)i)],
            LabelCodes = [.. Enumerable.Range(0, n).Select(i => i % 3)],
            Scores = Scores(37),
        };
        return (candidate with { Scores = Scores(29) }, candidate);
    }

    public static double[] Weights(int n) => [.. Enumerable.Range(0, n).Select(i => 1 + (i % 4 / 4.0))];

    private static (PredictionSet Baseline, PredictionSet Candidate) MakeBinary(int n, int steps)
    {
        float Step(float score) => steps == 0 ? score : MathF.Floor(score * steps) / steps;
        var labels = Enumerable.Range(0, n).Select(i => i * 7 % 5 < 2 ? 1 : 0).ToArray();
        var candidate = new PredictionSet
        {
            Task = ModelTask.BinaryClassification,
            Classes = ["No", "Yes"],
            Rows = n,
            RowNumbers = [.. Enumerable.Range(0, n).Select(i => (long)i)],
            LabelCodes = labels,
            Scores = [.. labels.Select((y, i) => Step((float)(((i * 37 % 64 / 64.0) + y) / (1 + y))))],
        };
        return (candidate with { Scores = [.. labels.Select((y, i) => Step((float)(((i * 29 % 64 / 64.0) + (0.5 * y)) / (1 + (0.5 * y)))))] }, candidate);
    }
}

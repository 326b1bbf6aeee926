using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Statistics;

namespace Ingot.Benchmarks;

/// <summary>
/// Two models whose true metrics are known: both know the truth up to noise of their own and noise that they share, on the
/// logits or the number. With as much noise both are as good and every true regression is exactly 0; with more of it the
/// candidate is worse by what a population shows.
/// </summary>
/// <param name="task">What they predict.</param>
/// <param name="noise">The candidate's noise as a multiple of the baseline's.</param>
internal sealed class SimulatedModels(ModelTask task, double noise)
{
    private const int ClassesOfMany = 3;

    private int Width => task switch
    {
        ModelTask.BinaryClassification => 2,
        ModelTask.MulticlassClassification => ClassesOfMany,
        _ => 1,
    };

    /// <summary>Rows as reference data have them.</summary>
    public (PredictionSet Baseline, PredictionSet Candidate) Draw(int rows, ulong seed)
    {
        var random = new SplitMix64(seed);
        return ToSets([.. Enumerable.Range(0, rows).Select(_ => Drawn(random))]);
    }

    /// <summary>Very many rows; where there are classes, each row with every label, weighted by its true probability.</summary>
    public (PredictionSet Baseline, PredictionSet Candidate) Population(int rows, ulong seed)
    {
        var random = new SplitMix64(seed);
        return ToSets([.. Enumerable.Range(0, rows).SelectMany(_ =>
        {
            var row = NewRow(random);
            return row.Truth.Length == 1
                ? [row]
                : row.Truth.Select((p, c) => row with { Label = c, Weight = p });
        })]);
    }

    private Row Drawn(SplitMix64 random)
    {
        var row = NewRow(random);
        if (row.Truth.Length == 1)
        {
            return row;
        }

        var left = Uniform(random);
        var label = 0;
        while (label < row.Truth.Length - 1 && left >= row.Truth[label])
        {
            left -= row.Truth[label++];
        }

        return row with { Label = label };
    }

    private Row NewRow(SplitMix64 random)
    {
        var width = Width;
        var (truth, before, now) = (new double[width], new double[width], new double[width]);
        for (var c = 0; c < width; c++)
        {
            // The rarer class is the second one.
            truth[c] = (1.1 * Gaussian(random)) - (width == 2 && c == 1 ? 0.8 : 0);
            var shared = 0.4 * Gaussian(random);
            before[c] = truth[c] + shared + (0.3 * Gaussian(random));
            now[c] = truth[c] + (noise * (shared + (0.3 * Gaussian(random))));
        }

        return task == ModelTask.Regression
            // Far from 0, so that relative errors have a spread.
            ? new Row([10 + truth[0] + (0.5 * Gaussian(random))], [10 + before[0]], [10 + now[0]])
            : new Row(Softmax(truth), Softmax(before), Softmax(now));
    }

    private (PredictionSet Baseline, PredictionSet Candidate) ToSets(Row[] rows)
    {
        float[] Scores(Func<Row, double[]> of) =>
            [.. rows.SelectMany(r => task == ModelTask.BinaryClassification ? of(r).Skip(1) : of(r)).Select(s => (float)s)];
        var candidate = new PredictionSet
        {
            Task = task,
            Classes = task == ModelTask.Regression ? [] : [.. "abc".Take(Width).Select(c => c.ToString())],
            Rows = rows.Length,
            RowNumbers = [.. rows.Select((_, i) => (long)i)],
            LabelCodes = task == ModelTask.Regression ? [] : Array.ConvertAll(rows, r => r.Label),
            LabelValues = task == ModelTask.Regression ? Array.ConvertAll(rows, r => r.Truth[0]) : [],
            Scores = Scores(r => r.Candidate),
            Weights = Array.ConvertAll(rows, r => r.Weight),
        };
        return (candidate with { Scores = Scores(r => r.Baseline) }, candidate);
    }

    private static double[] Softmax(double[] logits)
    {
        var exponentials = Array.ConvertAll(logits, Math.Exp);
        var sum = exponentials.Sum();
        return Array.ConvertAll(exponentials, e => e / sum);
    }

    private static double Uniform(SplitMix64 random) => ((random.Next() >> 11) + 0.5) / (1L << 53);

    // G. E. P. Box, M. E. Muller, "A note on the generation of random normal deviates", 1958; one of the two is enough.
    private static double Gaussian(SplitMix64 random) =>
        Math.Sqrt(-2 * Math.Log(Uniform(random))) * Math.Cos(2 * Math.PI * Uniform(random));

    /// <summary>The truth (class probabilities, or the number) and what both models say.</summary>
    private sealed record Row(double[] Truth, double[] Baseline, double[] Candidate)
    {
        public int Label { get; init; }

        public double Weight { get; init; } = 1;
    }
}

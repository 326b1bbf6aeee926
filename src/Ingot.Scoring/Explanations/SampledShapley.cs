using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;

namespace Ingot.Scoring.Explanations;

/// <summary>
/// Shapley values of any model by sampling: columns take a row's values one after the other, in random orders, from rows of a background, and each order is taken forwards and
/// backwards (E. Štrumbelj, I. Kononenko, "Explaining prediction models and individual predictions with feature contributions", Knowledge and Information Systems 41, 2014; R. Mitchell,
/// J. Cooper, E. Frank, G. Holmes, "Sampling permutations for Shapley value estimation", JMLR 23, 2022).
/// </summary>
/// <param name="scorer">The model.</param>
/// <param name="schema">Its columns and outputs.</param>
internal sealed class SampledShapley(OnnxScorer scorer, ModelSchema schema)
{
    private const double Least = 1e-7;
    private readonly List<string> _columns = [.. schema.Features.Select(c => c.Name)];

    private int Outputs => schema.Task == ModelTask.MulticlassClassification ? schema.Classes.Count : 1;

    /// <summary>Explains rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="background">Rows as they are usual.</param>
    /// <param name="orders">How many orders of the columns are drawn for each row, at least 2.</param>
    /// <param name="seed">The seed of the drawing.</param>
    /// <param name="cancellation">Stops it.</param>
    public Contributions Explain(Table rows, Table background, int orders, int seed, CancellationToken cancellation)
    {
        var (width, outputs) = (_columns.Count, Outputs);
        var joined = JoinedTables.Of(background, rows, _columns);
        var (values, errors, bases) = (new double[rows.Rows * outputs * width], new double[rows.Rows * outputs * width], new double[outputs]);
        for (var row = 0; row < rows.Rows; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Explain(joined, background.Rows, row, orders, new SplitMix64((ulong)seed), values, errors, bases, cancellation);
        }

        return new Contributions(_columns, outputs, [.. bases.Select(b => b / Math.Max(1, rows.Rows))], values) { Errors = errors };
    }

    private void Explain(Table joined, int background, int row, int orders, SplitMix64 random, double[] values, double[] errors, double[] bases, CancellationToken cancellation)
    {
        var (width, outputs) = (_columns.Count, Outputs);

        // Every row has the same orders and the same rows of the background: their base is then the same too.
        var steps = width + 1;
        var walks = 2 * orders;
        var places = Enumerable.Range(0, width).Select(_ => new int[walks * steps]).ToArray();
        var way = new int[walks][];
        for (var order = 0; order < orders; order++)
        {
            var columns = Enumerable.Range(0, width).ToArray();
            for (var i = width - 1; i > 0; i--)
            {
                var j = random.Below(i + 1);
                (columns[i], columns[j]) = (columns[j], columns[i]);
            }

            var from = random.Below(background);
            (way[2 * order], way[(2 * order) + 1]) = (columns, [.. columns.Reverse()]);
            for (var w = 2 * order; w < (2 * order) + 2; w++)
            {
                for (var step = 0; step < steps; step++)
                {
                    for (var c = 0; c < width; c++)
                    {
                        places[c][(w * steps) + step] = from;
                    }

                    for (var known = 0; known < step; known++)
                    {
                        places[way[w][known]][(w * steps) + step] = background + row;
                    }
                }
            }
        }

        var table = new Table([.. _columns.Select((name, c) => joined[name].Take(places[c]))], walks * steps);
        var scores = Array.ConvertAll(scorer.Score(table, schema, rows: null, cancellation), s => (double)s);
        if (schema.Task == ModelTask.BinaryClassification)
        {
            scores = Array.ConvertAll(scores, p => Math.Log(Math.Clamp(p, Least, 1 - Least) / (1 - Math.Clamp(p, Least, 1 - Least))));
        }

        for (var output = 0; output < outputs; output++)
        {
            var pairs = new double[width][];
            for (var c = 0; c < width; c++)
            {
                pairs[c] = new double[orders];
            }

            for (var w = 0; w < walks; w++)
            {
                double At(int step) => scores[(((w * steps) + step) * outputs) + output];
                bases[output] += At(0) / walks;
                for (var step = 0; step < width; step++)
                {
                    pairs[way[w][step]][w / 2] += (At(step + 1) - At(step)) / 2;
                }
            }

            for (var c = 0; c < width; c++)
            {
                var mean = pairs[c].Average();
                var at = (((row * outputs) + output) * width) + c;
                values[at] = mean;
                errors[at] = Math.Sqrt(pairs[c].Sum(v => (v - mean) * (v - mean)) / (orders - 1) / orders);
            }
        }
    }
}

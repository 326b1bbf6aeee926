using Ingot.Serving.Models;

namespace Ingot.Serving.Telemetry;

/// <summary>
/// The latest scores of a version: probabilities of the positive class, predicted numbers, or places of predicted classes.
/// Two windows are compared by the population stability index over the tenths of the older one: sum of (a - b) ln(a / b),
/// where a and b are the shares of a bin (S. Kullback and R. Leibler's divergence, both ways; below 0.1 is customarily called
/// stable, above 0.25 shifted).
/// </summary>
/// <param name="signature">Tells what the scores are.</param>
internal sealed class ScoreWindow(ModelSignature signature)
{
    /// <summary>Scores that are kept.</summary>
    public const int Size = 2048;
    private const int Bins = 10;

    private readonly Lock _gate = new();
    private readonly float[] _scores = new float[Size];
    private long _added;

    /// <summary>How many scores there are to compare.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return (int)Math.Min(_added, Size);
            }
        }
    }

    public void Add(OutputBatch outputs)
    {
        var values = (float[])outputs.Columns[signature.ScoreOutput];
        var width = signature.Outputs[signature.ScoreOutput].Width;
        lock (_gate)
        {
            // Of a large batch its last rows are enough.
            for (var row = Math.Max(0, outputs.Rows - Size); row < outputs.Rows; row++)
            {
                _scores[_added++ % Size] = width == 1 ? values[row] : Largest(values.AsSpan(row * width, width));
            }
        }
    }

    public float[] ToArray()
    {
        lock (_gate)
        {
            return _scores.AsSpan(0, (int)Math.Min(_added, Size)).ToArray();
        }
    }

    /// <summary>The shift of this window against an older one; none when either is empty.</summary>
    public ScoreShift ShiftFrom(ScoreWindow reference)
    {
        var old = reference.ToArray();
        var own = ToArray();
        if (old.Length == 0 || own.Length == 0)
        {
            return default;
        }

        Array.Sort(old);
        var edges = Enumerable.Range(1, Bins - 1).Select(i => old[(int)((long)i * old.Length / Bins)]).Distinct().ToArray();
        var before = Shares(old, edges);
        var now = Shares(own, edges);
        var index = 0.0;
        for (var i = 0; i < before.Length; i++)
        {
            index += (now[i] - before[i]) * Math.Log(now[i] / before[i]);
        }

        return new ScoreShift(index, ScoreShift.ChanceOf(before.Length, old.Length, own.Length));
    }

    /// <summary>
    /// The shares below the first edge, on it or up to the next one, and so on; half a score is added to each bin, so that an empty one
    /// makes no infinity. An edge is a bin of its own where many scores are equal. A missing score is below all.
    /// </summary>
    private static double[] Shares(float[] scores, float[] edges)
    {
        var counts = new double[(2 * edges.Length) + 1];
        Array.Fill(counts, 0.5);
        foreach (var score in scores)
        {
            var place = Array.BinarySearch(edges, score);
            counts[place >= 0 ? (2 * place) + 1 : 2 * ~place]++;
        }

        var total = scores.Length + (0.5 * counts.Length);
        return Array.ConvertAll(counts, c => c / total);
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}

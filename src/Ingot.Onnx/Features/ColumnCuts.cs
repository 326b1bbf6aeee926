namespace Ingot.Onnx.Features;

/// <summary>
/// Makes numbers that float32 cannot tell apart into whole numbers that it can, for learners whose features are float32. A tree
/// asks for nothing but the order of values, and the code of a value is its place among the cuts between the training values:
/// <c>value &lt;= Threshold(t)</c> holds exactly when <c>Code(value) &lt;= t</c> does. So what is learned from codes is written
/// as thresholds of the values themselves, in double, and the ONNX graph knows of no code. LightGBM takes doubles and needs codes
/// beyond its own limits only: it takes what is nearer to zero than 1e-35 for zero, writes no threshold beyond 1e300, and splits not
/// between a double and the next one.
/// </summary>
internal sealed class ColumnCuts
{
    /// <summary>
    /// As many distinct values are told apart exactly; of more, neighbours share a code. Far finer than any learner's bins (at most
    /// 65,535), and far from 2^24, from where on float32 has no halves between whole numbers.
    /// </summary>
    public const int Most = 1 << 20;

    // A search looks first among the last cuts of blocks, which stay in the processor's cache, and then in one block.
    private const int Block = 512;

    private readonly double[] _cuts;
    private readonly double[] _lasts;
    private readonly int _zero;

    private ColumnCuts(double[] cuts)
    {
        _cuts = cuts;
        _lasts = [.. Enumerable.Range(0, cuts.Length / Block).Select(b => cuts[(b * Block) + Block - 1])];
        _zero = Below(0);
    }

    /// <summary>Cuts between values.</summary>
    /// <param name="sorted">The training values in ascending order, none of them NaN; equal ones may repeat.</param>
    public static ColumnCuts Of(IReadOnlyList<double> sorted)
    {
        var cuts = new List<double>();
        for (var i = 1; i < sorted.Count; i++)
        {
            if (sorted[i] > sorted[i - 1])
            {
                cuts.Add(Between(sorted[i - 1], sorted[i]));
            }
        }

        var step = (cuts.Count / Most) + 1;
        return new ColumnCuts([.. cuts.Where((_, i) => i % step == 0)]);
    }

    /// <summary>The code of a value: 0 where zero lies, so that zero, and NaN, mean to a learner what they mean of the values.</summary>
    public float Code(double value) => double.IsNaN(value) ? float.NaN : Below(value) - _zero;

    /// <summary>The threshold of values that does what a threshold of codes does.</summary>
    public double Threshold(double code)
    {
        var cut = Math.Floor(code) + _zero;
        return cut < 0 ? double.NegativeInfinity : cut >= _cuts.Length ? double.PositiveInfinity : _cuts[(int)cut];
    }

    // Not below the first and below the second, whatever rounding does to the middle of two neighbours.
    private static double Between(double first, double second)
    {
        var middle = (first / 2) + (second / 2);
        return middle > first && middle < second ? middle : first;
    }

    /// <summary>How many cuts are less than a value.</summary>
    private int Below(double value)
    {
        var first = Below(_lasts, value) * Block;
        return first + Below(_cuts.AsSpan(first, Math.Min(Block, _cuts.Length - first)), value);
    }

    private static int Below(ReadOnlySpan<double> cuts, double value)
    {
        // Without branches, which values in no order would mispredict at every step.
        var from = 0;
        for (var length = cuts.Length; length > 0;)
        {
            var half = (length + 1) >> 1;
            from = cuts[from + half - 1] < value ? from + half : from;
            length -= half;
        }

        return from;
    }
}

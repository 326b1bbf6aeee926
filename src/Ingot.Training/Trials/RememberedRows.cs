using Ingot.Onnx.Features;

namespace Ingot.Training.Trials;

/// <summary>Features that are computed once, though learners ask for them once a training; where they would take more than a gigabyte, each time.</summary>
/// <param name="rows">Computes them.</param>
internal sealed class RememberedRows(IFeatureRows rows) : IFeatureRows
{
    private const long MostValues = 1L << 27;
    private const int AtOnce = 1 << 21;

    private readonly Lock _gate = new();
    private double[]? _values;

    public int Count => rows.Count;

    public IReadOnlyList<string> Names => rows.Names;

    public IReadOnlyList<string> Columns => rows.Columns;

    public IReadOnlyList<int> Categorical => rows.Categorical;

    public IReadOnlyList<int> Monotone => rows.Monotone;

    public FeatureMatrix Matrix
    {
        get
        {
            lock (_gate)
            {
                return rows.Matrix;
            }
        }
    }

    public SparseFeatures? Sparse
    {
        get
        {
            lock (_gate)
            {
                return rows.Sparse;
            }
        }
    }

    public void Read(int[]? places, Action<int, int, double[]> take)
    {
        var width = Math.Max(1, Names.Count);
        if ((long)Count * width > MostValues)
        {
            rows.Read(places, take);
            return;
        }

        var all = Values(width);
        var count = places?.Length ?? Count;
        var atOnce = Math.Clamp(AtOnce / width, 1, Math.Max(1, count));

        // A learner may write into what it is handed.
        var part = new double[atOnce * width];
        for (var start = 0; start < count; start += atOnce)
        {
            var taken = Math.Min(atOnce, count - start);
            if (places is null)
            {
                all.AsSpan(start * width, taken * width).CopyTo(part);
            }
            else
            {
                for (var i = 0; i < taken; i++)
                {
                    all.AsSpan(places[start + i] * width, width).CopyTo(part.AsSpan(i * width));
                }
            }

            take(start, taken, part);
        }
    }

    private double[] Values(int width)
    {
        lock (_gate)
        {
            if (_values is null)
            {
                var values = new double[Count * width];
                rows.Read(null, (start, count, read) => read.AsSpan(0, count * width).CopyTo(values.AsSpan(start * width)));
                _values = values;
            }

            return _values;
        }
    }
}

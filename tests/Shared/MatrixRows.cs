using Ingot.Onnx.Features;

namespace Ingot.Tests.Shared;

/// <summary>Features that are there already.</summary>
internal sealed record MatrixRows(FeatureMatrix Matrix) : IFeatureRows
{
    // Few enough that tests see several.
    private const int AtOnce = 1000;

    public int Count => Matrix.Rows;

    public IReadOnlyList<string> Names => Matrix.Names;

    public IReadOnlyList<string> Columns => Names;

    public IReadOnlyList<int> Categorical { get; init; } = [];

    public IReadOnlyList<int> Monotone { get; init; } = [];

    public SparseFeatures? Sparse => null;

    /// <summary>The features of rows of a table, as float32.</summary>
    public static MatrixRows Of(FeaturePlan plan, FeatureMatrix matrix) => new(matrix) { Categorical = plan.Categorical, Monotone = plan.Monotone };

    public void Read(int[]? places, Action<int, int, double[]> take)
    {
        var width = Names.Count;
        var all = places?.Length ?? Count;
        var values = new double[Math.Min(AtOnce, all) * width];
        for (var start = 0; start < all; start += AtOnce)
        {
            var count = Math.Min(AtOnce, all - start);
            for (var i = 0; i < count * width; i++)
            {
                var row = start + (i / width);
                values[i] = Matrix.Values[((places is null ? row : places[row]) * width) + (i % width)];
            }

            take(start, count, values);
        }
    }
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Tables;

namespace Ingot.Onnx.Features;

/// <summary>The features of some rows of a table, computed when they are asked for by the very ONNX graph that is shipped.</summary>
/// <param name="plan">The features.</param>
/// <param name="table">Has the columns.</param>
/// <param name="rows">The rows, in this order.</param>
/// <param name="threads">Threads that compute them; 0: one per processor. The values do not depend on it.</param>
/// <param name="location">Where the trainer stands, for diagnostics.</param>
/// <param name="outOfFold">Whether a learner learns from them: of what is fitted on labels it sees for each row what was fitted on other rows.</param>
public sealed class FeatureRows(FeaturePlan plan, Table table, int[] rows, int threads, SourceLocation location, bool outOfFold = false) : IFeatureRows
{
    // 16 MB of doubles.
    private const int MostValues = 1 << 21;

    private FeatureMatrix? _matrix;
    private SparseFeatures? _sparse;

    /// <inheritdoc />
    public int Count => rows.Length;

    /// <inheritdoc />
    public IReadOnlyList<string> Names => plan.Names;

    /// <inheritdoc />
    public IReadOnlyList<string> Columns => plan.Columns;

    /// <inheritdoc />
    public IReadOnlyList<int> Categorical => plan.Categorical;

    /// <inheritdoc />
    public IReadOnlyList<int> Monotone => plan.Monotone;

    /// <inheritdoc />
    public FeatureMatrix Matrix => _matrix ??= plan.Transform(table, rows, threads, location, outOfFold);

    /// <inheritdoc />
    public SparseFeatures? Sparse => plan.IsSparse ? _sparse ??= plan.TransformSparse(table, rows, threads, location, outOfFold) : null;

    /// <inheritdoc />
    public void Read(int[]? places, Action<int, int, double[]> take)
    {
        ArgumentNullException.ThrowIfNull(take);
        var width = Math.Max(1, Names.Count);
        var all = places?.Length ?? rows.Length;
        var atOnce = Math.Clamp(MostValues / width, 1, Math.Max(1, all));
        var values = new double[atOnce * width];
        using var reader = new FeatureReader(plan, table, threads);
        for (var start = 0; start < all; start += atOnce)
        {
            var count = Math.Min(atOnce, all - start);
            reader.Fill(places is null ? rows[start..(start + count)] : Array.ConvertAll(places[start..(start + count)], p => rows[p]), values, outOfFold);
            take(start, count, values);
        }
    }
}

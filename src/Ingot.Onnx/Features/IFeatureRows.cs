using Ingot.Core.Diagnostics;

namespace Ingot.Onnx.Features;

/// <summary>The features of rows, as a learner takes them: all at once as float32, or some rows after the other as doubles.</summary>
public interface IFeatureRows
{
    /// <summary>How many rows there are.</summary>
    int Count { get; }

    /// <summary>Name of each feature, such as <c>tenure</c> or <c>cut=Ideal</c>.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>For each feature the column that it is made of, or the computed feature that it is.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Indexes of the features that are indexes of categories.</summary>
    IReadOnlyList<int> Categorical { get; }

    /// <summary>For each feature the source column's wish: +1, -1 or 0 (only numbers can have one).</summary>
    IReadOnlyList<int> Monotone { get; }

    /// <summary>All of them; computed once.</summary>
    /// <exception cref="IngotException">INGOT2006: the matrix would have more values than an array can hold.</exception>
    FeatureMatrix Matrix { get; }

    /// <summary>All of them without those that are 0, which nearly all are; null: there is no free text, and most are not. Computed once.</summary>
    /// <exception cref="IngotException">INGOT2006: there are more values than an array can hold.</exception>
    SparseFeatures? Sparse { get; }

    /// <summary>Hands on the features of some rows after the other, so that they are never all in memory.</summary>
    /// <param name="places">Which of the rows, as indexes of them; null: all.</param>
    /// <param name="take">
    /// Is given the index of the first of these rows (among <paramref name="places"/>), their number, and
    /// <c>values[row * Names.Count + feature]</c>, NaN where missing, which are valid until it returns.
    /// </param>
    void Read(int[]? places, Action<int, int, double[]> take);
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>Reads what ML.NET computed, row by row, without an object per row.</summary>
internal static class ScoreReader
{
    public const string Score = nameof(Score);

    /// <summary>One number per row.</summary>
    public static double[] Numbers(IDataView view, int rows)
    {
        var column = view.Schema[Score];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        var scores = new double[rows];
        for (var row = 0; cursor.MoveNext(); row++)
        {
            var value = 0f;
            getter(ref value);
            scores[row] = value;
        }

        return scores;
    }

    /// <summary>Several numbers per row, handed on one row after the other.</summary>
    public static void Vectors(IDataView view, string name, Action<int, ReadOnlySpan<float>> take)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        var dense = Array.Empty<float>();
        for (var row = 0; cursor.MoveNext(); row++)
        {
            getter(ref buffer);
            if (dense.Length != buffer.Length)
            {
                dense = new float[buffer.Length];
            }

            buffer.CopyTo(dense);
            take(row, dense);
        }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ingot.Training.MLNet;

/// <summary>
/// Reads what ML.NET computed, row by row, without an object per row. ML.NET computes on threads of its own, which wrap what ends
/// a <see cref="FeatureView"/>: a reading that is cancelled ends as any other work here does.
/// </summary>
internal static class ScoreReader
{
    public const string Score = nameof(Score);

    /// <summary>One number per row.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static double[] Numbers(IDataView view, int rows, CancellationToken cancellation, string name = Score)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<float>(column);
        var scores = new double[rows];
        for (var row = 0; Next(cursor, cancellation); row++)
        {
            var value = 0f;
            getter(ref value);
            scores[row] = value;
        }

        return scores;
    }

    /// <summary>Several numbers per row, handed on one row after the other.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Vectors(IDataView view, string name, Action<int, ReadOnlySpan<float>> take, CancellationToken cancellation)
    {
        var column = view.Schema[name];
        using var cursor = view.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        var buffer = default(VBuffer<float>);
        var dense = Array.Empty<float>();
        for (var row = 0; Next(cursor, cancellation); row++)
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

    private static bool Next(DataViewRowCursor cursor, CancellationToken cancellation)
    {
        try
        {
            return cursor.MoveNext();
        }
        catch (InvalidOperationException e) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException("The training was cancelled.", e, cancellation);
        }
    }
}

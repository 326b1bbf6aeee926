using System.Runtime.InteropServices;

namespace Ingot.Onnx.Features;

/// <summary>The features of a row that are not 0.</summary>
/// <param name="Columns">Which they are, ascending.</param>
/// <param name="Values">Their values.</param>
internal sealed record SparseRow(int[] Columns, float[] Values)
{
    /// <summary>Of all features of a row.</summary>
    public static SparseRow Of(ReadOnlySpan<float> row)
    {
        // By their bits zeros are found many at once. The negative zero is a further one.
        var bits = MemoryMarshal.Cast<float, int>(row);
        var most = bits.Length - bits.Count(0);
        var (columns, values, count) = (new int[most], new float[most], 0);
        for (int at = 0, next = bits.IndexOfAnyExcept(0); next >= 0; next = bits[at..].IndexOfAnyExcept(0))
        {
            at += next;
            if (row[at] != 0)
            {
                (columns[count], values[count]) = (at, row[at]);
                count++;
            }

            at++;
        }

        return count == most ? new SparseRow(columns, values) : new SparseRow(columns[..count], values[..count]);
    }
}

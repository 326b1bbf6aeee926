using System.Runtime.CompilerServices;

namespace Ingot.Training.LightGbm;

/// <summary>The sampled values of one feature that are not 0, with their rows: LightGBM takes these arrays as they are.</summary>
/// <param name="most">The greatest number of values.</param>
internal sealed class SampledFeature(int most)
{
    // LightGBM's kZeroThreshold: what is nearer to zero is not handed over. It is a float there.
    private const double Zero = 1e-35f;
    private const int First = 1024;

    /// <summary>The values, of which the first <see cref="Count"/> are some.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>The row of each value.</summary>
    public int[] Rows { get; private set; } = [];

    /// <summary>How many values there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds the feature's values of some rows.</summary>
    /// <param name="matrix">The values of all features, row by row.</param>
    /// <param name="feature">Which of them it is.</param>
    /// <param name="width">How many features there are.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="start">The number of the first one.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(double[] matrix, int feature, int width, int rows, int start)
    {
        var (values, places, count) = (Values, Rows, Count);
        for (var row = 0; row < rows; row++)
        {
            var value = matrix[(row * width) + feature];
            if (Math.Abs(value) > Zero || double.IsNaN(value))
            {
                if (count == values.Length)
                {
                    // Of free text nearly all values are 0: there is room for those that are not. Where most are not, there is room for all at once: what is outgrown stays in memory for a while.
                    var room = count * 2L > start + row ? most : Math.Min(most, Math.Max(count * 2, First));
                    Array.Resize(ref values, room);
                    Array.Resize(ref places, room);
                    (Values, Rows) = (values, places);
                }

                values[count] = value;
                places[count++] = start + row;
            }
        }

        Count = count;
    }
}

using Ingot.Onnx.Features;

namespace Ingot.Training.Linear;

/// <summary>Features column by column, without those that are 0.</summary>
internal sealed class FeatureColumns
{
    private readonly int[] _starts;
    private readonly int[] _rows;
    private readonly float[] _values;

    private FeatureColumns(int[] starts, int[] rows, float[] values) => (_starts, _rows, _values) = (starts, rows, values);

    public static FeatureColumns Of(IFeatureRows features)
    {
        var width = features.Names.Count;
        var starts = new int[width + 1];
        Walk(features, (_, feature, _) => starts[feature + 1]++);
        for (var f = 0; f < width; f++)
        {
            starts[f + 1] += starts[f];
        }

        var (rows, values, next) = (new int[starts[^1]], new float[starts[^1]], starts[..^1]);
        Walk(features, (row, feature, value) =>
        {
            var place = next[feature]++;
            (rows[place], values[place]) = (row, value);
        });
        return new FeatureColumns(starts, rows, values);
    }

    /// <summary>The sum over rows of the feature times two numbers of the row.</summary>
    public double Sum(int feature, double[] shares, double[] numbers)
    {
        var sum = 0.0;
        for (var i = _starts[feature]; i < _starts[feature + 1]; i++)
        {
            sum += shares[_rows[i]] * _values[i] * numbers[_rows[i]];
        }

        return sum;
    }

    /// <summary>Adds a multiple of the feature to a number of each row.</summary>
    public void Add(int feature, double factor, double[] numbers)
    {
        for (var i = _starts[feature]; i < _starts[feature + 1]; i++)
        {
            numbers[_rows[i]] += factor * _values[i];
        }
    }

    /// <summary>Goes through the values that are not 0, row after row.</summary>
    public static void Walk(IFeatureRows features, Action<int, int, float> take)
    {
        var (sparse, width) = (features.Sparse, features.Names.Count);
        for (var row = 0; row < features.Count; row++)
        {
            var (from, to) = sparse is null ? (row * width, (row + 1) * width) : (sparse.Starts[row], sparse.Starts[row + 1]);
            for (var i = from; i < to; i++)
            {
                var value = sparse is null ? features.Matrix.Values[i] : sparse.Values[i];
                if (value != 0)
                {
                    take(row, sparse is null ? i - from : sparse.Columns[i], value);
                }
            }
        }
    }
}

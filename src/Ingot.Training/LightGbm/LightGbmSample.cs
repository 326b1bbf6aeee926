using System.Runtime.InteropServices;
using Ingot.Onnx.Features;

namespace Ingot.Training.LightGbm;

/// <summary>
/// The rows from which LightGBM finds the bins of features: those that it would draw itself from a matrix (c_api.cpp,
/// LGBM_DatasetCreateFromMats), so that the bins, and with them the trees, are those of the matrix.
/// </summary>
internal sealed class LightGbmSample : IDisposable
{
    // LightGBM's kZeroThreshold: what is nearer to zero is not handed over. It is a float there.
    private const double Zero = 1e-35f;

    private readonly List<GCHandle> _pinned = [];
    private readonly IntPtr[] _values;
    private readonly IntPtr[] _indices;
    private readonly int[] _counts;
    private readonly int _rows;

    private LightGbmSample(List<double>[] values, List<int>[] indices, int rows)
    {
        _values = Array.ConvertAll(values, v => Pin(v.ToArray()));
        _indices = Array.ConvertAll(indices, i => Pin(i.ToArray()));
        _counts = Array.ConvertAll(values, v => v.Count);
        _rows = rows;
    }

    /// <summary>Draws the rows.</summary>
    /// <exception cref="LightGbmException">LightGBM refused the parameters.</exception>
    public static LightGbmSample Of(IFeatureRows features, string parameters)
    {
        LightGbmBooster.Check(NativeLightGbm.GetSampleCount(features.Count, parameters, out var most));
        var drawn = new int[most];
        LightGbmBooster.Check(NativeLightGbm.SampleIndices(features.Count, parameters, drawn, out var count));
        Array.Resize(ref drawn, count);

        var width = features.Names.Count;
        var (values, indices) = (new List<double>[width], new List<int>[width]);
        for (var f = 0; f < width; f++)
        {
            (values[f], indices[f]) = ([], []);
        }

        features.Read(drawn, (start, rows, read) =>
        {
            for (var row = 0; row < rows; row++)
            {
                for (var f = 0; f < width; f++)
                {
                    var value = read[(row * width) + f];
                    if (Math.Abs(value) > Zero || double.IsNaN(value))
                    {
                        values[f].Add(value);
                        indices[f].Add(start + row);
                    }
                }
            }
        });
        return new LightGbmSample(values, indices, count);
    }

    /// <summary>Makes a data set without rows yet.</summary>
    /// <returns>LightGBM's result.</returns>
    public int CreateDataset(int rows, string parameters, out IntPtr dataset) => NativeLightGbm.DatasetCreateFromSampledColumn(
        _values, _indices, _values.Length, _counts, _rows, rows, rows, parameters, out dataset);

    public void Dispose()
    {
        _pinned.ForEach(p => p.Free());
        _pinned.Clear();
    }

    private IntPtr Pin(Array array)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        _pinned.Add(handle);
        return handle.AddrOfPinnedObject();
    }
}

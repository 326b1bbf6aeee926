using System.Runtime.InteropServices;
using Ingot.Onnx.Features;

namespace Ingot.Training.LightGbm;

/// <summary>
/// The rows from which LightGBM finds the bins of features: those that it would draw itself from a matrix (c_api.cpp,
/// LGBM_DatasetCreateFromMats), so that the bins, and with them the trees, are those of the matrix.
/// </summary>
internal sealed class LightGbmSample : IDisposable
{
    private readonly List<GCHandle> _pinned = [];
    private readonly IntPtr[] _values;
    private readonly IntPtr[] _indices;
    private readonly int[] _counts;
    private readonly int _rows;

    private LightGbmSample(SampledFeature[] features, int rows)
    {
        _values = Array.ConvertAll(features, f => Pin(f.Values));
        _indices = Array.ConvertAll(features, f => Pin(f.Rows));
        _counts = Array.ConvertAll(features, f => f.Count);
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
        SampledFeature[] sampled = [.. Enumerable.Range(0, width).Select(_ => new SampledFeature(count))];
        features.Read(drawn, (start, rows, read) =>
        {
            for (var f = 0; f < width; f++)
            {
                sampled[f].Add(read, f, width, rows, start);
            }
        });
        return new LightGbmSample(sampled, count);
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

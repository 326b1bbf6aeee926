using System.Runtime.InteropServices;
using System.Text;
using Ingot.Onnx.Features;

namespace Ingot.Training.LightGbm;

/// <summary>A booster and its data sets; frees them.</summary>
internal sealed class LightGbmBooster : IDisposable
{
    // Of so many values (128 MB as doubles) it is worth a moment to give memory back.
    private const long ManyValues = 1 << 24;

    private readonly List<IntPtr> _datasets = [];
    private IntPtr _booster;

    public void Create(LabelledRows rows, string parameters)
    {
        var dataset = Dataset(rows, parameters, IntPtr.Zero);
        Check(NativeLightGbm.BoosterCreate(dataset, parameters, out _booster));
    }

    public void AddValidation(LabelledRows rows, string parameters) =>
        Check(NativeLightGbm.BoosterAddValidData(_booster, Dataset(rows, parameters, _datasets[0])));

    /// <summary>Trains one iteration; false when no further split can be found.</summary>
    public bool Update()
    {
        Check(NativeLightGbm.BoosterUpdateOneIter(_booster, out var finished));
        return finished == 0;
    }

    /// <summary>The validation metric after the last iteration.</summary>
    public double Validation()
    {
        var values = new double[8];
        Check(NativeLightGbm.BoosterGetEval(_booster, 1, out var count, values));
        return count > 0 ? values[0] : double.NaN;
    }

    public string SaveToText(int iterations)
    {
        var buffer = new byte[1 << 20];
        Check(NativeLightGbm.BoosterSaveModelToString(_booster, 0, iterations, 0, buffer.Length, out var length, buffer));
        if (length > buffer.Length)
        {
            buffer = new byte[length];
            Check(NativeLightGbm.BoosterSaveModelToString(_booster, 0, iterations, 0, buffer.Length, out length, buffer));
        }

        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
    }

    /// <summary>Raw scores, output by output of each row.</summary>
    public double[] PredictRaw(IFeatureRows features, int outputs, int iterations, int threads)
    {
        var result = new double[(long)features.Count * outputs];
        var parameters = FormattableString.Invariant($"num_threads={threads}");
        var scores = Array.Empty<double>();
        features.Read(null, (start, count, values) =>
        {
            Array.Resize(ref scores, count * outputs);
            Check(NativeLightGbm.BoosterPredictForMat(
                _booster, values, NativeLightGbm.Float64, count, features.Names.Count, 1,
                NativeLightGbm.PredictRawScore, 0, iterations, parameters, out _, scores));
            scores.CopyTo(result, (long)start * outputs);
        });
        return result;
    }

    /// <summary>What LightGBM says of a matrix, in one of its ways; for comparisons.</summary>
    internal void Predict(double[] values, int rows, int features, int kind, double[] result) => Check(NativeLightGbm.BoosterPredictForMat(
        _booster, values, NativeLightGbm.Float64, rows, features, 1, kind, 0, -1, "num_threads=1", out _, result));

    /// <summary>
    /// Raw scores of the validation rows, output by output of each row, as LightGBM added them up tree by tree while it trained: those of <see cref="PredictRaw"/> by all
    /// trees, to the last bit, without going through the trees again. The booster trains no more afterwards.
    /// </summary>
    /// <param name="rows">The number of validation rows.</param>
    /// <param name="outputs">Of each row.</param>
    public double[] EndTraining(int rows, int outputs)
    {
        // It hands out what its objective makes of the scores; without one it is the scores.
        Check(NativeLightGbm.BoosterResetParameter(_booster, "objective=custom"));
        var result = new double[(long)rows * outputs];
        Check(NativeLightGbm.BoosterGetPredict(_booster, 1, out var length, result));
        return length == result.LongLength ? Turned(result, rows, outputs)
            : throw new LightGbmException(FormattableString.Invariant($"it has {length} scores of {rows} validation rows"));
    }

    public void Dispose()
    {
        if (_booster != IntPtr.Zero)
        {
            _ = NativeLightGbm.BoosterFree(_booster);
            _booster = IntPtr.Zero;
        }

        _datasets.ForEach(d => _ = NativeLightGbm.DatasetFree(d));
        _datasets.Clear();
    }

    private IntPtr Dataset(LabelledRows rows, string parameters, IntPtr reference)
    {
        var (features, labels, weights) = rows;
        var dataset = IntPtr.Zero;
        if (reference == IntPtr.Zero)
        {
            using (var sample = LightGbmSample.Of(features, parameters))
            {
                Check(sample.CreateDataset(features.Count, parameters, out dataset));
            }

            GiveBack(features);
        }
        else
        {
            Check(NativeLightGbm.DatasetCreateByReference(reference, features.Count, out dataset));
        }

        _datasets.Add(dataset);
        // LightGBM bins the rows as they come: no matrix of all of them is ever there.
        features.Read(null, (start, count, values) =>
            Check(NativeLightGbm.DatasetPushRows(dataset, values, NativeLightGbm.Float64, count, features.Names.Count, start)));
        Check(NativeLightGbm.DatasetSetField(dataset, "label", labels, labels.Length, NativeLightGbm.Float32));
        if (weights is not null)
        {
            Check(NativeLightGbm.DatasetSetField(dataset, "weight", weights, weights.Length, NativeLightGbm.Float32));
        }

        if (rows.Start is { } start)
        {
            var byOutput = labels.Length == 0 ? start : Turned(start, start.Length / labels.Length, labels.Length);
            Check(NativeLightGbm.DatasetSetField(dataset, "init_score", byOutput, byOutput.Length, NativeLightGbm.Float64));
        }

        if (rows.Queries is { } queries)
        {
            Check(NativeLightGbm.DatasetSetField(dataset, "group", queries, queries.Length, NativeLightGbm.Int32));
        }

        return dataset;
    }

    /// <summary>The bins are found: what they were found from makes room for what LightGBM takes now, and while it trains.</summary>
    private static void GiveBack(IFeatureRows features)
    {
        if ((long)features.Count * features.Names.Count >= ManyValues)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    /// <summary>Transposes: LightGBM has the scores of all rows for the first output, then those for the second one.</summary>
    private static double[] Turned(double[] scores, int rows, int columns)
    {
        if (columns == 1 || rows == 0)
        {
            return scores;
        }

        var turned = new double[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            turned[(i % rows * columns) + (i / rows)] = scores[i];
        }

        return turned;
    }

    internal static void Check(int result)
    {
        if (result != 0)
        {
            throw new LightGbmException(Marshal.PtrToStringUTF8(NativeLightGbm.GetLastError()) ?? "unknown error");
        }
    }
}

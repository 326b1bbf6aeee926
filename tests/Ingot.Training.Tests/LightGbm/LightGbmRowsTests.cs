using System.Runtime.InteropServices;
using System.Text;
using Ingot.Onnx.Features;
using Ingot.Tests.Shared;
using Ingot.Training.LightGbm;

namespace Ingot.Training.Tests.LightGbm;

/// <summary>What is learned from rows that come some at a time is what LightGBM learns from one matrix of them.</summary>
public class LightGbmRowsTests
{
    private const int Rows = 4000;
    private const int Iterations = 20;

    // Bins from all rows, and from fewer than there are.
    [Theory]
    [InlineData(200_000)]
    [InlineData(700)]
    public void The_model_is_that_of_the_matrix_to_the_last_character(int sampled)
    {
        var random = new Random(5);
        var values = new float[Rows * 3];
        var labels = new float[Rows];
        for (var row = 0; row < Rows; row++)
        {
            // A number that may be missing, one that is often zero, and a category.
            (values[row * 3], values[(row * 3) + 1], values[(row * 3) + 2]) =
                (random.Next(9) == 0 ? float.NaN : (float)random.NextDouble(), Math.Max(0, (float)random.NextDouble() - 0.4f), random.Next(12));
            labels[row] = values[row * 3] + values[(row * 3) + 1] + (values[(row * 3) + 2] % 3 == 0 ? 0.6 : 0) + (random.NextDouble() / 5) > 0.9 ? 1 : 0;
        }

        var features = new MatrixRows(new FeatureMatrix(Rows, ["x", "y", "z"], values)) { Categorical = [2] };
        var parameters = FormattableString.Invariant($"objective=binary deterministic=true force_row_wise=true verbosity=-1 num_leaves=15 seed=1 num_threads=1 categorical_feature=2 bin_construct_sample_cnt={sampled}");
        using var booster = new LightGbmBooster();
        booster.Create(new LabelledRows(features, labels, null), parameters);
        for (var i = 0; i < Iterations; i++)
        {
            booster.Update();
        }

        var streamed = booster.SaveToText(Iterations);

        Assert.Contains("cat_threshold=", streamed, StringComparison.Ordinal);
        Assert.Equal(OfMatrix(Array.ConvertAll(values, v => (double)v), labels, parameters), streamed);
    }

    private static string OfMatrix(double[] values, float[] labels, string parameters)
    {
        Assert.Equal(0, CreateFromMat(values, NativeLightGbm.Float64, Rows, 3, 1, parameters, IntPtr.Zero, out var dataset));
        Assert.Equal(0, NativeLightGbm.DatasetSetField(dataset, "label", labels, Rows, NativeLightGbm.Float32));
        Assert.Equal(0, NativeLightGbm.BoosterCreate(dataset, parameters, out var booster));
        for (var i = 0; i < Iterations; i++)
        {
            Assert.Equal(0, NativeLightGbm.BoosterUpdateOneIter(booster, out _));
        }

        var buffer = new byte[1 << 20];
        Assert.Equal(0, NativeLightGbm.BoosterSaveModelToString(booster, 0, Iterations, 0, buffer.Length, out var length, buffer));
        _ = NativeLightGbm.BoosterFree(booster);
        _ = NativeLightGbm.DatasetFree(dataset);
        return Encoding.UTF8.GetString(buffer, 0, (int)length - 1);
    }

    [DllImport(NativeLightGbm.Library, EntryPoint = "LGBM_DatasetCreateFromMat", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CreateFromMat(
        double[] data, int dataType, int rows, int columns, int rowMajor, [MarshalAs(UnmanagedType.LPStr)] string parameters, IntPtr reference, out IntPtr dataset);
}

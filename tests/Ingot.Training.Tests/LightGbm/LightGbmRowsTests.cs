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
        var (values, labels) = Table(seed: 5);
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

    // Labels are whole from 0 to 2, of regressions with a fraction; the scores of validation rows, some of which have categories that no training row has, by both ways.
    [Theory]
    [InlineData("objective=binary", 1, 1)]
    [InlineData("objective=binary data_sample_strategy=goss", 1, 2)]
    [InlineData("objective=binary bagging_fraction=0.5 bagging_freq=1 feature_fraction=0.6", 1, 2)]
    [InlineData("objective=multiclass num_class=3", 3, 2)]
    [InlineData("objective=regression", 1, 2)]
    [InlineData("objective=regression_l1", 1, 1)]
    [InlineData("objective=huber alpha=0.9", 1, 1)]
    [InlineData("objective=quantile alpha=0.9", 1, 2)]
    [InlineData("objective=poisson", 1, 2)]
    [InlineData("objective=tweedie", 1, 1)]
    [InlineData("objective=lambdarank", 1, 1)]
    [InlineData("objective=rank_xendcg", 1, 1)]
    public void The_scores_that_add_up_while_it_trains_are_those_of_its_trees_to_the_last_bit(string objective, int outputs, int threads)
    {
        LabelledRows Labelled(int seed)
        {
            var (values, labels) = Table(seed, categories: seed == 5 ? 12 : 15);
            var isWhole = outputs > 1 || objective.Contains("rank", StringComparison.Ordinal);
            labels = objective.Contains("binary", StringComparison.Ordinal) ? labels : [.. labels.Select((l, i) => l + (isWhole ? i % 5 / 4 : i % 97 / 50f))];
            return new LabelledRows(new MatrixRows(new FeatureMatrix(Rows, ["x", "y", "z"], values)) { Categorical = [2] }, labels, null)
            {
                Queries = objective.Contains("rank", StringComparison.Ordinal) ? [.. Enumerable.Repeat(10, Rows / 10)] : null,
            };
        }

        var parameters = FormattableString.Invariant($"{objective} metric=none boost_from_average=true deterministic=true force_row_wise=true verbosity=-1 num_leaves=15 seed=1 num_threads={threads} categorical_feature=2");
        var validation = Labelled(6);
        using var booster = new LightGbmBooster();
        booster.Create(Labelled(5), parameters);
        booster.AddValidation(validation, parameters);
        for (var i = 0; i < Iterations; i++)
        {
            Assert.True(booster.Update());
        }

        var predicted = booster.PredictRaw(validation.Features, outputs, Iterations, threads);
        var added = booster.EndTraining(Rows, outputs);

        Assert.True(predicted.Distinct().Count() > 100);
        Assert.Equal(predicted.Select(BitConverter.DoubleToInt64Bits), added.Select(BitConverter.DoubleToInt64Bits));
    }

    // A number that may be missing, one that is often zero, and a category.
    private static (float[] Values, float[] Labels) Table(int seed, int categories = 12)
    {
        var random = new Random(seed);
        var values = new float[Rows * 3];
        var labels = new float[Rows];
        for (var row = 0; row < Rows; row++)
        {
            (values[row * 3], values[(row * 3) + 1], values[(row * 3) + 2]) =
                (random.Next(9) == 0 ? float.NaN : (float)random.NextDouble(), Math.Max(0, (float)random.NextDouble() - 0.4f), random.Next(categories));
            labels[row] = values[row * 3] + values[(row * 3) + 1] + (values[(row * 3) + 2] % 3 == 0 ? 0.6 : 0) + (random.NextDouble() / 5) > 0.9 ? 1 : 0;
        }

        return (values, labels);
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

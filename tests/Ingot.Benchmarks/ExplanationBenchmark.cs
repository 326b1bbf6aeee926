using Ingot.Core.Schemas;
using Ingot.Core.Statistics;
using Ingot.Core.Tables;
using Ingot.Onnx;
using Ingot.Onnx.Features;
using Ingot.Onnx.Learned;
using Ingot.Scoring.Explanations;
using Ingot.Training;
using Ingot.Training.LightGbm;

namespace Ingot.Benchmarks;

/// <summary>What exact explanations from the ONNX file cost, beside LightGBM's own contributions of the same trees and rows.</summary>
internal static class ExplanationBenchmark
{
    private const int Rows = 5_000;
    private const int Numbers = 12;
    private const int Trees = 200;

    public static void Run(int rounds)
    {
        var random = new SplitMix64(1);
        double Draw() => (random.Next() >> 11) * (1.0 / (1L << 53));
        double[][] numbers = [.. Enumerable.Range(0, Numbers).Select(_ => Enumerable.Range(0, Rows).Select(_ => Draw()).ToArray())];
        int[] kinds = [.. Enumerable.Range(0, Rows).Select(_ => random.Below(30))];
        double[] label = [.. Enumerable.Range(0, Rows).Select(i => (3 * numbers[0][i]) + (numbers[1][i] * numbers[2][i]) + (kinds[i] % 5) + Draw())];
        var table = new Table([.. numbers.Select((n, i) => new NumberColumn($"x{i}", n)), new StringColumn("kind", kinds, [.. Enumerable.Range(0, 30).Select(k => $"kind {k:00}")]), new NumberColumn("y", label)]);
        var schema = new ModelSchema
        {
            Task = ModelTask.Regression,
            Columns = [.. table.Columns.Select(c => new SchemaColumn { Name = c.Name, Type = c is StringColumn ? ColumnType.String : ColumnType.Number, Role = c.Name == "y" ? ColumnRole.Label : ColumnRole.Feature })],
        };
        var plan = FeaturePlan.Fit(table, schema, [], FeatureStyle.NativeTrees);
        var rows = new FeatureRows(plan, table, [.. Enumerable.Range(0, Rows)], 1, default);
        using var booster = new LightGbmBooster();
        booster.Create(new LabelledRows(rows, Array.ConvertAll(label, l => (float)l), null), $"objective=regression num_leaves=31 verbosity=-1 num_threads=1 categorical_feature={Numbers}");
        for (var tree = 0; tree < Trees; tree++)
        {
            booster.Update();
        }

        var model = new TreeModel(LightGbmModelReader.Read(booster.SaveToText(Trees), 1), [0]) { Link = OutputLink.Identity, Outputs = 1 };
        using var explainer = new PredictionExplainer(OnnxModelWriter.ToBytes(schema, plan, model, 0.5, "M"), schema, "m.onnx", 1);
        var result = new double[Rows * (Numbers + 2)];
        var (own, ours, difference) = (new List<double>(), new List<double>(), 0.0);
        for (var round = 0; round < rounds; round++)
        {
            own.Add(Seconds(() => rows.Read(null, (_, count, values) => booster.Predict(values, count, Numbers + 1, 3, result))));
            Contributions? found = null;
            ours.Add(Seconds(() => found = explainer.Explain(table)));
            difference = Enumerable.Range(0, Rows).Max(r => Enumerable.Range(0, Numbers + 1).Max(c => Math.Abs(found!.Of(r)[c] - result[(r * (Numbers + 2)) + c])));
        }

        var (theirs, mine) = (own.Order().ElementAt(rounds / 2), ours.Order().ElementAt(rounds / 2));
        Console.WriteLine(FormattableString.Invariant(
            $"{Rows:N0} rows, {Trees} trees of 31 leaves: TreeSHAP from the ONNX file {mine:0.00} s of one core ({mine / Rows * 1e6:0} µs a row), LightGBM's predict_contrib {theirs:0.00} s, ratio {mine / theirs:0.00}; greatest difference {difference:G2}"));
    }

    private static double Seconds(Action action)
    {
        var before = Environment.CpuUsage.UserTime;
        action();
        return (Environment.CpuUsage.UserTime - before).TotalSeconds;
    }
}

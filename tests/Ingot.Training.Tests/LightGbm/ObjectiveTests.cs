using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tables;

namespace Ingot.Training.Tests.LightGbm;

/// <summary>What a regression makes small: the ONNX file says what LightGBM says, on rows with missing and unseen values and with doubles.</summary>
public class ObjectiveTests
{
    private static readonly (string, string) Few = ("Iterations", "60");

    [Theory]
    [InlineData("L1", "l1")]
    [InlineData("Huber", "huber", "Alpha", "1.5")]
    [InlineData("Quantile", "quantile", "Alpha", "0.9")]
    [InlineData("Poisson", "poisson")]
    [InlineData("Tweedie", "tweedie", "TweedieVariancePower", "1.3")]
    public void The_file_says_what_the_learner_says(string objective, string metric, params string[] more)
    {
        using var data = Counts(wide: true);
        var report = data.Train("LightGbm", parameters: [Few, ("Objective", objective), .. more.Length > 0 ? new[] { (more[0], more[1]) } : []]);

        Assert.Equal(metric, report.ValidationMetric);
        Assert.InRange(report.ParityDifference, 0, 1e-5);
        Assert.DoesNotContain(data.Diagnostics.Items, d => d.Severity == DiagnosticSeverity.Error || d.Code is "INGOT2007" or "INGOT2008");

        // What was never seen is scored as what is missing.
        float[] With(int code) => data.Score(new Table([.. data.Table.Columns.Select(c => c is StringColumn s ? new StringColumn(s.Name, Array.ConvertAll(s.Codes, _ => code), ["never seen"]) : c)]));
        Assert.Equal(With(-1), With(0));

        var scores = data.Score();
        var labels = TrainingLabels.Of(data.Schema, data.Table);
        Assert.True(objective is not ("Poisson" or "Tweedie") || Array.TrueForAll(scores, s => s > 0));
        var below = labels.Zip(scores).Count(p => p.First <= p.Second) / (double)labels.Length;
        Assert.InRange(below, objective == "Quantile" ? 0.86 : 0.4, objective == "Quantile" ? 0.97 : 0.75);
        if (objective is "Poisson" or "Tweedie" or "Huber")
        {
            Assert.InRange(scores.Average() / labels.Average(), 0.9, 1.1);
        }
    }

    [Fact]
    public void L2_is_the_default_and_the_same_model()
    {
        using var data = Counts(wide: false);
        data.Train("LightGbm", parameters: [Few]);
        var hash = data.Hash;
        Assert.Equal("rmse", data.Train("LightGbm", parameters: [Few, ("Objective", "l2")]).ValidationMetric);
        Assert.Equal(hash, data.Hash);
    }

    [Theory]
    [InlineData("LightGbm", "expected L2, L1, Huber, Quantile, Poisson or Tweedie", "Objective", "MAE")]
    [InlineData("LightGbm", "Alpha is not said", "Objective", "Quantile")]
    [InlineData("LightGbm", "Alpha is not said", "Objective", "Huber")]
    [InlineData("LightGbm", "Alpha=\"2\"", "Objective", "Quantile", "Alpha", "2")]
    [InlineData("LightGbm", "belongs to Objective=\"Huber\" or \"Quantile\", and the objective is L1", "Objective", "L1", "Alpha", "0.5")]
    [InlineData("LightGbm", "belongs to Objective=\"Tweedie\", and the objective is L2", "TweedieVariancePower", "1.5")]
    [InlineData("LightGbm", "expected a number from 1.001 to 1.999", "Objective", "Tweedie", "TweedieVariancePower", "2")]
    [InlineData("FastTree", "has no parameter 'Objective'", "Objective", "L1")]
    [InlineData("BoostedTrees", "has no parameter 'Objective'", "Objective", "L1")]
    public void What_does_not_fit_is_an_error(string trainer, string said, params string[] metadata)
    {
        using var data = Counts(wide: false);
        var spec = data.Spec(trainer, [.. metadata.Chunk(2).Select(p => (p[0], p[1]))]);
        spec = spec with { Trainer = TrainerSpec.Of(trainer, spec.Trainer.Parameters, spec.Trainer.Location, null) };
        var fault = Assert.Throws<IngotException>(() => ModelTrainer.Run(spec, data.Schema, data.Table, data.Path, 1, data.Diagnostics, new Silence(), CancellationToken.None)).Diagnostic;
        Assert.Equal("INGOT2001", fault.Code);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Negative_labels_of_counts_and_objectives_of_classes_are_errors()
    {
        using var data = TrainingCase.With(
            ModelTask.Regression, new NumberColumn("x", [.. Enumerable.Range(0, 100).Select(i => (double)i)]), new NumberColumn("label", [.. Enumerable.Range(0, 100).Select(i => i - 5.0)]));
        Assert.Equal("INGOT2004", Assert.Throws<IngotException>(() => data.Train("LightGbm", parameters: [("Objective", "Poisson")])).Diagnostic.Code);

        using var classes = TrainingCase.Of(ModelTask.BinaryClassification, 200);
        Assert.Equal("INGOT2001", Assert.Throws<IngotException>(() => classes.Train("LightGbm", parameters: [("Objective", "L1")])).Diagnostic.Code);
    }

    [Fact]
    public void A_constant_is_the_best_one_of_the_objective()
    {
        var rows = new LabelledRows(null!, [1, 2, 3, 4, 10], [1, 1, 1, 1, 4]);
        Assert.Equal(50 / 8.0, RegressionLoss.Mean(rows));
        Assert.Equal((4.0, 10.0, 1.0), (RegressionLoss.Quantile(rows, 0.5), RegressionLoss.Quantile(rows, 0.9), RegressionLoss.Quantile(rows, 0.1)));
    }

    private static TrainingCase Counts(bool wide)
    {
        var random = new Random(3);
        const int rows = 1500;
        var (x, plan, label) = (new double[rows], new int[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = random.NextDouble() < 0.1 ? double.NaN : random.NextDouble();
            plan[i] = random.Next(-1, 5);
            var mean = Math.Exp((double.IsNaN(x[i]) ? 0.2 : x[i]) + (0.3 * plan[i]));
            // Knuth's draw of a count.
            for (var (p, limit) = (random.NextDouble(), Math.Exp(-mean)); p > limit; p *= random.NextDouble())
            {
                label[i]++;
            }
        }

        TableColumn[] columns =
        [
            new NumberColumn("x", wide ? Array.ConvertAll(x, v => 1_700_000_000_000 + Math.Round(v * 1000)) : x),
            new StringColumn("plan", plan, [.. Enumerable.Range(0, 5).Select(i => $"plan {i}")]),
            new NumberColumn("label", label),
        ];
        return wide ? TrainingCase.Wide(ModelTask.Regression, columns) : TrainingCase.With(ModelTask.Regression, columns);
    }
}

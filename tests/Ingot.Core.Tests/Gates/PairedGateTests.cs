using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Tests.Metrics;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>Change gates with both models' scores of the same rows: what is proven fails or passes, what is not is said to be open.</summary>
public class PairedGateTests
{
    [Fact]
    public void A_regression_that_is_proven_fails()
    {
        var test = Worse(400);
        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.01"));

        Assert.Equal(("INGOT4002", GateOutcome.Failed), CodeAndOutcome(verdict));
        // R's pROC 1.18.0: areas, interval and z = 2.4287 of the paired test; p as pnorm((0.08691 - 0.01) * z / 0.08691, lower=FALSE).
        Assert.Equal(
            "AUC on the reference data fell from 0.7517 (1.3.0) to 0.6648: a regression of 0.0869, over the 0.0100 that the gate allows (paired 95 % interval 0.0168 to 0.1571, p = 0.0158, 400 rows). Improve the model, or run 'dotnet ingot accept' if the change is wanted.",
            verdict.Message);
    }

    [Fact]
    public void A_regression_that_may_be_chance_is_a_warning()
    {
        var test = Worse(60);
        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));

        Assert.Equal(("INGOT4013", GateOutcome.Inconclusive), CodeAndOutcome(verdict));
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(test.Found.Items).Severity);
        // Standard error 0.08999 (pROC): 0.05 + (1.6449 + 0.8416) * 0.08999 = 0.2738; z = (0.15336 - 0.05) / 0.08999 = 1.1485.
        Assert.Equal(
            "AUC on the reference data fell from 0.7847 (1.3.0) to 0.6314: a regression of 0.1534, over the 0.0500 that the gate allows, but by no more than chance can explain (paired 95 % interval -0.0230 to 0.3297, p = 0.1254, 60 rows). With these rows a regression of 0.2738 is found with a power of 80 %. Give more reference rows (take the change back, add them, accept, and make the change again), or a greater MaxRegression, or run 'dotnet ingot accept' if the change is wanted.",
            verdict.Message);
    }

    [Theory]
    [InlineData(60, GatePolicy.Significant, "INGOT4013", "Give more reference rows, raise MaxRegression or name another ModelBaselineVersion if the change is wanted.")]
    [InlineData(60, GatePolicy.NonInferior, "INGOT4014", "Improve the model, give more reference rows, or raise MaxRegression or name another ModelBaselineVersion if the change is wanted.")]
    [InlineData(400, GatePolicy.Significant, "INGOT4002", "Improve the model, or raise MaxRegression or name another ModelBaselineVersion if the change is wanted.")]
    public void Nobody_accepts_what_is_compared_with_a_release(int rows, GatePolicy policy, string code, string remedy)
    {
        var test = Worse(rows);
        test.Release = new ReleasedBaseline("Contoso.Churn", new MetricsReport
        {
            Model = "Churn", Version = "1.3.0", Task = test.Task, OnnxSha256 = "dd44", ReferenceRows = rows, Metrics = test.Before,
        });

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.01") with { Policy = policy });

        Assert.Equal(code, verdict.Code);
        Assert.EndsWith(remedy, verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_verdict_keeps_the_evidence()
    {
        var verdict = Worse(60).DecideOne(Gate("AUC", maxRegression: "0.2"));

        Assert.Equal(GateOutcome.Passed, verdict.Outcome);
        Assert.Equal(0.15335648148148148, verdict.Regression!.Value, 12);
        Assert.Equal(0.089992042823622678, verdict.StandardError!.Value, 12);
        Assert.Equal(0.329737644310967970, verdict.High!.Value, 12);
        Assert.Equal(verdict.PValue, verdict.AdjustedPValue);
        Assert.Equal("DeLong paired test", verdict.Method);
    }

    [Theory]
    [InlineData("0.05", GateOutcome.Inconclusive)]
    [InlineData("0.2", GateOutcome.Failed)]
    public void Alpha_says_how_much_proof_it_takes(string alpha, GateOutcome expected) => Assert.Equal(
        expected,
        Worse(60).DecideOne(Gate("AUC", maxRegression: "0.05") with { Alpha = double.Parse(alpha, System.Globalization.CultureInfo.InvariantCulture) }).Outcome);

    [Fact]
    public void A_relative_regression_is_told_as_a_percentage()
    {
        var verdict = Worse(60).DecideOne(Gate("AUC", maxRegression: "2%"));

        // R: see PairedMetricsTests; p = 0.0615.
        Assert.Equal(GateOutcome.Inconclusive, verdict.Outcome);
        Assert.Contains("a regression of 19.54%, over the 2.00% that the gate allows, but by no more than chance can explain (paired 95 % interval -1.30% to 40.39%, p = 0.0615, 60 rows)", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(0.02, verdict.Threshold);
    }

    [Theory]
    [InlineData(400, "0.3", GateOutcome.Passed, null)]
    [InlineData(60, "0.2", GateOutcome.Failed, "INGOT4014")]
    [InlineData(60, "0.1", GateOutcome.Failed, "INGOT4014")]
    public void Non_inferiority_must_be_proven(int rows, string margin, GateOutcome outcome, string? code) => Assert.Equal(
        (code, outcome), CodeAndOutcome(Worse(rows).DecideOne(Gate("AUC", maxRegression: margin) with { Policy = GatePolicy.NonInferior })));

    [Fact]
    public void What_is_not_proven_says_how_far_it_may_be()
    {
        var verdict = Worse(60).DecideOne(Gate("AUC", maxRegression: "0.2") with { Policy = GatePolicy.NonInferior });

        // 0.15336 + 1.6449 * 0.08999 = 0.3014.
        Assert.Contains("the gate asks for proof that the regression is less than 0.2000, but its one-sided 95 % upper bound is 0.3014 (paired 95 % interval", verdict.Message, StringComparison.Ordinal);
        Assert.EndsWith("Improve the model, give more reference rows (take the change back, add them, accept, and make the change again), or run 'dotnet ingot accept' if the change is wanted.", verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUC")]
    [InlineData("Accuracy")]
    [InlineData("Brier")]
    [InlineData("F1")]
    public void The_same_scores_are_not_a_regression_under_either_policy(string metric)
    {
        var (model, _) = PairedSamples.Binary(60);
        foreach (var policy in (GatePolicy[])[GatePolicy.Significant, GatePolicy.NonInferior])
        {
            var verdict = Compare(model, model).DecideOne(Gate(metric, maxRegression: "0") with { Policy = policy });

            Assert.Equal(GateOutcome.Passed, verdict.Outcome);
        }
    }

    /// <summary>What was accepted on another machine: each score is a float's last digit off, all to one side; on one of the sides the metric is worse.</summary>
    [Theory]
    [InlineData("Brier")]
    [InlineData("LogLoss")]
    public void What_another_processor_makes_of_the_last_digit_is_not_a_regression_under_either_policy(string metric)
    {
        var (model, _) = PairedSamples.Binary(400);
        foreach (var side in (Func<float, float>[])[MathF.BitIncrement, MathF.BitDecrement])
        {
            var other = model with { Scores = [.. model.Scores.Select(s => s is 0 or 1 ? s : side(s))] };
            foreach (var policy in (GatePolicy[])[GatePolicy.Significant, GatePolicy.NonInferior])
            {
                var verdict = Compare(model, other).DecideOne(Gate(metric, maxRegression: "0") with { Policy = policy });

                Assert.Equal((GateOutcome.Passed, null), (verdict.Outcome, verdict.Code));
            }
        }
    }

    [Fact]
    public void A_size_needs_no_proof_and_is_never_open()
    {
        var test = Worse(60);
        test.Measured.Add(Metric("Size", 1_100_000));
        test.Before.Add(Metric("Size", 1_000_000));

        Assert.Equal(GateOutcome.Passed, test.DecideOne(Gate("Size", maxRegression: "100KB") with { Policy = GatePolicy.NonInferior }).Outcome);
        var verdict = test.DecideOne(Gate("Size", maxRegression: "99KB"));
        Assert.Equal(("INGOT4002", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.Null(verdict.PValue);
    }

    [Fact]
    public void Without_pairs_nothing_is_open_and_nothing_is_proven()
    {
        var test = Worse(60);
        test.Paired = null;
        test.WhyNotPaired = "Churn.accepted.parquet is missing";

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));
        Assert.Equal(("INGOT4002", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.Contains("60 rows; not compared row by row: Churn.accepted.parquet is missing)", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(
            ("INGOT4014", GateOutcome.Failed),
            CodeAndOutcome(test.DecideOne(Gate("AUC", maxRegression: "0.2") with { Policy = GatePolicy.NonInferior })));
    }

    [Fact]
    public void Scores_that_do_not_give_the_accepted_metric_are_not_pairs()
    {
        var test = Worse(60);
        var index = test.Before.FindIndex(m => m.Name == "Accuracy");
        test.Before[index] = test.Before[index] with { Value = 0.99 };

        var verdict = test.DecideOne(Gate("Accuracy", maxRegression: "0.01"));

        Assert.Equal(("INGOT4002", GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.Equal((0.99, (double?)null), (verdict.Baseline, verdict.PValue));
    }

    [Fact]
    public void Gates_on_all_rows_and_on_slices_are_corrected_each_by_themselves()
    {
        GateSpec[] main = [Gate("AUC", maxRegression: "0.05"), Gate("Brier", maxRegression: "0.01", line: 18)];
        GateSpec[] slices = [Gate("AUC", maxRegression: "0.05", slice: "first", line: 19), Gate("Accuracy", maxRegression: "0.01", slice: "first", line: 20)];
        var alone = Worse(400).Decide(main);
        var all = Worse(400).Decide([.. slices, .. main]);

        var (p, q) = (alone[0].PValue!.Value, alone[1].PValue!.Value);
        Assert.Equal(Math.Min(1, 2 * Math.Min(p, q)), Math.Min(alone[0].AdjustedPValue!.Value, alone[1].AdjustedPValue!.Value), 14);
        Assert.Equal(alone.Select(v => v.AdjustedPValue), all.Skip(2).Select(v => v.AdjustedPValue));
        Assert.All(all.Take(2), v => Assert.True(v.AdjustedPValue >= v.PValue));
        Assert.Contains(all.Take(2), v => v.AdjustedPValue > v.PValue);
    }

    [Fact]
    public void A_corrected_p_value_is_told_and_the_correction_can_be_left_out()
    {
        GateSpec[] gates = [Gate("AUC", maxRegression: "0"), Gate("AUC", maxRegression: "0.001", line: 18)];
        var corrected = Worse(60);
        var plain = Worse(60);
        plain.Correction = GateCorrection.None;

        // pROC: 0.0884 / 2 by itself, twice that corrected.
        Assert.Contains("p = 0.0442, corrected for 2 gates = 0.0884", corrected.Decide(gates)[0].Message, StringComparison.Ordinal);
        Assert.Equal(GateOutcome.Inconclusive, corrected.Decide(gates)[0].Outcome);
        Assert.Equal(GateOutcome.Failed, plain.Decide(gates)[0].Outcome);
        Assert.Contains("p = 0.0442, 60 rows", plain.Decide(gates)[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Proof_of_non_inferiority_is_not_corrected_and_does_not_weaken_the_others()
    {
        var verdicts = Worse(60).Decide(
            Gate("AUC", maxRegression: "0.05"), Gate("Brier", maxRegression: "0.3", line: 18) with { Policy = GatePolicy.NonInferior });

        Assert.All(verdicts, v => Assert.Equal(v.PValue, v.AdjustedPValue));
    }

    [Fact]
    public void Where_only_the_first_rows_have_accepted_scores_both_are_compared_on_those()
    {
        var (worse, better) = PairedSamples.Binary(400);
        var test = Compare(better, worse);
        var (fewWorse, fewBetter) = PairedSamples.Binary(60);
        test.Paired = test.Paired! with { Baseline = fewBetter, Candidate = fewWorse };

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.05"));

        Assert.Equal(0.7847222222222222, verdict.Baseline, 12);
        Assert.Equal(0.6313657407407407, verdict.Value, 12);
        Assert.Equal(GateOutcome.Inconclusive, verdict.Outcome);
        Assert.Contains("60 rows, of the first 60 of 400, whose scores were accepted)", verdict.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUC", "INGOT4007")]
    [InlineData("Brier", "INGOT4002")]
    public void A_slice_of_one_row_tells_no_chance(string metric, string code)
    {
        var verdict = Worse(60, slice: [2]).DecideOne(Gate(metric, maxRegression: "0", slice: "first"));

        Assert.Equal((code, GateOutcome.Failed), CodeAndOutcome(verdict));
        Assert.Null(verdict.PValue);
    }

    [Fact]
    public void One_row_that_got_wrong_is_open()
    {
        var (worse, better) = PairedSamples.Binary(60);
        var row = Enumerable.Range(0, 60).First(r => better.Scores[r] >= 0.5 == (better.LabelCodes[r] == 1) && worse.Scores[r] >= 0.5 != (worse.LabelCodes[r] == 1));
        var verdict = Compare(better, worse, [row]).DecideOne(Gate("Accuracy", maxRegression: "0", slice: "first"));

        Assert.Equal((GateOutcome.Inconclusive, 0.5), (verdict.Outcome, verdict.PValue));
    }

    [Fact]
    public void A_slice_whose_rows_have_no_accepted_scores_is_compared_without()
    {
        var test = Worse(60);
        test.Paired = test.Paired! with { Slices = new Dictionary<string, int[]> { ["first"] = [] } };

        Assert.Equal(GateOutcome.Failed, test.DecideOne(Gate("Brier", maxRegression: "0", slice: "first")).Outcome);
    }

    private static GateTest Worse(int rows, int[]? slice = null)
    {
        var (worse, better) = PairedSamples.Binary(rows);
        return Compare(better, worse, slice);
    }

    private static GateTest Compare(PredictionSet baseline, PredictionSet candidate, int[]? slice = null)
    {
        slice ??= [.. Enumerable.Range(0, baseline.Rows / 2)];
        var test = new GateTest
        {
            Paired = new PairedPredictions
            {
                Baseline = baseline,
                Candidate = candidate,
                Slices = new Dictionary<string, int[]> { ["first"] = slice },
                ReferenceRows = baseline.Rows,
                Threshold = 0.5,
                Seed = 1,
            },
        };
        IEnumerable<MetricResult> Metrics(PredictionSet p) =>
            Measured.Of(p).Concat(Measured.Of(p, "first", slice));
        test.Measured.AddRange(Metrics(candidate));
        test.Before.AddRange(Metrics(baseline));
        return test;
    }

    private static (string? Code, GateOutcome Outcome) CodeAndOutcome(Verdict verdict) => (verdict.Code, verdict.Outcome);
}

using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Core.Tests.Metrics;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>Change gates that name a release, or the best of all.</summary>
public class AgainstGateTests
{
    private static readonly PredictionSet Weak = PairedSamples.Binary(400).Baseline;
    private static readonly PredictionSet Strong = PairedSamples.Binary(400).Candidate;

    [Fact]
    public void A_named_release_is_tested_like_the_accepted_result()
    {
        var verdict = Test(Weak, ("1.1.0", Weak), ("1.2.0", Strong)).DecideOne(Gate("AUC", maxRegression: "0.01") with { Against = "1.2.0" });

        Assert.Equal(("AUC Against=1.2.0 MaxRegression=0.01", GateOutcome.Failed, "INGOT4002"), (verdict.Gate, verdict.Outcome, verdict.Code));
        // The same numbers as against the accepted result, which are R's pROC's (PairedGateTests).
        Assert.Equal(
            "AUC on the reference data fell from 0.7517 (1.2.0) to 0.6648: a regression of 0.0869, over the 0.0100 that the gate allows (paired 95 % interval 0.0168 to 0.1571, p = 0.0158, 400 rows). Improve the model, or raise MaxRegression or change the gate's Against if the change is wanted.",
            verdict.Message);
    }

    [Fact]
    public void A_gate_without_Against_keeps_to_the_accepted_result_beside_one_with_it()
    {
        var test = Test(Weak, ("1.2.0", Strong));
        test.IsAccepted = true;
        test.Before.AddRange(Metrics(Weak));
        var verdicts = test.Decide(Gate("AUC", maxRegression: "0.01"), Gate("AUC", maxRegression: "0.01", line: 18) with { Against = "best" });

        Assert.Equal([GateOutcome.Passed, GateOutcome.Failed], verdicts.Select(v => v.Outcome));
        Assert.Contains(" (1.3.0) to ", verdicts[0].Message, StringComparison.Ordinal);
        Assert.Contains(" (1.2.0) to ", verdicts[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_best_of_all_fails_a_model_that_the_last_one_lets_through()
    {
        var (middle, last) = (Mix(12), Mix(40));
        var test = Test(Weak, ("1.0.0", Strong), ("1.1.0", middle), ("1.2.0", last));
        var verdicts = test.Decide(
            Gate("AUC", maxRegression: "0.01") with { Against = "1.2.0", Alpha = 0.1 }, Gate("AUC", maxRegression: "0.01", line: 18) with { Against = "best", Alpha = 0.1 });

        Assert.Equal(GateOutcome.Passed, verdicts[0].Outcome);
        Assert.Equal((GateOutcome.Failed, "INGOT4002"), (verdicts[1].Outcome, verdicts[1].Code));
        Assert.Contains("fell from 0.7517 (1.0.0, the best of 3 releases) to 0.6648", verdicts[1].Message, StringComparison.Ordinal);
        Assert.Contains(", corrected for 2 gates and 3 releases = ", verdicts[1].Message, StringComparison.Ordinal);

        // Bonferroni over the releases, then Holm over the two gates, of which it is the smaller one.
        Assert.Equal(Math.Min(1, verdicts[1].PValue!.Value * 3 * 2), verdicts[1].AdjustedPValue!.Value, 12);
    }

    [Fact]
    public void Against_many_releases_chance_fails_a_model_no_oftener_than_alpha()
    {
        // Ten releases and a candidate that are equally good: each says the truth and its own noise. The one that looks best on these rows
        // does so by chance, and a test against it alone would fail far too often.
        const int runs = 400;
        var (failed, alone) = (0, 0);
        for (var run = 0; run < runs; run++)
        {
            var random = new Random(run);
            var truth = Enumerable.Range(0, 120).Select(_ => random.NextDouble()).ToArray();
            var labels = Array.ConvertAll(truth, p => random.NextDouble() < p ? 1 : 0);
            PredictionSet Model() => Strong with
            {
                Rows = truth.Length,
                RowNumbers = [.. Enumerable.Range(0, truth.Length).Select(i => (long)i)],
                LabelCodes = labels,
                Scores = Array.ConvertAll(truth, p => (float)Math.Clamp(p + (0.2 * (random.NextDouble() - 0.5)), 0.01, 0.99)),
            };

            var test = Test(Model(), Brier, [.. Enumerable.Range(0, 10).Select(i => ($"1.{i}.0", Model()))]);
            var verdict = test.DecideOne(Gate("Brier", maxRegression: "0") with { Against = "best" });
            failed += verdict.Outcome == GateOutcome.Failed ? 1 : 0;
            alone += verdict.PValue <= 0.05 ? 1 : 0;
        }

        // 5 % of 400, and three standard errors of that; twice that for the wrong way.
        Assert.InRange(failed, 0, 20 + 14);
        Assert.True(alone > 2 * (20 + 14), $"{alone}");
    }

    [Fact]
    public void Non_inferiority_is_proven_against_every_release()
    {
        static GateSpec Proof(string against) => Gate("AUC", maxRegression: "0.12") with { Against = against, Policy = GatePolicy.NonInferior };
        var test = Test(Mix(2), ("1.0.0", Strong), ("1.1.0", Mix(2)), ("1.2.0", Weak));

        Assert.Equal(GateOutcome.Passed, test.DecideOne(Proof("1.2.0")).Outcome);
        var (hardest, all) = (test.DecideOne(Proof("1.0.0")), test.DecideOne(Proof("best")));
        Assert.Equal((hardest.Outcome, hardest.PValue, hardest.PValue), (all.Outcome, all.PValue, all.AdjustedPValue));
    }

    [Fact]
    public void What_cannot_be_compared_with_is_left_out_and_named()
    {
        var test = Test(Strong, ("1.0.0", Strong), ("1.1.0", Weak));
        var old = new ReleaseEvidence("0.9.0", new ReleasedBaseline("Contoso.Churn", null), null, "it predicts the column 'gone'");
        test.Releases = With(test.Releases!, old);

        Assert.Contains("(1.0.0, the best of 2 releases, without 0.9.0)", test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "best" }).Message, StringComparison.Ordinal);

        test.Releases = new ReleasesEvidence("Contoso.Churn", new Dictionary<string, ReleaseEvidence> { ["0.9.0"] = old }, ["0.9.0"]);
        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "best" });
        Assert.Equal((GateOutcome.Failed, "INGOT4009"), (verdict.Outcome, verdict.Code));
        Assert.Contains("No release of Contoso.Churn can be compared with on the reference data (0.9.0: it predicts the column 'gone'). Remove Against", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_that_has_seen_the_rows_is_no_measure_while_another_is()
    {
        var test = Test(Weak, ("1.0.0", Strong), ("1.1.0", Weak));
        var seen = test.Releases!.ByVersion["1.0.0"];
        var packed = seen.Release.Metrics! with { Metrics = [Metric("AUC", 0.6)] };
        test.Releases = With(test.Releases, seen with { Release = seen.Release with { Packed = packed } });

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.01") with { Against = "best" });
        Assert.Equal(GateOutcome.Passed, verdict.Outcome);
        Assert.Contains("(1.1.0, the best of 1 release, without 1.0.0)", verdict.Message, StringComparison.Ordinal);

        // Named, or the only one there is, it decides nothing.
        verdict = test.DecideOne(Gate("AUC", maxRegression: "0.01") with { Against = "1.0.0" });
        Assert.Equal((GateOutcome.Inconclusive, "INGOT4017"), (verdict.Outcome, verdict.Code));
        Assert.Contains("(the gate's Against)", verdict.Message, StringComparison.Ordinal);
        test.Releases = test.Releases with { BestOf = ["1.0.0"] };
        Assert.Equal("INGOT4017", test.DecideOne(Gate("AUC", maxRegression: "0.01") with { Against = "best" }).Code);
    }

    [Fact]
    public void The_same_model_in_several_versions_counts_once()
    {
        var test = Test(Weak, ("1.0.0", Strong), ("1.1.0", Strong), ("1.2.0", Strong));
        foreach (var release in test.Releases!.ByVersion.Values)
        {
            test.Releases = With(test.Releases, release with { Release = release.Release with { Metrics = release.Release.Metrics! with { OnnxSha256 = "77" } } });
        }

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.01") with { Against = "best" });
        Assert.Contains("(1.2.0) to ", verdict.Message, StringComparison.Ordinal);
        Assert.Equal(verdict.PValue, verdict.AdjustedPValue);
    }

    [Fact]
    public void The_smallest_file_is_the_best_one_without_a_test()
    {
        var test = Test(Weak, ("1.0.0", Strong), ("1.1.0", Weak));
        test.Measured.Add(Metric("Size", 3000));
        foreach (var (version, size) in (ReadOnlySpan<(string, double)>)[("1.0.0", 1000), ("1.1.0", 2000)])
        {
            var release = test.Releases!.ByVersion[version];
            test.Releases = With(test.Releases, release with { Release = release.Release with { Metrics = release.Release.Metrics! with { Metrics = [Metric("Size", size)] } } });
        }

        var verdict = test.DecideOne(Gate("Size", maxRegression: "150%") with { Against = "best" });
        Assert.Equal((GateOutcome.Failed, 1000), (verdict.Outcome, verdict.Baseline));
        Assert.Contains("(1.0.0, the best of 2 releases)", verdict.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Brier: 1.0.0 is better by 0.02, but half of that is the luck of single rows; 1.1.0 is better by 0.015 on every row. The second one is
    /// the proof, and is named as one of them; where nothing is beyond the margin the best one is named.
    /// </summary>
    [Fact]
    public void The_release_that_decides_is_not_always_the_best_one()
    {
        var candidate = Errors(_ => 0.25);
        var lucky = Errors(i => 0.25 - 0.02 + (i % 2 == 0 ? 0.2 : -0.2));
        var steady = Errors(i => 0.25 - 0.015 + (i % 2 == 0 ? 0.001 : -0.001));
        Verdict Decide(string margin, GatePolicy policy) =>
            Test(candidate, Brier, [("1.0.0", lucky), ("1.1.0", steady)]).DecideOne(Gate("Brier", maxRegression: margin) with { Against = "best", Policy = policy });

        var failed = Decide("0.01", GatePolicy.Significant);
        Assert.Equal(GateOutcome.Failed, failed.Outcome);
        Assert.Contains("(1.1.0, one of 2 releases)", failed.Message, StringComparison.Ordinal);
        Assert.Equal(Math.Min(1, failed.PValue!.Value * 2), failed.AdjustedPValue!.Value, 14);

        // Beyond both of them nothing is: then the best one is told.
        Assert.Contains("(1.0.0, the best of 2 releases)", Decide("0.03", GatePolicy.Significant).Message, StringComparison.Ordinal);

        // Non-inferiority must be proven against the one against which it is hardest to prove.
        var proven = Test(candidate, Brier, [("1.0.0", Errors(i => 0.25 - 0.001 + (i % 2 == 0 ? 0.1 : -0.1))), ("1.1.0", Errors(i => 0.25 - 0.002 + (i % 2 == 0 ? 0.001 : -0.001)))])
            .DecideOne(Gate("Brier", maxRegression: "0.05") with { Against = "best", Policy = GatePolicy.NonInferior });
        Assert.Equal(GateOutcome.Passed, proven.Outcome);
        Assert.Contains("(1.0.0, one of 2 releases)", proven.Message, StringComparison.Ordinal);
        Assert.Contains("; the gate allows a regression of 0.0500, and the regression is proven to be less (paired 95 % interval ", proven.Message, StringComparison.Ordinal);
        Assert.Equal(proven.PValue, proven.AdjustedPValue);
    }

    [Fact]
    public void Of_releases_that_are_as_good_the_newest_is_named()
    {
        var test = Test(Errors(_ => 0.25), Brier, [("1.0.0", Errors(_ => 0.2)), ("1.1.0", Errors(_ => 0.2)), ("1.2.0", Errors(_ => 0.22))]);
        test.Releases = test.Releases! with { ByVersion = test.Releases.ByVersion.ToDictionary(r => r.Key, r => r.Value with { Paired = null }) };

        Assert.Contains("(1.1.0, the best of 3 releases)", test.DecideOne(Gate("Brier", maxRegression: "0.01") with { Against = "best" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_releases_that_prove_as_much_the_best_one_is_named()
    {
        var verdict = Test(Weak, ("1.0.0", Strong), ("1.1.0", Strong)).DecideOne(Gate("AUC", maxRegression: "0.001") with { Against = "best", Alpha = 0.1 });

        Assert.Equal(GateOutcome.Failed, verdict.Outcome);
        Assert.Contains("(1.1.0, the best of 2 releases)", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_without_the_metric_is_left_out_with_that_reason()
    {
        var test = Test(Weak, ("1.0.0", Strong));
        var release = test.Releases!.ByVersion["1.0.0"];
        test.Releases = With(test.Releases, release with { Release = release.Release with { Metrics = release.Release.Metrics! with { Metrics = [Metric("F1", 0.5)] } } });

        Assert.Equal(
            "No release of Contoso.Churn can be compared with on the reference data (1.0.0: it has no AUC there). Remove Against from the gate until a version is released that can.",
            test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "best" }).Message);
        Assert.Equal(
            "Contoso.Churn 1.0.0 has no AUC on the reference data to compare with: it is undefined for the baseline's predictions. Gate another metric, or change the gate's Against.",
            test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "1.0.0" }).Message);
    }

    [Fact]
    public void A_named_release_that_was_left_out_is_not_compared_with()
    {
        var test = Test(Strong, ("1.0.0", Strong), ("1.1.0", Weak));
        test.Releases = With(test.Releases!, test.Releases!.ByVersion["1.0.0"] with { LeftOut = "it predicts the column 'gone'" });

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "1.0.0" });
        Assert.Equal("INGOT4009", verdict.Code);
        Assert.Equal("The release 1.0.0 was not scored, so AUC cannot be compared with it: restore did not see this gate. Write the gate into the project file or a file that it always imports, run 'dotnet restore', then build.", verdict.Message);
        Assert.Equal(GateOutcome.Passed, test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "1.1.0" }).Outcome);
    }

    [Fact]
    public void Before_the_first_release_the_gate_is_skipped()
    {
        var test = Test(Weak);
        test.ContinuousIntegration = true;
        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "best" });

        Assert.Equal((GateOutcome.Skipped, "INGOT4020"), (verdict.Outcome, verdict.Code));
    }

    [Fact]
    public void A_release_that_nobody_restored_is_not_taken_for_none()
    {
        var test = Test(Weak);
        Assert.Equal("INGOT4009", test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "1.0.0" }).Code);
        test.Releases = null;
        Assert.Equal("INGOT4009", test.DecideOne(Gate("AUC", maxRegression: "0") with { Against = "best" }).Code);
        Assert.All(test.Found.Items, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
    }

    // Scores of which each has the squared error that it is to have.
    private static PredictionSet Errors(Func<int, double> squared) => Weak with
    {
        Scores = [.. Weak.LabelCodes.Select((y, i) => (float)Math.Abs(y - Math.Sqrt(squared(i))))],
    };

    // Every nth row as the strong one says it, the others as the weak one does.
    private static PredictionSet Mix(int n) => Weak with { Scores = [.. Weak.Scores.Select((s, i) => i % n == 0 ? Strong.Scores[i] : s)] };

    private static ReleasesEvidence With(ReleasesEvidence releases, ReleaseEvidence one)
    {
        var all = new Dictionary<string, ReleaseEvidence>(releases.ByVersion) { [one.Version] = one };
        return releases with { ByVersion = all, BestOf = [.. all.Keys.Order(StringComparer.Ordinal)] };
    }

    private static GateTest Test(PredictionSet candidate, params (string Version, PredictionSet Predictions)[] releases) => Test(candidate, Metrics, releases);

    private static GateTest Test(PredictionSet candidate, Func<PredictionSet, IReadOnlyList<MetricResult>> measure, (string Version, PredictionSet Predictions)[] releases)
    {
        ReleaseEvidence Evidence((string Version, PredictionSet Predictions) release) => new(
            release.Version,
            new ReleasedBaseline("Contoso.Churn", new MetricsReport
            {
                Model = "Churn",
                Version = release.Version,
                Task = ModelTask.BinaryClassification,
                OnnxSha256 = release.Version,
                ReferenceRows = candidate.Rows,
                Metrics = measure(release.Predictions),
            }),
            new PairedPredictions
            {
                Baseline = release.Predictions,
                Candidate = candidate,
                Slices = new Dictionary<string, int[]>(),
                ReferenceRows = candidate.Rows,
                Threshold = 0.5,
                Seed = 1,
            },
            null);
        var test = new GateTest
        {
            IsAccepted = false,
            Releases = new ReleasesEvidence("Contoso.Churn", releases.Select(Evidence).ToDictionary(r => r.Version), [.. releases.Select(r => r.Version)]),
        };
        test.Measured.AddRange(measure(candidate));
        return test;
    }

    private static IReadOnlyList<MetricResult> Metrics(PredictionSet predictions) => Measured.Of(predictions);

    private static IReadOnlyList<MetricResult> Brier(PredictionSet predictions) =>
        [Metric("Brier", predictions.Scores.Select((s, i) => Math.Pow((double)s - predictions.LabelCodes[i], 2)).Average())];
}

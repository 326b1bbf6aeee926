using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>Change gates against the released package that a project names.</summary>
public class ReleaseGateTests
{
    [Fact]
    public void The_released_value_counts_and_the_accepted_one_does_not()
    {
        var test = Against(Released(Metric("AUC", 0.8)), Metric("AUC", 0.79));
        test.Before.Add(Metric("AUC", 0.7));

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.005"));

        Assert.Equal(("INGOT4002", GateOutcome.Failed, 0.8), (verdict.Code, verdict.Outcome, verdict.Baseline));
        Assert.Equal(
            "AUC on the reference data fell from 0.8000 (1.2.0) to 0.7900: a regression of 0.0100, over the 0.0050 that the gate allows (95 % interval 0.7800 to 0.8000, 1,409 rows). Improve the model, or raise MaxRegression or name another ModelBaselineVersion if the change is wanted.",
            verdict.Message);
    }

    /// <summary>It is scored on this very machine: no digit is another processor's.</summary>
    [Theory]
    [InlineData(1e-13, GateOutcome.Passed)]
    [InlineData(1e-9, GateOutcome.Failed)]
    public void A_release_is_compared_with_to_the_last_digit(double worse, GateOutcome outcome) =>
        Assert.Equal(outcome, Against(Released(Metric("LogLoss", 0.4)), Metric("LogLoss", 0.4 + worse)).DecideOne(Gate("LogLoss", maxRegression: "0")).Outcome);

    [Fact]
    public void The_very_same_model_is_said_to_be_that()
    {
        var released = Released(Metric("AUC", 0.8));
        released = released with { Metrics = released.Metrics! with { OnnxSha256 = "cc33" } };

        Assert.Equal(
            "AUC on the reference data went from 0.8000 (1.2.0) to 0.8000, being the very same model; the gate allows a regression of 0.0050.",
            Against(released, Metric("AUC", 0.8)).DecideOne(Gate("AUC", maxRegression: "0.005")).Message);
        Assert.Equal(
            "AUC on the reference data went from 0.8000 (1.2.0) to 0.8000; the gate allows a regression of 0.0050.",
            Against(Released(Metric("AUC", 0.8)), Metric("AUC", 0.8)).DecideOne(Gate("AUC", maxRegression: "0.005")).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Before_the_first_release_the_gate_is_skipped_in_CI_too(bool continuousIntegration)
    {
        var test = Against(new ReleasedBaseline("Contoso.Churn", null), Metric("AUC", 0.8));
        test.ContinuousIntegration = continuousIntegration;

        var verdict = test.DecideOne(Gate("AUC", maxRegression: "0.005"));

        Assert.Equal(("INGOT4020", GateOutcome.Skipped), (verdict.Code, verdict.Outcome));
        Assert.Equal("No version of Contoso.Churn was released yet to compare AUC with, so this gate was skipped. It will be decided once one is on a feed.", verdict.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_release_without_the_metric_is_not_compared_with(bool undefined)
    {
        var verdict = Against(undefined ? Released(Metric("AUC", double.NaN, "plan=a")) : Released(Metric("AUC", 0.8)), Metric("AUC", 0.8, "plan=a"))
            .DecideOne(Gate("AUC", maxRegression: "0.005", slice: "plan=a"));

        Assert.Equal(("INGOT4009", GateOutcome.Failed), (verdict.Code, verdict.Outcome));
        Assert.Equal(
            "Contoso.Churn 1.2.0 has no AUC on slice 'plan=a' to compare with: it is undefined for the baseline's predictions. Gate another metric, or name another ModelBaselineVersion.",
            verdict.Message);
    }

    [Fact]
    public void Proof_is_not_to_be_had_of_a_value_alone()
    {
        static GateSpec Proof() => Gate("AUC", maxRegression: "0.05") with { Policy = GatePolicy.NonInferior };
        var test = Against(Released(Metric("AUC", 0.8)), Metric("AUC", 0.79));
        const string Asked = "AUC on the reference data went from 0.8000 (1.2.0) to 0.7900: the gate asks for proof that the regression is less than 0.0500, but there is none (95 % interval 0.7800 to 0.8000, 1,409 rows). ";

        Assert.Equal(Asked + "Use Policy=\"Significant\".", test.DecideOne(Proof()).Message);
        test.Release = null;
        test.Before.Add(Metric("AUC", 0.8));
        Assert.Equal(
            Asked.Replace("1.2.0", "1.3.0", StringComparison.Ordinal) + "Run 'dotnet ingot accept' and commit both of its files, or use Policy=\"Significant\".",
            test.DecideOne(Proof()).Message);
    }

    /// <summary>
    /// Today's AUC of the released model is z standard errors over that of its package; the level is 0.001, z = 3.0902. p by scipy 1.10.1:
    /// norm.sf(3.2) = 0.000687.
    /// </summary>
    [Fact]
    public void A_release_that_is_too_good_on_todays_rows_has_seen_them()
    {
        var seen = Against(SeenBy(3.2), Metric("AUC", 0.7)).DecideOne(Gate("AUC", maxRegression: "0.01"));

        Assert.Equal(("INGOT4017", GateOutcome.Inconclusive), (seen.Code, seen.Outcome));
        Assert.Equal(
            "AUC on the reference data went from 0.7600 (1.2.0) to 0.7000, which says nothing: Contoso.Churn 1.2.0 has AUC 0.7600 on today's reference data and had 0.6000 when it was released (one-sided p = 0.0007): it was most likely trained on rows that are reference rows today, or these are much easier. Compare with a release that has not seen these rows (ModelBaselineVersion), or on rows that no release was trained on; else remove ModelBaselineVersion for this release, look at the metrics and run 'dotnet ingot accept'.",
            seen.Message);
        Assert.Equal(("INGOT4002", GateOutcome.Failed), Decided(SeenBy(3.0)));
    }

    [Fact]
    public void Rows_that_a_release_has_seen_excuse_no_file_and_fail_nothing_that_passes()
    {
        var seen = SeenBy(3.2);
        seen = seen with { Metrics = seen.Metrics! with { Metrics = [.. seen.Metrics.Metrics, Metric("Size", 1000), Metric("F1", 0.5)] } };
        var test = Against(seen, Metric("Size", 2000), Metric("F1", 0.5), Metric("AUC", 0.7));

        Assert.Equal("INGOT4002", test.DecideOne(Gate("Size", maxRegression: "1B")).Code);
        Assert.Equal(GateOutcome.Passed, test.DecideOne(Gate("F1", maxRegression: "0.01")).Outcome);
    }

    [Fact]
    public void Nobody_can_tell_whether_rows_were_seen_without_the_main_metric_of_the_same_task_on_all_rows()
    {
        var seen = SeenBy(3.2);
        Assert.Equal(("INGOT4017", GateOutcome.Inconclusive), Decided(seen));
        foreach (var packed in new[]
        {
            null,
            seen.Packed! with { Task = ModelTask.MulticlassClassification },
            seen.Packed with { Metrics = [Metric("Brier", 0.1)] },
            seen.Packed with { Metrics = [seen.Packed.Metrics[0] with { Slice = "plan=a" }] },
        })
        {
            Assert.Equal(("INGOT4002", GateOutcome.Failed), Decided(seen with { Packed = packed }));
        }
    }

    private static (string?, GateOutcome) Decided(ReleasedBaseline release)
    {
        var verdict = Against(release, Metric("AUC", 0.7)).DecideOne(Gate("AUC", maxRegression: "0.01"));
        return (verdict.Code, verdict.Outcome);
    }

    // Errors of 0.03 and 0.04: that of the difference is 0.05.
    private static ReleasedBaseline SeenBy(double z) => Released(Metric("AUC", 0.6 + (0.05 * z)) with { StandardError = 0.03 }) with
    {
        Packed = Report(Metric("AUC", 0.6) with { StandardError = 0.04 }),
    };

    private static ReleasedBaseline Released(params MetricResult[] metrics) => new("Contoso.Churn", Report(metrics));

    private static MetricsReport Report(params MetricResult[] metrics) => new()
    {
        Model = "Churn", Version = "1.2.0", Task = ModelTask.BinaryClassification, OnnxSha256 = "dd44", ReferenceRows = 1409, Metrics = metrics,
    };

    private static GateTest Against(ReleasedBaseline release, params MetricResult[] measured)
    {
        var test = new GateTest { Release = release };
        test.Measured.AddRange(measured);
        return test;
    }
}

using System.Xml.Linq;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;
using Ingot.Core.Predictions;
using Ingot.Core.Specs;
using Ingot.Core.Tests.Metrics;
using static Ingot.Core.Tests.Gates.GateTest;

namespace Ingot.Core.Tests.Gates;

/// <summary>What gates say in whole sentences: what was found, what was expected, the remedy.</summary>
public class GateMessageTests
{
    [Fact]
    public void A_gate_that_cannot_be_decided_says_what_to_change()
    {
        var test = new GateTest();
        test.Measured.AddRange([Metric("AUC", 0.9), Metric("Size", 100), Metric("AUC", double.NaN, "plan=none", 0), Metric("F1", double.NaN), Metric("F1", double.NaN, "plan=a", 1)]);

        Assert.Equal(
            [
                "The gate on AUC has no threshold and would always pass. Add Min, Max or MaxRegression.",
                "Size belongs to the model as a whole and has no value on the slice 'plan=a'. Remove Slice from the gate.",
                "The slice 'plan=none' has no rows in the reference data, so AUC cannot be measured. Correct the slice or the data.",
                $"F1 on the reference data is undefined (1,409 rows): it needs {MetricCatalog.Needs("F1")}. Gate another metric or give more reference rows.",
                $"F1 on slice 'plan=a' is undefined (1 row): it needs {MetricCatalog.Needs("F1")}. Gate another metric or give more reference rows.",
                "LogLoss was not measured on the reference data; measured: AUC, Size, F1. Correct the gate's metric.",
                "AUC was not measured on the slice 'plan=b'; measured slices: plan=none, plan=a. Write 'column=value' with a column of the reference data, or add a <Slice> item of that name.",
                "Latency.P99 depends on the machine and is never accepted, so MaxRegression=\"1ms\" has nothing to compare it with. Use Min or Max.",
                "MaxRegression=\"5MB\" of the gate on AUC cannot be read; expected a number such as 0.84, without a unit, not negative, or a percentage such as 2%.",
            ],
            test.Decide(
                Gate("AUC"), Gate("Size", max: "1", slice: "plan=a"), Gate("AUC", min: "0", slice: "plan=none"), Gate("F1", min: "0"), Gate("F1", min: "0", slice: "plan=a"),
                Gate("LogLoss", max: "1"), Gate("AUC", min: "0", slice: "plan=b"))
                .Concat(Timed().Decide(Gate("Latency.P99", maxRegression: "1ms"), Gate("AUC", maxRegression: "5MB"))).Select(v => v.Message));
    }

    [Fact]
    public void Of_many_slices_the_first_twenty_are_listed_and_of_none_none()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 0.9));
        Assert.Contains("; measured slices: none. Write", test.DecideOne(Gate("AUC", min: "0", slice: "plan=z")).Message, StringComparison.Ordinal);

        test.Measured.AddRange(Enumerable.Range(10, 30).SelectMany(i => new[] { Metric("AUC", 0.9, $"plan={i}"), Metric("F1", 0.9, $"plan={i}") }));
        Assert.Contains(
            $"; measured slices: {string.Join(", ", Enumerable.Range(10, 20).Select(i => $"plan={i}"))}. Write", test.DecideOne(Gate("AUC", min: "0", slice: "plan=z")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gate_that_passed_says_the_value_and_what_was_asked_for()
    {
        var test = Timed();
        test.Measured.AddRange([Metric("LogLoss", 0.4, "plan=a"), Metric("Size", 1_000_000)]);

        Assert.Equal(
            [
                "AUC on the reference data is 0.9000; the gate asks for at least 0.8400.",
                "LogLoss on slice 'plan=a' is 0.4000; the gate asks for at most 0.4200.",
                "Size of the model is 1,000,000 bytes; the gate asks for at most 5,000,000 bytes.",
                "Latency.P99 is at most 20 ms on the machine that built the model.",
            ],
            test.Decide(Gate("AUC", min: "0.84"), Gate("LogLoss", max: "0.42", slice: "plan=a"), Gate("Size", max: "5MB"), Gate("Latency.P99", max: "20ms")).Select(v => v.Message));
        Assert.Equal(["AUC Min=0.84", "AUC Max=0.99"], test.Decide(Gate("AUC", min: "0.84", max: "0.99")).Select(v => v.Gate));
    }

    [Fact]
    public void A_value_without_an_interval_is_told_with_its_rows()
    {
        var test = Timed();
        test.Measured.Add(new MetricResult { Name = "F1", Value = 0.5, Low = double.NaN, High = double.NaN, Rows = 1 });

        Assert.Equal(
            [
                "Latency.P99 on this machine is 12.3 ms, over the 10 ms that the gate allows (95 % interval 2.3 ms to 22.3 ms, 1,409 rows). Improve the model, or change the gate if its threshold is wrong.",
                "F1 on the reference data is 0.5000, under the 0.6000 that the gate asks for (1 row). Improve the model, or change the gate if its threshold is wrong.",
            ],
            test.Decide(Gate("Latency.P99", max: "10ms"), Gate("F1", min: "0.6")).Select(v => v.Message));
    }

    [Fact]
    public void What_cannot_be_compared_with_says_why()
    {
        var test = new GateTest { AcceptedTask = Schemas.ModelTask.Regression };
        test.Measured.AddRange([Metric("AUC", 0.9), Metric("AUC", 0.9, "plan=a")]);
        test.Before.Add(Metric("AUC", 0.9));
        const string Review = "Review today's metrics, run 'dotnet ingot accept', and commit the file.";

        Assert.Equal(
            $"Churn.accepted.json belongs to a Regression model and this is a BinaryClassification model, so AUC cannot be compared. {Review}",
            test.DecideOne(Gate("AUC", maxRegression: "0")).Message);
        test.AcceptedTask = null;
        Assert.Equal(
            $"Churn.accepted.json has no AUC on slice 'plan=a' to compare with. {Review}",
            test.DecideOne(Gate("AUC", maxRegression: "0", slice: "plan=a")).Message);
        test.ScoresAgree = false;
        Assert.Equal(
            "Churn.accepted.parquet does not belong to Churn.accepted.json: its hash is not the one recorded there, so AUC cannot be compared. Restore both files of one commit (with Git LFS: git lfs pull), or run 'dotnet ingot accept' and commit both.",
            test.DecideOne(Gate("AUC", maxRegression: "0")).Message);
        test.IsAccepted = false;
        Assert.Equal(
            "There is no Churn.accepted.json to compare AUC with, so this gate was skipped. Run 'dotnet ingot accept' and commit the file.",
            test.DecideOne(Gate("AUC", maxRegression: "0")).Message);
        test.ContinuousIntegration = true;
        Assert.Contains("so this gate was not decided. Run", test.DecideOne(Gate("AUC", maxRegression: "0")).Message, StringComparison.Ordinal);
    }

    /// <summary>Only what proof was asked for, and what needed any, is said to be proven.</summary>
    [Fact]
    public void A_proof_is_told_where_one_was_asked_for()
    {
        var (worse, better) = PairedSamples.Binary(400);
        string Passed(PredictionSet now, GatePolicy policy) => Compare(better, now).DecideOne(Gate("AUC", maxRegression: "0.3") with { Policy = policy }).Message;

        Assert.Equal(
            "AUC on the reference data went from 0.7517 (1.3.0) to 0.6648; the gate allows a regression of 0.3000, and the regression is proven to be less (paired 95 % interval 0.0168 to 0.1571, p < 0.0001, 400 rows).",
            Passed(worse, GatePolicy.NonInferior));
        Assert.Equal("AUC on the reference data went from 0.7517 (1.3.0) to 0.6648; the gate allows a regression of 0.3000.", Passed(worse, GatePolicy.Significant));
        Assert.Equal("AUC on the reference data went from 0.7517 (1.3.0) to 0.7517; the gate allows a regression of 0.3000.", Passed(better, GatePolicy.NonInferior));
    }

    /// <summary>A millionth of a score is the processor's; more is another model. On a slice only its rows count.</summary>
    [Fact]
    public void Scores_are_the_same_up_to_the_last_digits_of_a_float()
    {
        var (model, other) = PairedSamples.Binary(4);
        bool Same(float[] before, float[] now, params int[] rows) => Paired(model with { Scores = before }, model with { Scores = now }).AreIdentical(rows);

        Assert.True(Same([0.5f, 0, 1, 0.25f], [0.5000004f, 0, 1, 0.25f], 0, 1, 2, 3));
        Assert.False(Same([0.5f, 0, 1, 0.25f], [0.500001f, 0, 1, 0.25f], 0, 1, 2, 3));
        Assert.False(Same([0.5f, 0, 1, 0.25f], [0.5f, 1e-7f, 1, 0.25f], 0, 1, 2, 3));
        Assert.True(Same([0.5f, 0, 1, 0.25f], [0.5f, 1e-7f, 1, 0.25f], 0, 2, 3));
        Assert.True(Same([], []));
        var (before, now) = PairedSamples.Classes(3);
        Assert.True(Paired(before, before).AreIdentical([0, 1, 2]));
        Assert.False(Paired(before, now).AreIdentical([2]));
        var second = before with { Scores = [.. before.Scores.Select((s, i) => i / 3 == 1 ? now.Scores[i] : s)] };
        Assert.Equal((true, false, true), (Paired(before, second).AreIdentical([0]), Paired(before, second).AreIdentical([1]), Paired(before, second).AreIdentical([2])));
        Assert.NotEqual(model, other);
    }

    [Fact]
    public void A_standing_that_needs_words_has_them() => Assert.Equal(
        ["nobody judged the model", "", "no gate judges how good the predictions are", ""],
        ((ModelStanding[])[ModelStanding.NotJudged, ModelStanding.NotPassed, ModelStanding.QualityNotJudged, ModelStanding.Passed]).Select(ModelStandings.Meaning));

    [Fact]
    public void Releases_are_read_as_they_were_written_and_their_columns_named_by_them()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, ReleasesFile.ToJson([]));
            Assert.Empty(ReleasesFile.Read(file));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal("1.2.0/score", ReleasesFile.Column("1.2.0", "score"));
    }

    [Fact]
    public void JUnit_keeps_every_character_that_XML_has()
    {
        Verdict[] verdicts = [new() { Gate = "AUC Min=0.8", Slice = "plan=😀\u0001ü\uFFFE\t", Outcome = GateOutcome.Failed, Message = "It 😀 failed.\u0002" }];
        var suite = XDocument.Parse(JUnitReport.ToXml("Ch😀urn\u0003", verdicts)).Root!.Element("testsuite")!;
        var failure = suite.Descendants("failure").Single();

        Assert.Equal("Ch😀urn", suite.Attribute("name")!.Value);
        Assert.Equal("AUC Min=0.8 on plan=😀ü\t", suite.Element("testcase")!.Attribute("name")!.Value);
        Assert.Equal(("", "It 😀 failed.", "Ch😀urn"), (failure.Attribute("type")!.Value, failure.Attribute("message")!.Value, suite.Element("testcase")!.Attribute("classname")!.Value));
        Assert.EndsWith(": : It 😀 failed.", failure.Value, StringComparison.Ordinal);
    }

    private static GateTest Timed()
    {
        var test = new GateTest();
        test.Measured.Add(Metric("AUC", 0.9));
        test.Durations.Add(Metric("Latency.P99", 0.0123));
        return test;
    }

    private static PairedPredictions Paired(PredictionSet baseline, PredictionSet candidate) => new()
    {
        Baseline = baseline,
        Candidate = candidate,
        Slices = new Dictionary<string, int[]>(),
        ReferenceRows = candidate.Rows,
        Threshold = 0.5,
        Seed = 1,
    };

    private static GateTest Compare(PredictionSet baseline, PredictionSet candidate)
    {
        var test = new GateTest { Paired = Paired(baseline, candidate) };
        test.Measured.AddRange(Measured.Of(candidate));
        test.Before.AddRange(Measured.Of(baseline));
        return test;
    }
}

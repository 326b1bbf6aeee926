using System.Text.Json;
using Ingot.Core.Behaviour;
using Ingot.Core.Gates;

namespace Ingot.Pipeline.Tests;

public class BehaviourTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_model_that_uses_a_column_is_not_invariant_to_it_and_one_that_does_not_is()
    {
        using var model = new ModelFolder();
        model.AddItem("InvarianceTest", "plan", 9);
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));

        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4101", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Matches(@"^The prediction moves when plan has another value, for \d+ of 300 rows \(\d+(\.\d+)? %\), over the 1 % that the test allows; a move of 0\.02 counts as none: row \d+, plan [abc] to [abc], 0\.\d+ to 0\.\d+; row ", diagnostic.Message);
        var verdict = Assert.Single(Verdicts(model));
        Assert.Equal(("InvarianceTest plan", GateOutcome.Failed, 0.01), (verdict.Gate, verdict.Outcome, verdict.Threshold));
        var result = Assert.Single(Results(model));
        Assert.Equal((300, 5), (result.Rows, result.Examples!.Count));
        Assert.Equal(verdict.Value, (double)result.Broken!.Value / 300);
        Assert.True(result.Broken > 200, "a third of the label is the plan");

        // One split, which is not on the age.
        model.Items.Clear();
        model.AddItem("InvarianceTest", "age", 9, ("Values", "20;70"));
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"));
        Assert.Equal(StageOutcome.Passed, model.Run(ToGate));
        Assert.Equal((0, GateOutcome.Passed), (Results(model)[0].Broken, Assert.Single(Verdicts(model)).Outcome));
    }

    [Fact]
    public void The_examples_are_what_the_model_says_of_the_changed_rows()
    {
        using var model = new ModelFolder();
        model.AddItem("InvarianceTest", "plan", 9, ("Values", "b"), ("Where", "plan = 'a' AND age < 60"));
        model.Run(ToGate);
        var before = Assert.Single(Results(model));
        var worst = before.Examples![0];
        Assert.Contains("plan a to b", worst.What, StringComparison.Ordinal);

        // The same row with the other value, in the file: the model says there what the example says.
        var lines = File.ReadAllLines(model.File("reference.csv"));
        var row = lines[worst.Row + 1].Split(',');
        Assert.Equal("a", row[2]);
        model.Items.Clear();
        File.WriteAllText(model.File("golden.csv"), FormattableString.Invariant(
            $"usage,age,plan,expected_probability\n{row[0]},{row[1]},a,{worst.Before}\n{row[0]},{row[1]},b,{worst.After}\n"));
        model.AddItem("ExpectedPrediction", model.File("golden.csv"), 10, ("Tolerance", "0.000001"));
        Assert.True(StageOutcome.Passed == model.Run(Stage.Evaluate, Stage.Gate), string.Join('\n', model.Diagnostics.Items));
        Assert.Equal((2, 0), (Results(model)[0].Rows, Results(model)[0].Broken));
    }

    [Fact]
    public void Numbers_are_changed_by_an_amount()
    {
        using var model = new ModelFolder();
        model.AddItem("InvarianceTest", "usage", 9, ("Change", "*1.5"));
        model.AddItem("InvarianceTest", "usage", 10, ("Values", "0;100"), ("MaxShare", "1"));
        model.AddItem("InvarianceTest", "usage", 11, ("Change", "+0.0000001"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4101", 9)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Theory]
    [InlineData("NotDecrease", true)]
    [InlineData("NotIncrease", false)]
    [InlineData("Decrease", false)]
    public void A_monotone_model_goes_in_its_direction(string expect, bool passes)
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "usage", 4, ("Monotone", "Increasing"));
        model.AddItem("DirectionalTest", "usage", 9, ("Change", "+30"), ("Expect", expect));

        Assert.Equal(passes ? StageOutcome.Passed : StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal(passes ? [] : [("INGOT4102", 9)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Fact]
    public void Of_the_other_class_the_direction_is_the_other_one()
    {
        using var model = new ModelFolder();
        model.AddItem("Column", "usage", 4, ("Monotone", "Increasing"));
        model.AddItem("DirectionalTest", "usage", 9, ("Change", "+30"), ("Expect", "NotIncrease"), ("Class", "No"));
        model.AddItem("DirectionalTest", "usage", 10, ("Change", "-90"), ("Expect", "Decrease"), ("Where", "usage > 95 AND plan = 'b'"), ("Tolerance", "0.3"));

        Assert.True(StageOutcome.Passed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
        Assert.All(Results(model), r => Assert.True(r.Rows > 0));
    }

    [Fact]
    public void Rows_that_would_leave_the_range_of_the_schema_are_left_out_and_named()
    {
        using var model = new ModelFolder();
        model.Run(Stage.Prepare);
        var schema = model.File("Leave.schema.json");
        var text = File.ReadAllText(schema);
        var at = text.IndexOf("\"distinct\"", text.IndexOf("\"usage\"", StringComparison.Ordinal), StringComparison.Ordinal);
        File.WriteAllText(schema, text.Insert(at, "\"max\": 100, "));
        model.AddItem("DirectionalTest", "usage", 9, ("Change", "+50"), ("Expect", "Decrease"));
        model.AddItem("DirectionalTest", "usage", 10, ("Change", "+101"), ("Expect", "Decrease"));
        model.Run(ToGate);

        var results = Results(model);
        Assert.True(results[0].Rows is > 100 and < 200);
        Assert.Equal($"{300 - results[0].Rows} rows that cannot have another value of usage", Assert.Single(results[0].LeftOut!));
        Assert.Equal([("INGOT4102", 9), ("INGOT4100", 10)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Fact]
    public void A_row_in_the_item_is_predicted_as_expected_or_not()
    {
        using var model = new ModelFolder();
        model.AddItem("ExpectedPrediction", "heavy user", 9, ("Values", "usage=99;plan=a"), ("ExpectedLabel", "Yes"), ("Min", "0.9"));
        model.AddItem("ExpectedPrediction", "light user", 10, ("Values", "usage=1;plan=c"), ("ExpectedLabel", "Yes"));
        model.AddItem("ExpectedPrediction", "light user again", 11, ("Values", "usage=1;plan=c"), ("Min", "0.5"));
        model.AddItem("ExpectedPrediction", "and again", 12, ("Values", "usage=1;plan=c"), ("Class", "No"), ("Min", "0.5"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4103", 10), ("INGOT4103", 11)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        Assert.Contains("row 0, Yes expected, was No 0.", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.Contains("row 0, at least 0.5 expected, was 0.", model.Diagnostics.Items[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_labels_to_expect_under_their_own_name_too()
    {
        using var model = new ModelFolder();
        File.WriteAllText(model.File("golden.csv"), "plan,usage,expected_label\na,99,Yes\nc,1,No\nc,2,Yes\n");
        File.WriteAllText(model.File("rows.csv"), "left,usage,plan,age\nYes,99,a,30\n");
        model.AddItem("ExpectedPrediction", model.File("golden.csv"), 9);
        model.AddItem("ExpectedPrediction", model.File("rows.csv"), 10);

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4103", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("1 of 3 rows is not predicted as expected: row 2, Yes expected, was No 0.", diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal(["ExpectedPrediction golden.csv", "ExpectedPrediction rows.csv"], Verdicts(model).Select(v => v.Gate));
    }

    [Fact]
    public void Groups_that_are_treated_differently_fail_each_threshold_by_itself()
    {
        using var model = new ModelFolder();
        model.AddItem("FairnessGate", "plan", 9, ("MaxDemographicParityDifference", "0.1"), ("MinDisparateImpact", "0.8"), ("MaxEqualOpportunityDifference", "1"));
        model.AddItem("FairnessGate", "plan", 10, ("MaxEqualizedOddsDifference", "1"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4104", 9), ("INGOT4104", 9)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        Assert.Matches(@"^The demographic parity difference of plan is 0\.\d+, over the 0\.1000 that the test allows \(plan=a 0\.\d+, plan=c 0\.\d+; 95 % interval 0\.\d+ to 0\.\d+; 300 rows\)", model.Diagnostics.Items[0].Message);
        Assert.Equal(
            ["FairnessGate plan MaxDemographicParityDifference=0.1", "FairnessGate plan MaxEqualOpportunityDifference=1", "FairnessGate plan MinDisparateImpact=0.8", "FairnessGate plan MaxEqualizedOddsDifference=1"],
            Verdicts(model).Select(v => v.Gate));
    }

    [Fact]
    public void Small_groups_are_left_out_and_named()
    {
        using var model = new ModelFolder();
        File.AppendAllText(model.File("reference.csv"), "10,30,d,Yes\n10,31,d,Yes\n");
        model.AddItem("FairnessGate", "plan", 9, ("MaxDemographicParityDifference", "0"));
        model.Run(ToGate);

        Assert.Contains("300 rows; left out are groups of fewer than 30 rows: plan=d (2))", model.Diagnostics.Items[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calibration_is_held_against_its_thresholds_on_all_rows_and_on_slices()
    {
        using var model = new ModelFolder();
        model.AddItem("Slice", "heavy", 5, ("Where", "usage > 50"));
        model.AddItem("CalibrationGate", "probability", 9, ("MaxECE", "0.5"), ("MinSlope", "0.1"), ("MaxSlope", "10"), ("MinIntercept", "-3"), ("MaxIntercept", "3"));
        model.AddItem("CalibrationGate", "probability", 10, ("MaxECE", "0"), ("Slice", "plan=b"));
        model.AddItem("CalibrationGate", "probability", 11, ("MaxECE", "0"), ("Slice", "heavy"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4105", 10), ("INGOT4105", 11)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        Assert.StartsWith("ECE on slice 'plan=b' is 0.", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.Equal(7, Verdicts(model).Count);
    }

    [Theory]
    [InlineData("InvarianceTest", "colour", "There is no column 'colour'; expected one of usage, age, plan.")]
    [InlineData("InvarianceTest", "left", "'left' is not a feature of the model: it has the role Label")]
    [InlineData("InvarianceTest", "usage", "more than 10 different numbers. Add Values, or Change")]
    [InlineData("InvarianceTest", "plan", "'x' is not a value of 'plan'; expected one of a, b, c.", "Values", "a;x")]
    [InlineData("InvarianceTest", "plan", "No reference row satisfies Where=\"age > 1000\"", "Where", "age > 1000")]
    [InlineData("InvarianceTest", "plan", "is not valid SQL", "Where", "agee > 10")]
    [InlineData("InvarianceTest", "plan", "cannot be applied to 'plan', which is a String column", "Change", "+1")]
    [InlineData("DirectionalTest", "usage", "is for dates, but 'usage' has numbers", "Change", "+1d", "Expect", "Increase")]
    [InlineData("DirectionalTest", "usage", "There is no class 'Maybe'; expected one of No, Yes.", "Change", "+1", "Expect", "Increase", "Class", "Maybe")]
    [InlineData("FairnessGate", "colour", "There is no column 'colour'", "MinDisparateImpact", "0.8")]
    [InlineData("FairnessGate", "usage", "has more than 50 values", "MinDisparateImpact", "0.8")]
    [InlineData("FairnessGate", "plan", "Fewer than two groups of 'plan' have 200 rows or more: plan=a (", "MinDisparateImpact", "0.8", "MinRows", "200")]
    [InlineData("CalibrationGate", "p", "is not a column of the reference data", "MaxECE", "1", "Slice", "colour=red")]
    [InlineData("CalibrationGate", "p", "The slice 'plan=z' has no rows", "MaxECE", "1", "Slice", "plan=z")]
    [InlineData("CalibrationGate", "p", "'plan' is 3 slices", "MaxECE", "1", "Slice", "plan")]
    [InlineData("ExpectedPrediction", "row", "There is no column 'colour'", "Values", "colour=red", "ExpectedLabel", "Yes")]
    [InlineData("ExpectedPrediction", "row", "The class 'Maybe' is expected, and there is none", "Values", "usage=1", "ExpectedLabel", "Maybe")]
    [InlineData("ExpectedPrediction", "row", "'much' is not a value of 'usage'", "Values", "usage=much", "ExpectedLabel", "Yes")]
    [InlineData("ExpectedPrediction", "missing.csv", "does not exist")]
    public void What_cannot_be_decided_has_failed(string type, string include, string expected, params string[] metadata)
    {
        using var model = new ModelFolder();
        model.AddItem(type, include == "missing.csv" ? model.File(include) : include, 9, [.. metadata.Chunk(2).Select(p => (p[0], p[1]))]);
        model.AddItem("ExpectedPrediction", "heavy user", 10, ("Values", "usage=99;plan=a"), ("ExpectedLabel", "Yes"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4100", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
        Assert.Equal([GateOutcome.Failed, GateOutcome.Passed], Verdicts(model).Select(v => v.Outcome));
    }

    [Theory]
    [InlineData("usage,colour,expected_label\n1,red,Yes\n", "columns that mean nothing here: colour")]
    [InlineData("usage,plan\n1,a\n", "expects nothing. Add a column expected_label or expected_probability")]
    [InlineData("usage,expected_label\nmuch,Yes\n", "1 value of the column 'usage' is not of the type Number")]
    [InlineData("usage,expected_label\n1,\n", "Row 0 of 'golden.csv', from 0, expects nothing")]
    public void A_file_that_cannot_be_compared_has_failed(string text, string expected)
    {
        using var model = new ModelFolder();
        File.WriteAllText(model.File("golden.csv"), text);
        model.AddItem("ExpectedPrediction", model.File("golden.csv"), 9);

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4100", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains(expected, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_moves_by_shares_of_its_value()
    {
        using var model = new ModelFolder();
        model.Properties["ModelTask"] = "Regression";
        model.Properties["ModelLabel"] = "usage";
        model.AddItem("InvarianceTest", "plan", 9, ("Tolerance", "1000"));
        model.AddItem("InvarianceTest", "left", 10, ("Tolerance", "0.05"));
        model.AddItem("ExpectedPrediction", "some", 11, ("Values", "left=Yes;plan=a"), ("Min", "0"), ("Max", "100"));
        model.AddItem("ExpectedPrediction", "none", 12, ("Values", "left=Yes;plan=a"), ("Min", "1000"));
        model.AddItem("FairnessGate", "plan", 13, ("MinDisparateImpact", "0.8"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal(
            [("INGOT4101", 10), ("INGOT4103", 12), ("INGOT4100", 13)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
    }

    [Fact]
    public void A_probability_outside_of_its_range_cannot_be_expected()
    {
        using var model = new ModelFolder();
        model.AddItem("ExpectedPrediction", "percent", 11, ("Values", "usage=99;plan=a"), ("Min", "60"));
        model.AddItem("ExpectedPrediction", "anything", 12, ("Values", "usage=99;plan=a"), ("Max", "1"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal([("INGOT4100", 11), ("INGOT4100", 12)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        Assert.Contains("Min is 60, and no row keeps it, since a probability is from 0 to 1. Write the probability that is meant, or remove it.", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_classes_the_predicted_one_must_stay()
    {
        using var model = new ModelFolder();
        model.Properties["ModelLabel"] = "plan";
        model.AddItem("InvarianceTest", "left", 9);
        model.AddItem("DirectionalTest", "usage", 10, ("Change", "+10"), ("Expect", "Increase"));
        model.AddItem("DirectionalTest", "usage", 11, ("Change", "+0.0000001"), ("Expect", "NotIncrease"), ("Class", "a"));
        model.AddItem("FairnessGate", "left", 12, ("MinDisparateImpact", "0.8"), ("Class", "a"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal(
            [("INGOT4101", 9), ("INGOT4100", 10), ("INGOT4104", 12)], model.Diagnostics.Items.Select(d => (d.Code, d.Location.Line)));
        Assert.Matches("row [0-9]+, left (Yes|No) to (Yes|No), [abc] 0.[0-9]+ to [abc] 0.[0-9]+", model.Diagnostics.Items[0].Message);
    }

    [Fact]
    public void Tests_stand_in_sarif_and_junit_with_the_rule_that_they_could_have_broken()
    {
        using var model = new ModelFolder();
        model.AddItem("CalibrationGate", "probability", 9, ("MaxECE", "0.5"));
        model.Run(ToGate);

        using var sarif = JsonDocument.Parse(File.ReadAllBytes(model.Output(Stage.Gate, "verdicts.sarif")));
        var result = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal(("INGOT4105", "pass"), (result.GetProperty("ruleId").GetString(), result.GetProperty("kind").GetString()));
        Assert.Contains("CalibrationGate probability MaxECE=0.5", File.ReadAllText(model.Output(Stage.Gate, "verdicts.junit.xml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_tests_nothing_is_written()
    {
        using var model = new ModelFolder();
        model.Run(ToGate);

        Assert.False(File.Exists(model.Output(Stage.Evaluate, "behaviour.json")));
    }

    private static IReadOnlyList<Verdict> Verdicts(ModelFolder model) => VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"));

    private static IReadOnlyList<BehaviourResult> Results(ModelFolder model) =>
        BehaviourFile.Read(model.Output(Stage.Evaluate, "behaviour.json")).Tests;
}

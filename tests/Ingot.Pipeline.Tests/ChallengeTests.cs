using System.Globalization;
using System.Text;
using Ingot.Artifacts;
using Ingot.Core.Behaviour;
using Ingot.Core.Gates;

namespace Ingot.Pipeline.Tests;

/// <summary>Tests that compare the model with further ones, from the project to the verdict.</summary>
public class ChallengeTests
{
    private static readonly Stage[] ToGate = [Stage.Prepare, Stage.Train, Stage.Challenge, Stage.Evaluate, Stage.Gate];

    [Fact]
    public void A_model_that_depends_on_its_seed_fails_at_the_tests_line()
    {
        using var model = new ModelFolder();
        model.AddItem("StabilityTest", "seeds", 9, ("Seeds", "2"), ("Metric", "AUC"), ("MaxSpread", "0"));
        model.AddItem("StabilityTest", "seeds", 10, ("Seeds", "2"), ("Metric", "AUC"), ("MaxSpread", "0.2"));

        Assert.True(StageOutcome.GateFailed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4106", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Matches(@"^The spread of AUC over 3 seeds is 0\.\d+, over the 0\.0000 that the test allows \(seed 1 0\.\d+, seed 2 0\.\d+, seed 3 0\.\d+; 300 rows\)", diagnostic.Message);
        Assert.Equal([GateOutcome.Failed, GateOutcome.Passed], Verdicts(model).Select(v => v.Outcome));
        Assert.Equal(4, Directory.GetFiles(model.File("ingot/challenge"), "*.onnx").Length);
    }

    [Fact]
    public void A_boosted_model_is_better_than_a_constant_but_hardly_than_the_model_that_made_the_data()
    {
        using var model = new ModelFolder();
        model.AddItem("SimplerModelTest", "Constant", 9, ("Metric", "LogLoss"), ("MinGain", "0.05"));
        model.AddItem("SimplerModelTest", "constant", 10, ("Metric", "AUC"), ("MinGain", "0.2"));
        model.AddItem("SimplerModelTest", "LogisticRegression", 11, ("Metric", "AUC"), ("MinGain", "0.01"));

        Assert.True(StageOutcome.GateFailed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4107", 11), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Contains("The gain in AUC over the simpler model LogisticRegression is ", diagnostic.Message, StringComparison.Ordinal);

        // A constant's AUC is one half.
        var gain = Results(model)[1].Find("Gain")!;
        Assert.EndsWith(", Constant 0.5000", gain.From, StringComparison.Ordinal);
        Assert.True(gain.Low > 0 && gain.Low < gain.Value && gain.Value < gain.High, gain.ToString());
    }

    [Fact]
    public void The_same_model_is_no_better_than_itself()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LogisticRegression", 8);
        model.AddItem("SimplerModelTest", "LogisticRegression", 9, ("Metric", "LogLoss"), ("MinGain", "0.001"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal("INGOT4107", Assert.Single(model.Diagnostics.Items).Code);
        Assert.Equal(0, Assert.Single(Verdicts(model)).Value);
    }

    [Fact]
    public void A_feature_that_tells_the_label_is_found_and_named()
    {
        using var model = new ModelFolder();
        foreach (var file in (string[])["train.csv", "reference.csv"])
        {
            var lines = File.ReadAllLines(model.File(file)).Select((line, i) =>
                i == 0 ? line + ",closed" : line + (line.EndsWith("Yes", StringComparison.Ordinal) ? ",1" : ",0"));
            File.WriteAllLines(model.File(file), lines);
        }

        model.AddItem("LeakageTest", "label", 9);
        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        var diagnostic = model.Diagnostics.Items[^1];
        Assert.Equal(("INGOT4108", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.StartsWith("What the best feature alone explains is 1.0000, over the 0.9800 that the test allows (AUC of closed 1.0000, ", diagnostic.Message, StringComparison.Ordinal);

        model.AddItem("Column", "closed", 4, ("Role", "Ignored"));
        File.Delete(model.File("Leave.schema.json"));
        Assert.True(StageOutcome.Passed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
    }

    [Fact]
    public void Nothing_is_learned_from_shuffled_labels()
    {
        using var model = new ModelFolder();
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "20"));
        model.AddItem("LeakageTest", "label", 9, ("Shuffled", "true"));

        Assert.True(StageOutcome.Passed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
        Assert.Equal(["LeakageTest label MaxSingleFeature=0.98", "LeakageTest label Shuffled=7.173"], Verdicts(model).Select(v => v.Gate));
    }

    [Fact]
    public void A_world_that_changed_makes_an_older_model_worse()
    {
        using var model = new ModelFolder();
        WriteDated(model, "train.csv", 900, 1);
        WriteDated(model, "reference.csv", 300, 2, onlyNew: true);
        model.AddItem("Column", "since", 4, ("Role", "Timestamp"));
        model.Properties["ModelSplit"] = "Random";
        model.AddItem("StalenessTest", "half a year", 9, ("Age", "180d"), ("Metric", "AUC"), ("MaxRegression", "0.05"));
        model.AddItem("StalenessTest", "a day", 10, ("Age", "1d"), ("Metric", "AUC"), ("MaxRegression", "0.3"), ("Timestamp", "since"));

        Assert.True(StageOutcome.GateFailed == model.Run(ToGate), string.Join('\n', model.Diagnostics.Items));
        var diagnostic = Assert.Single(model.Diagnostics.Items);
        Assert.Equal(("INGOT4109", 9), (diagnostic.Code, diagnostic.Location.Line));
        Assert.Matches(@"^The loss of AUC without the newest 180 days of training data is 0\.\d+, over the 0\.0500 that the test allows \(the model 0\.\d+, without the newest 180 days 0\.\d+; 95 % interval", diagnostic.Message);
    }

    [Theory]
    [InlineData("StalenessTest", "INGOT2501", "has no Timestamp, and no column of the schema has that role", "Age", "90d", "Metric", "AUC", "MaxRegression", "0.1")]
    [InlineData("StalenessTest", "INGOT2501", "names the column 'when', which the schema does not have", "Age", "90d", "Metric", "AUC", "MaxRegression", "0.1", "Timestamp", "when")]
    [InlineData("StalenessTest", "INGOT2501", "is a Number column and not one of dates", "Age", "90d", "Metric", "AUC", "MaxRegression", "0.1", "Timestamp", "age")]
    [InlineData("SimplerModelTest", "INGOT2001", "LinearRegression cannot be used for BinaryClassification", "Metric", "AUC", "MinGain", "0")]
    public void What_cannot_be_trained_is_an_error_at_the_tests_line(string type, string code, string expected, params string[] metadata)
    {
        using var model = new ModelFolder();
        model.AddItem(type, "LinearRegression", 9, [.. metadata.Chunk(2).Select(p => (p[0], p[1]))]);
        model.AddItem(type, "LinearRegression", 10, [.. metadata.Chunk(2).Select(p => (p[0], p[1]))]);

        Assert.Equal(StageOutcome.BadInput, model.Run(ToGate));
        Assert.Contains(model.Diagnostics.Items, d => d.Location.Line == 9);
        Assert.All(model.Diagnostics.Items, d => Assert.Equal(code, d.Code));
        Assert.Contains(expected, model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(model.File("ingot/challenge")));
    }

    [Fact]
    public void A_metric_that_does_not_exist_has_failed()
    {
        using var model = new ModelFolder();
        model.AddItem("StabilityTest", "seeds", 9, ("Seeds", "1"), ("Metric", "Size"), ("MaxSpread", "1"));

        Assert.Equal(StageOutcome.GateFailed, model.Run(ToGate));
        Assert.Equal(("INGOT4100", 9), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.Line));
        Assert.Contains("There is no metric 'Size' for BinaryClassification that is computed from rows", model.Diagnostics.Items[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_tests_leave_the_same_bytes()
    {
        using var first = new ModelFolder();
        using var second = new ModelFolder();
        foreach (var model in (ModelFolder[])[first, second])
        {
            model.AddItem("StabilityTest", "seeds", 9, ("Seeds", "1"), ("Metric", "AUC"), ("MaxSpread", "1"));
            model.AddItem("SimplerModelTest", "LogisticRegression", 10, ("Metric", "AUC"), ("MinGain", "0"));
            model.AddItem("InvarianceTest", "plan", 11, ("MaxShare", "1"));
            model.Run(Stage.Prepare, Stage.Train, Stage.Challenge, Stage.Evaluate);
        }

        foreach (var file in (string[])["challenge/rivals.json", "challenge/StabilityTest-1-1.onnx", "evaluate/behaviour.json", "evaluate/slices.json"])
        {
            Assert.Equal(ContentHash.OfFile(first.File($"ingot/{file}")), ContentHash.OfFile(second.File($"ingot/{file}")));
        }
    }

    /// <summary>From the middle of the year on it is the other plan whose customers leave.</summary>
    private static void WriteDated(ModelFolder model, string name, int rows, int seed, bool onlyNew = false)
    {
        var random = new Random(seed);
        var text = new StringBuilder("since,usage,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            var day = onlyNew ? 200 + random.Next(160) : random.Next(360);
            var plan = random.Next(2);
            var left = random.NextDouble() < (plan == (day < 182 ? 0 : 1) ? 0.9 : 0.1) ? "Yes" : "No";
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2025, 1, 1).AddDays(day):yyyy-MM-dd},{random.Next(1000)},{"ab"[plan]},{left}\n");
        }

        File.WriteAllText(model.File(name), text.ToString());
    }

    private static IReadOnlyList<Verdict> Verdicts(ModelFolder model) => VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"));

    private static IReadOnlyList<BehaviourResult> Results(ModelFolder model) =>
        BehaviourFile.Read(model.Output(Stage.Evaluate, "behaviour.json")).Tests;
}

using System.Globalization;
using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Metrics;

namespace Ingot.Pipeline.Tests;

/// <summary>Projects of the task Ranking, from data to a package.</summary>
public class RankingStageTests
{
    private static readonly Stage[] ToEvaluate = [Stage.Prepare, Stage.Train, Stage.Evaluate];
    private static readonly string[] Metrics = ["NDCG", "NDCG@5", "NDCG@10", "MAP", "MRR"];

    [Fact]
    public void From_data_to_a_package_whose_client_ranks()
    {
        using var model = Folder();
        model.AddItem("Slice", "shop", 5);
        model.AddItem("Slice", "cheap", 6, ("Where", "price < 50"));
        Array.ForEach(Metrics, m => model.AddItem("Gate", m, 9, ("Min", "0.5"), ("MaxRegression", "0.01")));
        model.AddItem("Gate", "NDCG", 9, ("Min", "0.5"), ("MaxRegression", "0.01"), ("Slice", "shop=a"));
        model.AddItem("InvarianceTest", "price", 10, ("Values", "0;100"), ("MaxShare", "1"));
        model.AddItem("DirectionalTest", "price", 10, ("Change", "+10"), ("Expect", "NotIncrease"), ("MaxShare", "1"));
        model.AddItem("StabilityTest", "seeds", 11, ("Seeds", "2"), ("MaxSpread", "0.5"), ("Metric", "NDCG@10"));
        model.AddItem("SimplerModelTest", "Constant", 12, ("Metric", "NDCG"), ("MinGain", "0.05"));
        model.AddItem("LeakageTest", "leaks", 13, ("MaxSingleFeature", "0.95"), ("Shuffled", "true"));

        var outcome = model.Run(Stage.Prepare, Stage.Train, Stage.Challenge, Stage.Evaluate, Stage.Accept, Stage.Gate, Stage.Export);

        Assert.True(outcome == StageOutcome.Passed, string.Join('\n', model.Diagnostics.Items));
        Assert.DoesNotContain(model.Diagnostics.Items, d => d.Severity != DiagnosticSeverity.Info);
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT1053" && d.Message.Contains("1 query of one row and 1 query without a grade of 1 or more in 'grade'", StringComparison.Ordinal));

        var verdicts = VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"));
        Assert.All(verdicts, v => Assert.Equal(GateOutcome.Passed, v.Outcome));
        Assert.Equal(6, verdicts.Count(v => v.Method == "identical scores" || v.Method == "paired t test of queries" || v.Gate.Contains("MaxRegression", StringComparison.Ordinal)));

        var report = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json"));
        Assert.Equal(Metrics, report.Metrics.Where(m => m.Slice is null && m.Name != "Size").Select(m => m.Name));
        Assert.Equal(4, report.Metrics.Count(m => m.Name == "NDCG" && m.Slice is not null));
        Assert.False(File.Exists(model.Output(Stage.Evaluate, "slices.json")));
        Assert.Contains("\"metric\": \"NDCG\"", File.ReadAllText(model.Output(Stage.Evaluate, "importance.json")), StringComparison.Ordinal);
        Assert.Contains("\"unit\": \"score\"", File.ReadAllText(model.Output(Stage.Evaluate, "explanations.json")), StringComparison.Ordinal);

        var card = File.ReadAllText(model.Output(Stage.Export, "card.html"));
        Assert.Contains("NDCG of the queries", card, StringComparison.Ordinal);
        Assert.Contains("Puts the rows of each ", card, StringComparison.Ordinal);
        Assert.Contains("Puts the rows of each **search** in order by **grade**", File.ReadAllText(model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
        Assert.Contains("\"task\": \"ranking\"", File.ReadAllText(model.Output(Stage.Export, "modelcard.cdx.json")), StringComparison.Ordinal);
        Assert.Contains(" Rank(", File.ReadAllText(model.Output(Stage.Prepare, "LeaveClient.g.cs")), StringComparison.Ordinal);

        BuiltClient.AddTo(model);
        Assert.True(StageOutcome.Passed == model.Run(Stage.Package), string.Join('\n', model.Diagnostics.Items));
        Assert.Equal(["b", "a", "c"], Ranked(model));
    }

    [Fact]
    public void A_worse_order_fails_its_change_gate_by_query()
    {
        using var model = Folder();
        model.AddItem("Gate", "NDCG", 9, ("MaxRegression", "0.005"));
        Assert.Equal(StageOutcome.Passed, model.Run([.. ToEvaluate, Stage.Accept, Stage.Gate]));

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "1"), ("Leaves", "2"), ("EarlyStopping", "0"));
        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Train, Stage.Evaluate, Stage.Gate));
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT4002" && d.Location.Line == 9);
        Assert.Equal("paired t test of queries", Assert.Single(VerdictsFile.Read(model.Output(Stage.Gate, "verdicts.json"))).Method);
    }

    [Fact]
    public void A_first_build_says_what_to_ask_for_and_classes_have_tests_that_orders_do_not()
    {
        using var model = Folder();
        model.AddItem("FairnessGate", "shop", 9, ("MaxDemographicParityDifference", "0.1"));
        model.Properties["ModelFindWeakSlices"] = "Warn";
        model.AddItem("CalibrationGate", "probability", 10, ("MaxECE", "0.1"));
        Assert.Equal(StageOutcome.GateFailed, model.Run([.. ToEvaluate, Stage.Gate]));

        var said = model.Diagnostics.Items.Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
        Assert.Equal([9, 10], said.Select(d => d.Location.Line));
        Assert.Contains("The model is one of the task Ranking", said[0].Message, StringComparison.Ordinal);
        Assert.Contains("but this is a Ranking model", said[1].Message, StringComparison.Ordinal);
        Assert.Contains(model.Diagnostics.Items, d => d.Code == "INGOT3049");
        var look = File.ReadAllText(model.Output(Stage.Gate, "first-look.txt"));
        Assert.Contains("<Gate Include=\"NDCG\" Min=", look, StringComparison.Ordinal);
        Assert.Contains("any is as good", look, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_models_file_ranks_too()
    {
        using var model = Folder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToEvaluate));
        File.Copy(model.Output(Stage.Train, "model.onnx"), model.File("brought.onnx"));
        var own = MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json")).Metrics.Single(m => m.Name == "NDCG" && m.Slice is null);

        model.AddItem("PretrainedModel", model.File("brought.onnx"), 7);
        Assert.True(StageOutcome.Passed == model.Run(ToEvaluate), string.Join('\n', model.Diagnostics.Items));
        Assert.Equal(own.Value, MetricsFile.Read(model.Output(Stage.Evaluate, "metrics.json")).Metrics.Single(m => m.Name == "NDCG" && m.Slice is null).Value);
        Assert.Contains("\"validationMetric\": \"NDCG\"", File.ReadAllText(model.Output(Stage.Train, "report.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("group", "INGOT1051", "no column has the role Group")]
    [InlineData("random", "INGOT1046", "ModelSplit is Random, and the task is Ranking")]
    [InlineData("fraction", "INGOT1052", "no grade, a whole number from 0 to 30: '0.5' (")]
    [InlineData("negative", "INGOT1052", "no grade, a whole number from 0 to 30: '-1' (")]
    [InlineData("great", "INGOT1052", "no grade, a whole number from 0 to 30: '31' (")]
    [InlineData("text", "INGOT1007", "not of the type Number")]
    [InlineData("single", "INGOT1053", "none has an order that could be right or wrong")]
    [InlineData("irrelevant", "INGOT1011", "has only one value in the training data")]
    [InlineData("trainer", "INGOT2001", "Choose one of LightGbm, FastTree, Constant")]
    [InlineData("one", "INGOT2045", "of one group of 'search'")]
    public void What_is_no_ranking_is_told(string fault, string code, string said)
    {
        using var model = Folder(fault);
        Assert.NotEqual(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train));

        var error = model.Diagnostics.Items.First(d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(code, error.Code);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Queries_of_both_sides_are_told_without_advice_that_is_an_error()
    {
        using var model = Folder();
        model.Properties["ModelMaxLeakage"] = "1";
        File.WriteAllText(model.File("reference.csv"), File.ReadAllText(model.File("train.csv")).Replace(".5,", ".25,", StringComparison.Ordinal));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare));
        var shared = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT1047");
        Assert.DoesNotContain("Random", shared.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_not_trained_again_from_what_was_served()
    {
        using var model = Folder();
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare));
        model.Properties["ModelRetrainBecause"] = "Spring";
        Assert.Equal(StageOutcome.BadInput, model.Run(Stage.Collect));
        Assert.Equal("INGOT2068", Assert.Single(model.Diagnostics.Items).Code);
    }

    private static IEnumerable<string> Ranked(ModelFolder model)
    {
        var context = new System.Runtime.Loader.AssemblyLoadContext("ranked", isCollectible: false);
        var assembly = context.LoadFromAssemblyPath(model.File("Leave.dll"));
        var client = assembly.GetType("Contoso.Leave.LeaveModel")!;
        var input = assembly.GetType("Contoso.Leave.LeaveInput")!;
        object Row(float rating, float price, string shop)
        {
            var row = Activator.CreateInstance(input)!;
            foreach (var (name, value) in new (string, object)[] { ("Rating", rating), ("Price", price), ("Shop", shop) })
            {
                input.GetProperty(name)!.SetValue(row, value);
            }

            return row;
        }

        var rows = Array.CreateInstance(input, 3);
        rows.SetValue(Row(2.5f, 40, "a"), 0);
        rows.SetValue(Row(5, 40, "b"), 1);
        rows.SetValue(Row(0, 40, "c"), 2);
        using var ranker = (IDisposable)Activator.CreateInstance(client)!;
        var ranked = (System.Collections.IEnumerable)client.GetMethod("Rank")!.Invoke(ranker, [rows])!;
        return [.. ranked.Cast<object>().Select(pair => (string)input.GetProperty("Shop")!.GetValue(pair.GetType().GetProperty("Key")!.GetValue(pair))!)];
    }

    private static ModelFolder Folder(string fault = "")
    {
        var model = new ModelFolder();
        model.Properties["ModelLabel"] = "grade";
        model.Properties["ModelTask"] = "Ranking";
        if (fault != "group")
        {
            model.AddItem("Column", "search", 4, ("Role", "Group"));
        }

        if (fault == "random")
        {
            model.Properties["ModelSplit"] = "Random";
        }

        if (fault == "trainer")
        {
            model.AddItem("Trainer", "LinearRegression", 5);
        }

        Write(model, "train.csv", 150, 1, fault);
        Write(model, "reference.csv", 60, 2, string.Empty);
        return model;
    }

    /// <summary>Searches of ten offers, whose grade hangs on rating, price and shop; one search of one offer, and one that found nothing of use.</summary>
    private static void Write(ModelFolder model, string name, int queries, int seed, string fault)
    {
        var random = new Random(seed);
        var text = new StringBuilder("search,rating,price,shop,grade\n");
        for (var row = 0; row < queries * 10; row++)
        {
            var (query, rating, price, shop) = (row % queries, Math.Round(random.NextDouble() * 5, 2), Math.Round(random.NextDouble() * 100, 1), random.Next(3));
            var worth = rating - (price / 40) + (0.3 * shop) + random.NextDouble();
            if (query == 0 && row > 0)
            {
                continue;
            }

            var grade = fault == "irrelevant" || query == 1 ? "0" : Math.Clamp(Math.Floor(worth), 0, 3).ToString(CultureInfo.InvariantCulture);
            if (row == 7)
            {
                grade = fault switch { "fraction" => "0.5", "negative" => "-1", "great" => "31", _ => grade };
            }

            grade = fault == "text" ? (grade == "0" ? "bad" : "good") : grade;
            text.Append(CultureInfo.InvariantCulture, $"s{seed}-{(fault == "single" ? row : fault == "one" ? 1 : query)},{rating},{price},{"abc"[shop]},{grade}\n");
        }

        File.WriteAllText(model.File(name), text.ToString());
    }
}

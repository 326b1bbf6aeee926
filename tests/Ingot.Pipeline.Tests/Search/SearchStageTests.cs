using System.Text.Json.Nodes;

namespace Ingot.Pipeline.Tests.Search;

public sealed class SearchStageTests : IDisposable
{
    private readonly ModelFolder _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Trials_are_measured_on_the_validation_rows_and_the_same_each_time()
    {
        _model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "20"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "14"), ("Leaves", "2..15"), ("LearningRate", "log(0.05..0.5)"));

        Assert.True(_model.Run(Stage.Prepare, Stage.Train, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        var once = Report();

        // What a training says of its validation rows.
        Assert.Equal((double)JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Train, "report.json")))!["validationValue"]!, (double)once["present"]!["value"]!, 1e-6);
        Assert.Equal(14, once["trials"]!.AsArray().Count);
        Assert.Equal(once["trials"]!.AsArray().Min(t => (double)t!["value"]!), (double)once["trials"]![(int)once["best"]! - 1]!["value"]!);
        Assert.All(once["trials"]!.AsArray(), t => Assert.Equal("20", (string)t!["parameters"]!["Iterations"]!));
        Assert.Contains("number", (string)once["conclusion"]!, StringComparison.Ordinal);

        Directory.Delete(Journals(), recursive: true);
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Equal(once.ToJsonString(), Report().ToJsonString());
    }

    [Fact]
    public void More_trials_go_on_with_those_that_were_made()
    {
        _model.AddItem("Trainer", "FastTree", 6, ("Iterations", "10"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "11"), ("Leaves", "2..15"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));
        var first = Report()["trials"]!.AsArray();

        _model.Properties["ModelSearchTrials"] = "13";
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));

        Assert.Contains(_model.Progress, p => p.StartsWith("11 trials of an earlier search", StringComparison.Ordinal));
        Assert.Equal(2, _model.Progress.Count(p => p.StartsWith("trial ", StringComparison.Ordinal)));
        var second = Report()["trials"]!.AsArray();
        Assert.Equal(first.Select(t => t!.ToJsonString()), second.Take(11).Select(t => t!.ToJsonString()));
        Assert.Equal(13, second.Count);
    }

    [Fact]
    public void A_trainer_has_only_the_parameters_that_it_knows()
    {
        _model.AddItem("Search", "All", 7, ("Trials", "16"), ("Algorithm", "Random"), ("Trainer", "LightGbm|LogisticRegression"), ("Leaves", "2..15"), ("Iterations", "15"), ("PathSmoothing", "0|1"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));

        var trials = Report()["trials"]!.AsArray().Select(t => t!["parameters"]!.AsObject()).ToList();
        Assert.Contains(trials, t => (string)t["Trainer"]! == "LightGbm" && t.ContainsKey("Leaves") && t.ContainsKey("PathSmoothing"));
        Assert.Contains(trials, t => (string)t["Trainer"]! == "LogisticRegression" && !t.ContainsKey("Leaves") && t.ContainsKey("Iterations"));
        Assert.DoesNotContain(trials, t => (string)t["Trainer"]! == "LogisticRegression" && t.ContainsKey("PathSmoothing"));
    }

    [Fact]
    public void Folds_give_an_interval_over_the_folds()
    {
        _model.Properties["ModelFolds"] = "3";
        _model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "10"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "3"), ("Leaves", "2..15"), ("Metric", "AUC"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));

        var trial = Report()["trials"]![0]!;
        Assert.Equal(3, trial["parts"]!.AsArray().Count);
        Assert.Equal(trial["parts"]!.AsArray().Average(p => (double)p!), (double)trial["value"]!, 1e-12);
        Assert.InRange((double)trial["value"]!, (double)trial["low"]!, (double)trial["high"]!);
        Assert.Contains("3 folds", (string)Report()["measuredOn"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Asha_gives_most_iterations_to_few_trials()
    {
        _model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "32"), ("EarlyStopping", "0"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "16"), ("Algorithm", "Asha"), ("MinIterations", "2"), ("Leaves", "2..15"), ("LearningRate", "log(0.02..0.5)"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));

        var steps = Report()["trials"]!.AsArray().Select(t => t!["steps"]!.AsArray().Count).ToList();
        Assert.Equal(16, steps.Count);
        Assert.InRange(steps.Count(s => s > 1), 4, 9);
        Assert.Contains("Iterations=", (string)Report()["conclusion"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_that_take_too_long_or_are_refused_are_told_and_too_many_end_the_search()
    {
        _model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "20"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "12"), ("Boosting", "Gbdt|Rf"), ("LearningRate", "0.1..0.3"), ("Algorithm", "Random"));

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));
        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2606" && d.Message.Contains("means nothing with Boosting", StringComparison.Ordinal));
        Assert.Contains(Report()["trials"]!.AsArray(), t => (string?)t!["state"] == "Failed" && ((string)t["failure"]!).StartsWith("INGOT2001", StringComparison.Ordinal));

        _model.Items.Clear();
        _model.AddItem("Trainer", "LightGbm", 6, ("Iterations", "400"), ("EarlyStopping", "0"));
        _model.AddItem("Search", "Boosting", 7, ("Trials", "40"), ("TrialTimeout", "1ms"), ("Leaves", "100..200"));
        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));
        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2605");
    }

    [Theory]
    [InlineData("INGOT2602", "did you mean MinDataInLeaf", "MinDataInLeave", "5..20")]
    [InlineData("INGOT2602", "did you mean Trials", "Trails", "5")]
    [InlineData("INGOT2603", "expected whole numbers", "Leaves", "2.5..7")]
    [InlineData("INGOT2603", "1 is none of its values", "Leaves", "1..7")]
    [InlineData("INGOT2603", "it depends on Boosting", "Leaves", "2..7 when Boosting=Dart")]
    [InlineData("INGOT2601", "did you mean Tpe", "Algorithm", "Tpee")]
    [InlineData("INGOT2601", "no metric of rows", "Metric", "RMSE")]
    [InlineData("INGOT2601", "Trials is '0'", "Trials", "0")]
    [InlineData("INGOT2601", "did you mean LightGbm", "Trainer", "LightGbn|FastTree")]
    [InlineData("INGOT2601", "no parameter with several values", "Leaves", "7")]
    [InlineData("INGOT2601", "expected a bound such as Recall>=0.8", "Constraints", "Recall>0.8")]
    [InlineData("INGOT2601", "did you mean Recall?", "Constraints", "Recal>=0.8")]
    [InlineData("INGOT2601", "is another one on every machine", "Constraints", "Latency.P99<=2ms")]
    [InlineData("INGOT2601", "expected a size such as", "Constraints", "Size<=5s")]
    [InlineData("INGOT2601", "two bounds of the same", "Constraints", "Trees<=9;Trees<=10")]
    [InlineData("INGOT2601", "nothing is both", "Constraints", "Trees<=9;Trees>=10")]
    [InlineData("INGOT2601", "asks nothing", "Constraints", " ; ")]
    [InlineData("INGOT2601", "Constraints has Size<=-5, and no trial keeps it, since Size is always above 0 bytes", "Constraints", "Size<=-5;Recall>=0.5")]
    [InlineData("INGOT2601", "no trial keeps it, since Recall is from 0 to 1. Write the value that is meant", "Constraints", "Recall>=1.5")]
    [InlineData("INGOT2601", "only the worst trial of all keeps it, since Accuracy is from 0 to 1 and more is better", "Constraints", "Accuracy<=0")]
    [InlineData("INGOT2601", "every trial keeps it, since Nodes is never below 0", "Constraints", "Nodes>=0")]
    [InlineData("INGOT2612", "there is no such file", "From", "none.json")]
    public void What_cannot_be_searched_is_told_at_the_item(string code, string says, string name, string value)
    {
        _model.AddItem("Trainer", "LightGbm", 6);
        (string, string)[] metadata = name is "Leaves" or "MinDataInLeave" ? [(name, value)] : [(name, value), ("L2", "0..1")];
        _model.AddItem("Search", "Boosting", 7, metadata);

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));

        var told = Assert.Single(_model.Diagnostics.Items, d => d.Code.StartsWith("INGOT26", StringComparison.Ordinal));
        Assert.Equal((code, 7), (told.Code, told.Location.Line));
        Assert.Contains(says, told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\n", false)]
    public void The_best_is_written_into_the_project_and_nothing_else_changes(string newLine, bool hasMark)
    {
        string[] lines =
        [
            "<Project>", "  <!-- <Trainer Include=\"No\" Leaves=\"1\" /> ä -->", "  <ItemGroup>", "    <X />", "    <Y Z='1'/>",
            "    <Trainer  Include='LightGbm' Leaves = '120'\tIterations=\"20\">", "      <MinDataInLeaf>1</MinDataInLeaf>", "    </Trainer>", "    <Search Include=\"Boosting\" />", "  </ItemGroup>", "</Project>", string.Empty,
        ];
        var file = _model.File("Leave.csproj");
        byte[] mark = hasMark ? [0xEF, 0xBB, 0xBF] : [];
        File.WriteAllBytes(file, [.. mark, .. System.Text.Encoding.UTF8.GetBytes(string.Join(newLine, lines))]);
        _model.AddItem("Trainer", "LightGbm", 6, ("Leaves", "120"), ("Iterations", "20"), ("MinDataInLeaf", "1"));
        _model.AddItem("Search", "Boosting", 9, ("Trials", "12"), ("Leaves", "2..8"), ("MinDataInLeaf", "20..60"), ("LearningRate", "0.05..0.3"));
        _model.Properties["ModelSearchApply"] = "true";

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));

        var best = Report()["trials"]![(int)Report()["best"]! - 1]!["parameters"]!;
        lines[5] = $"    <Trainer  Include='LightGbm' Leaves = '{best["Leaves"]}'\tIterations=\"20\" LearningRate=\"{best["LearningRate"]}\">";
        lines[6] = $"      <MinDataInLeaf>{best["MinDataInLeaf"]}</MinDataInLeaf>";
        var after = File.ReadAllBytes(file);
        Assert.Equal([.. mark, .. System.Text.Encoding.UTF8.GetBytes(string.Join(newLine, lines))], after);

        // The same again: nothing is trained but what the project now has, and nothing changes.
        _model.Items.Clear();
        _model.AddItem("Trainer", "LightGbm", 6, [("Iterations", "20"), .. new[] { "Leaves", "MinDataInLeaf", "LearningRate" }.Select(n => (n, (string)best[n]!))]);
        _model.AddItem("Search", "Boosting", 9, ("Trials", "12"), ("Leaves", "2..8"), ("MinDataInLeaf", "20..60"), ("LearningRate", "0.05..0.3"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.DoesNotContain(_model.Progress, p => p.StartsWith("trial ", StringComparison.Ordinal));
        Assert.Equal(after, File.ReadAllBytes(file));
    }

    [Fact]
    public void A_project_without_a_trainer_gets_a_line_before_its_search()
    {
        var file = _model.File("Leave.csproj");
        File.WriteAllText(file, "<Project>\n  <ItemGroup>\n\t<Search Include=\"Boosting\" />\n  </ItemGroup>\n</Project>\n");
        _model.AddItem("Search", "Boosting", 3, ("Trials", "16"), ("Trainer", "LightGbm"), ("Leaves", "2..8"), ("Iterations", "40"), ("MinDataInLeaf", "5..60"));
        _model.Items[^1] = With(_model.Items[^1], column: 2);
        _model.Properties["ModelSearchApply"] = "true";

        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));

        var best = Report()["trials"]![(int)Report()["best"]! - 1]!["parameters"]!;
        Assert.Equal(
            $"<Project>\n  <ItemGroup>\n\t<Trainer Include=\"LightGbm\" Iterations=\"40\" Leaves=\"{best["Leaves"]}\" MinDataInLeaf=\"{best["MinDataInLeaf"]}\" />\n\t<Search Include=\"Boosting\" />\n  </ItemGroup>\n</Project>\n", File.ReadAllText(file));
    }

    [Fact]
    public void The_best_points_of_an_earlier_search_are_tried_first()
    {
        _model.AddItem("Trainer", "FastTree", 6, ("Iterations", "5"));
        _model.AddItem("Search", "Wide", 7, ("Trials", "14"), ("Leaves", "2..60"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));
        var earlier = Report();
        File.Copy(_model.Output(Stage.Search, "search.json"), _model.File("wide.json"));

        _model.WriteData("train.csv", 800, 3);
        _model.Items.RemoveAt(1);
        _model.AddItem("Search", "Narrow", 7, ("Trials", "3"), ("Leaves", "2..40"), ("LearningRate", "0.05..0.3"), ("From", "wide.json"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var inside = earlier["trials"]!.AsArray().OrderBy(t => (double)t!["value"]!).Select(t => (string)t!["parameters"]!["Leaves"]!).Where(l => int.Parse(l, System.Globalization.CultureInfo.InvariantCulture) <= 40).ToList();
        var report = Report();
        Assert.Equal(inside.Take(3), report["trials"]!.AsArray().Select(t => (string)t!["parameters"]!["Leaves"]!));
        Assert.Equal((3, 14, 14 - inside.Count), ((int)report["fromPoints"]!, (int)report["from"]![0]!["trials"]!, (int)report["from"]![0]!["outside"]!));
        Assert.Contains("wide.json", File.ReadAllText(_model.Output(Stage.Search, "Leave.search.html")), StringComparison.Ordinal);
        Assert.DoesNotContain(_model.Progress, p => p.Contains("of an earlier search with the same data", StringComparison.Ordinal));

        // The same points, wherever they stand, are the same search; other points are another one.
        File.Move(_model.File("wide.json"), _model.File("moved.json"));
        Narrow("moved.json");
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Contains(_model.Progress, p => p.StartsWith("3 trials of an earlier search with the same data", StringComparison.Ordinal));
        File.WriteAllText(_model.File("moved.json"), File.ReadAllText(_model.File("moved.json")).Replace($"\"Leaves\": \"{inside[0]}\"", "\"Leaves\": \"3\"", StringComparison.Ordinal));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Equal("3", (string)Report()["trials"]![0]!["parameters"]!["Leaves"]!);
    }

    [Theory]
    [InlineData(null, "INGOT2612", "there is no such file")]
    [InlineData("{\"model\": 7}", "INGOT2612", "is no search.json")]
    [InlineData("{\"model\": \"m\", \"search\": \"s\", \"higherIsBetter\": true, \"trials\": []}", "INGOT2613", "of 0 trials there none lies")]
    [InlineData("{\"model\": \"m\", \"search\": \"s\", \"higherIsBetter\": true, \"trials\": [{\"number\": 1, \"state\": \"Complete\", \"parameters\": {\"Trainer\": \"LightGbm\", \"Leaves\": \"5\"}, \"value\": 1}]}", "INGOT2613", "of 1 trial there none lies")]
    public void An_earlier_search_of_which_nothing_can_be_tried_is_told(string? content, string code, string says)
    {
        _model.AddItem("Trainer", "FastTree", 6, ("Iterations", "5"));
        Narrow("wide.json");
        if (content is not null)
        {
            File.WriteAllText(_model.File("wide.json"), content);
        }

        Assert.Equal(code == "INGOT2612" ? StageOutcome.BadInput : StageOutcome.Passed, _model.Run(Stage.Prepare, Stage.Search));
        var told = Assert.Single(_model.Diagnostics.Items, d => d.Code == code);
        Assert.Equal(7, told.Location.Line);
        Assert.Contains(says, told.Message, StringComparison.Ordinal);
    }

    private void Narrow(string from)
    {
        _model.Items.RemoveAll(i => i.ToString()!.Contains("Search", StringComparison.Ordinal));
        _model.AddItem("Search", "Narrow", 7, ("Trials", "3"), ("Leaves", "2..40"), ("LearningRate", "0.05..0.3"), ("From", from));
    }

    [Fact]
    public void An_item_of_another_file_is_not_changed()
    {
        File.WriteAllText(_model.File("Leave.csproj"), "<Project />");
        _model.AddItem("Trainer", "LightGbm", 0, ("LearningRate", "0.000001"), ("Iterations", "10"));
        _model.AddItem("Search", "Boosting", 1, ("Trials", "3"), ("LearningRate", "0.1..0.3"));
        _model.Properties["ModelSearchApply"] = "true";

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));

        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2608" && d.Message.Contains("<Trainer Include=\"LightGbm\"", StringComparison.Ordinal));
        Assert.Equal("<Project />", File.ReadAllText(_model.File("Leave.csproj")));
    }

    private static JsonObject With(object item, int column)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(item)!.AsObject();
        json["column"] = column;
        return json;
    }

    private string Journals() => Path.Combine(Path.GetDirectoryName(_model.Output(Stage.Search, "search.json"))!, "..", "..", "ingot.search");

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Search, "search.json")))!;
}

using System.Text.Json.Nodes;

namespace Ingot.Pipeline.Tests.Search;

/// <summary>A search that asks more of its trials than a good metric.</summary>
public sealed class SearchConstraintTests : IDisposable
{
    private readonly ModelFolder _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void The_best_of_those_that_keep_the_bounds_is_written_into_the_project_though_others_are_better()
    {
        var file = _model.File("Leave.csproj");
        File.WriteAllText(file, "<Project>\n  <ItemGroup>\n    <Trainer Include=\"LightGbm\" EarlyStopping=\"0\" Iterations=\"60\" />\n  </ItemGroup>\n</Project>\n");
        _model.AddItem("Trainer", "LightGbm", 3, ("EarlyStopping", "0"), ("Iterations", "60"));
        Search("Trees<=20;Size<=40KB", ("Iterations", "2..60"));
        _model.Properties["ModelSearchApply"] = "true";

        Assert.True(_model.Run(Stage.Prepare, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var report = Report();
        var trials = report["trials"]!.AsArray();
        var best = trials[(int)report["best"]! - 1]!;
        var kept = trials.Where(t => (double)t!["measures"]!["Trees"]! <= 20 && (double)t["measures"]!["Size"]! <= 40_000).ToList();
        Assert.Equal(kept.Min(t => (double)t!["value"]!), (double)best["value"]!);
        Assert.True(trials.Min(t => (double)t!["value"]!) < (double)best["value"]!);
        Assert.All(trials, t => Assert.Equal(kept.Contains(t), t!["violation"] is null));
        Assert.All(trials, t => Assert.Equal((string)t!["parameters"]!["Iterations"]!, ((double)t["measures"]!["Trees"]!).ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var worst = trials.First(t => (string)t!["parameters"]!["Iterations"]! == trials.Max(o => int.Parse((string)o!["parameters"]!["Iterations"]!, System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.Equal(
            (((double)worst["measures"]!["Trees"]! - 20) / 20) + Math.Max(0, ((double)worst["measures"]!["Size"]! - 40_000) / 40_000), (double)worst["violation"]!, 1e-12);
        Assert.Equal(["Trees<=20", "Size<=40KB"], report["constraints"]!.AsArray().Select(c => (string)c!));
        Assert.Contains($" of the {kept.Count} that {(kept.Count == 1 ? "keeps" : "keep")} Trees<=20, Size<=40KB: LogLoss", (string)report["conclusion"]!, StringComparison.Ordinal);
        Assert.Contains("which breaks Trees<=20 (60)", (string)report["conclusion"]!, StringComparison.Ordinal);
        Assert.Contains(_model.Progress, p => p.StartsWith("trial ", StringComparison.Ordinal) && p.Contains(", breaks Trees<=20 (", StringComparison.Ordinal));
        Assert.Contains("each ring one that breaks a constraint", File.ReadAllText(_model.Output(Stage.Search, "Leave.search.html")), StringComparison.Ordinal);

        // What the project has is better by the metric, and breaks the bounds.
        Assert.Contains($"Iterations=\"{best["parameters"]!["Iterations"]}\"", File.ReadAllText(file), StringComparison.Ordinal);

        // The file that the trainer then makes is as big as its trial was told to be.
        _model.Items.Clear();
        _model.AddItem("Trainer", "LightGbm", 3, [.. best["parameters"]!.AsObject().Where(p => p.Key != "Trainer").Select(p => (p.Key, (string)p.Value!))]);
        _model.Properties["ModelRefit"] = "False";
        Assert.True(_model.Run(Stage.Train) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        Assert.Equal(new FileInfo(_model.Output(Stage.Train, "model.onnx")).Length, (double)best["measures"]!["Size"]!);
    }

    [Fact]
    public void A_search_goes_on_with_its_constraints_and_another_bound_is_another_search()
    {
        _model.AddItem("Trainer", "LightGbm", 6, ("EarlyStopping", "0"), ("Iterations", "20"));
        Search("Recall>=0.6; Nodes<=300", ("Leaves", "2..31"), ("MinDataInLeaf", "1..50"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        var whole = File.ReadAllText(_model.Output(Stage.Search, "search.json"));

        var journal = Directory.EnumerateFiles(_model.File("ingot.search"), "trials.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllLines(journal, File.ReadAllLines(journal).Take(12));
        _model.Progress.Clear();
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.Equal(2, _model.Progress.Count(p => p.StartsWith("trial ", StringComparison.Ordinal)));
        Assert.Equal(whole, File.ReadAllText(_model.Output(Stage.Search, "search.json")));

        _model.Items.RemoveAt(1);
        Search("Recall>=0.6; Nodes<=200", ("Leaves", "2..31"), ("MinDataInLeaf", "1..50"));
        _model.Progress.Clear();
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Search));
        Assert.DoesNotContain(_model.Progress, p => p.Contains("of an earlier search", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Tpe")]
    [InlineData("Random")]
    [InlineData("Grid")]
    [InlineData("Asha")]
    public void Where_none_keeps_them_the_nearest_is_told_and_nothing_is_changed(string algorithm)
    {
        var file = _model.File("Leave.csproj");
        File.WriteAllText(file, "<Project />");
        _model.AddItem("Trainer", "LightGbm", 6, ("EarlyStopping", "0"), ("Iterations", "16"));
        Search("Trees<=1", ("Leaves", "2..15"), ("Algorithm", algorithm), ("Trials", "4"), ("MinIterations", "4"));
        _model.Properties["ModelSearchApply"] = "true";

        Assert.True(_model.Run(Stage.Prepare, Stage.Search) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var told = Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2626");
        Assert.Equal(7, told.Location.Line);
        Assert.StartsWith($"None of 4 trials keeps Trees<=1; the nearest, Leaves=", told.Message, StringComparison.Ordinal);
        Assert.Contains(algorithm == "Asha" ? "breaks Trees<=1 (4)" : "breaks Trees<=1 (16)", told.Message, StringComparison.Ordinal);
        Assert.Contains("none keeps Trees<=1", (string)Report()["conclusion"]!, StringComparison.Ordinal);
        Assert.Equal("<Project />", File.ReadAllText(file));
        Assert.Contains("nearest trial", File.ReadAllText(_model.Output(Stage.Search, "Leave.search.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ModelThresholdTarget", "Recall>=0.9", "Constraints", "Precision>=0.5")]
    [InlineData("ModelThresholdCosts", "FalsePositive=1;FalseNegative=5", "Metric", "F1")]
    public void What_depends_on_a_threshold_that_is_chosen_later_no_trial_knows(string property, string value, string name, string asked)
    {
        _model.Properties[property] = value;
        _model.AddItem("Search", "Boosting", 7, ("Leaves", "2..15"), (name, asked));

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));

        Assert.Contains($"chosen after the training ({property})", Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2601").Message, StringComparison.Ordinal);
    }

    private void Search(string constraints, params (string Name, string Value)[] more) =>
        _model.AddItem("Search", "Boosting", 7, [("Constraints", constraints), .. more.Any(m => m.Name == "Trials") ? [] : new[] { ("Trials", "14") }, .. more]);

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Search, "search.json")))!;
}

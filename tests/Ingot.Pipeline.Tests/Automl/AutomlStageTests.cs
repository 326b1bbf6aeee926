using System.Text.Json.Nodes;
using System.Xml.Linq;
using Ingot.Pipeline.Automl;

namespace Ingot.Pipeline.Tests.Automl;

public sealed class AutomlStageTests : IDisposable
{
    private readonly ModelFolder _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void What_is_written_into_the_project_gives_the_same_model_without_trials()
    {
        Auto(("Trials", "6"), ("Folds", "2"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Automl, Stage.Train, Stage.Evaluate) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2621" && d.Message.Contains("dotnet ingot automl --apply", StringComparison.Ordinal));
        var chosen = File.ReadAllBytes(_model.Output(Stage.Train, "model.onnx"));
        var report = File.ReadAllText(_model.Output(Stage.Train, "report.json"));

        // The metric that the leaderboard shows of the reference rows is that of the build.
        var metrics = JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Evaluate, "metrics.json")))!["metrics"]!.AsArray();
        Assert.Equal((double)metrics.First(m => (string)m!["name"]! == "LogLoss")!["value"]!, (double)Leaderboard()["reference"]!["value"]!, 1e-9);

        File.WriteAllText(_model.File("Leave.csproj"), "<Project>\r\n  <ItemGroup>\r\n    <!-- kept -->\r\n    <Trainer Include=\"Auto\" Trials=\"6\" />\r\n  </ItemGroup>\r\n</Project>\r\n");
        new TrainerLines(_model.File("Leave.csproj"), _model.Output(Stage.Automl, "choice.json")).Write();
        var written = File.ReadAllText(_model.File("Leave.csproj"));
        Assert.Contains("    <!-- kept -->\r\n    <Trainer Include=", written, StringComparison.Ordinal);
        _model.Items.Clear();
        foreach (var item in XDocument.Parse(written).Descendants("Trainer"))
        {
            _model.AddItem("Trainer", (string)item.Attribute("Include")!, 6, [.. item.Attributes().Where(a => a.Name != "Include").Select(a => (a.Name.LocalName, a.Value))]);
        }

        Directory.Delete(_model.File("ingot.search"), recursive: true);
        Assert.True(_model.Run(Stage.Train) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        Assert.DoesNotContain(_model.Diagnostics.Items, d => d.Code == "INGOT2621");
        Assert.Equal(chosen, File.ReadAllBytes(_model.Output(Stage.Train, "model.onnx")));
        Assert.Equal(report, File.ReadAllText(_model.Output(Stage.Train, "report.json")));
        Assert.False(Directory.Exists(_model.File("ingot.search")));
    }

    [Fact]
    public void The_leaderboard_has_the_best_first_and_is_the_same_each_time()
    {
        Auto(("Trials", "5"), ("Folds", "0"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Automl) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var once = Leaderboard();
        var rows = once["rows"]!.AsArray();
        Assert.Equal(6, rows.Count);
        Assert.Equal(rows.Select(r => (double)r!["trial"]!["value"]!).Order(), rows.Select(r => (double)r!["trial"]!["value"]!));
        Assert.Single(rows, r => (int)r!["trial"]!["number"]! == 0);
        Assert.Contains(rows, r => Trainer(r!) == "LogisticRegression");
        Assert.Contains(rows, r => Trainer(r!) == "FastForest");
        Assert.True((double)once["constant"]!["value"]! > (double)rows[0]!["trial"]!["value"]!);
        var page = File.ReadAllText(_model.Output(Stage.Automl, "Leave.leaderboard.html"));

        // With half of the journal, as after a kill.
        var journal = Directory.EnumerateFiles(_model.File("ingot.search"), "trials.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllLines(journal, File.ReadAllLines(journal).Take(2));
        Assert.True(_model.Run(Stage.Automl) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));
        Assert.Equal(3, _model.Progress.Count(p => p.StartsWith("trial ", StringComparison.Ordinal)));
        Assert.Equal(once.ToJsonString(), Leaderboard().ToJsonString());
        Assert.Equal(page, File.ReadAllText(_model.Output(Stage.Automl, "Leave.leaderboard.html")));
    }

    [Fact]
    public void Where_nothing_can_be_learned_that_is_said()
    {
        var random = new Random(5);
        foreach (var (name, rows) in (IEnumerable<(string, int)>)[("train.csv", 200), ("reference.csv", 100)])
        {
            File.WriteAllLines(_model.File(name), [.. Enumerable.Range(0, rows).Select(_ => $"{random.Next(1000)},{random.Next(1000)},a,{(random.Next(2) == 0 ? "Yes" : "No")}").Prepend("usage,age,plan,left")]);
        }

        Auto(("Trials", "3"), ("Ensemble", "false"));
        _ = _model.Run(Stage.Prepare, Stage.Automl);

        Assert.Contains(_model.Diagnostics.Items, d => d.Code == "INGOT2622");
        Assert.Contains("Ensemble is false", (string)Leaderboard()["conclusion"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INGOT2620", "did you mean Trials?", "Trails", "3")]
    [InlineData("INGOT2620", "expected 0, by which trials are measured on the validation rows, or 2 to 20", "Folds", "1")]
    [InlineData("INGOT2620", "expected true or false", "Ensemble", "maybe")]
    [InlineData("INGOT2601", "expected a whole number from 1 to", "Trials", "0")]
    [InlineData("INGOT2601", "did you mean LogLoss?", "Metric", "LogLos")]
    [InlineData("INGOT2601", "no trial keeps it, since Recall is from 0 to 1", "Constraints", "Size<=120KB;Recall>=1.5")]
    public void What_it_is_told_wrongly_is_an_error(string code, string what, string parameter, string value)
    {
        Auto((parameter, value));

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Automl));

        var error = Assert.Single(_model.Diagnostics.Items, d => d.Code == code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Equal(6, error.Location.Line);
    }

    [Fact]
    public void The_best_that_keeps_the_constraints_is_chosen_though_others_are_better()
    {
        Auto(("Trials", "6"), ("Folds", "2"), ("Constraints", "Trees<=0; Size<=1MB; Recall>=0.1"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Automl, Stage.Train) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var board = Leaderboard();
        var rows = board["rows"]!.AsArray();
        Assert.Equal(["Trees<=0", "Size<=1MB", "Recall>=0.1"], board["constraints"]!.AsArray().Select(c => (string)c!));
        Assert.Equal("LogisticRegression", Assert.Single(board["chosen"]!.AsArray().Select(c => (string)c!["name"]!).Distinct()));
        Assert.Equal(rows.Select(r => (double?)r!["trial"]!["violation"] ?? 0).Order(), rows.Select(r => (double?)r!["trial"]!["violation"] ?? 0));
        Assert.All(rows, r => Assert.Equal(Trainer(r!) == "LogisticRegression", r!["trial"]!["violation"] is null));
        Assert.All(rows, r => Assert.True((double)r!["trial"]!["measures"]!["Size"]! > 0));
        Assert.Contains("the best that keeps Trees<=0, Size<=1MB, Recall>=0.1 is number ", (string)board["conclusion"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(_model.Diagnostics.Items, d => d.Code == "INGOT2626");
        var page = File.ReadAllText(_model.Output(Stage.Automl, "Leave.leaderboard.html"));
        Assert.Contains("keep the constraints", page, StringComparison.Ordinal);
        Assert.Contains("Trees&lt;=0; Size&lt;=1MB; Recall&gt;=0.1", page, StringComparison.Ordinal);

        // Other bounds are other trials.
        _model.Items.Clear();
        Auto(("Trials", "6"), ("Folds", "2"), ("Constraints", "Trees<=0"));
        Assert.Equal(StageOutcome.Passed, _model.Run(Stage.Automl));
        Assert.Equal(2, Directory.GetDirectories(_model.File("ingot.search")).Length);
    }

    [Fact]
    public void Where_nothing_keeps_the_constraints_the_nearest_is_taken_and_said_to_be()
    {
        Auto(("Trials", "3"), ("Folds", "0"), ("Constraints", "Size<=1KB"));
        Assert.True(_model.Run(Stage.Prepare, Stage.Automl) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        var warning = Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2626");
        Assert.Equal(6, warning.Location.Line);
        Assert.StartsWith("None of 3 trials, and not the default, keeps Size<=1KB; the nearest, number ", warning.Message, StringComparison.Ordinal);
        var board = Leaderboard();
        var least = board["rows"]!.AsArray().MinBy(r => (double)r!["trial"]!["measures"]!["Size"]!)!;
        Assert.Equal((string)least["trial"]!["parameters"]!["Trainer"]!, (string)board["chosen"]!.AsArray().Single()!["name"]!);
        Assert.Contains("none keeps Size<=1KB, and the nearest is ", (string)board["conclusion"]!, StringComparison.Ordinal);
        Assert.Contains("nothing of what was tried keeps Size<=1KB", (string)board["whySingle"]!, StringComparison.Ordinal);
    }

    /// <summary>Trees and weights have exact reasons, so both are tried; an ensemble has none.</summary>
    [Fact]
    public void With_reasons_single_trainers_of_all_kinds_are_tried()
    {
        _model.Properties["ModelReasons"] = "2";
        Auto(("Trials", "3"), ("Folds", "0"), ("Constraints", "Trees<=0"));

        Assert.True(_model.Run(Stage.Prepare, Stage.Automl, Stage.Train) == StageOutcome.Passed, string.Join('\n', _model.Diagnostics.Items));

        Assert.Equal("LogisticRegression", (string)Leaderboard()["chosen"]!.AsArray().Single()!["name"]!);
        Assert.Contains("only single models have exact reasons", (string)Leaderboard()["whySingle"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_of_parameters_has_no_say_beside_it()
    {
        Auto();
        _model.AddItem("Search", "Boosting", 9, ("Leaves", "4..8"));

        Assert.Equal(StageOutcome.BadInput, _model.Run(Stage.Prepare, Stage.Search));

        Assert.Contains("which searches itself", Assert.Single(_model.Diagnostics.Items, d => d.Code == "INGOT2601").Message, StringComparison.Ordinal);
    }

    private static string Trainer(JsonNode row) => (string)row["trial"]!["parameters"]!["Trainer"]!;

    private void Auto(params (string Name, string Value)[] metadata) => _model.AddItem("Trainer", "Auto", 6, metadata);

    private JsonNode Leaderboard() => JsonNode.Parse(File.ReadAllText(_model.Output(Stage.Automl, "leaderboard.json")))!;
}

using DuckDB.NET.Data;
using Ingot.Artifacts;
using Ingot.Core.Gates;
using Ingot.Data;

namespace Ingot.Pipeline.Tests;

public class AcceptTests
{
    private static readonly Stage[] ToAccept = [Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Accept];

    [Fact]
    public void Metrics_and_scores_are_accepted_as_a_pair_and_the_same_again()
    {
        using var model = new ModelFolder();
        Assert.Equal(StageOutcome.Passed, model.Run(ToAccept));
        var (json, scores) = (File.ReadAllBytes(model.File("Leave.accepted.json")), File.ReadAllBytes(model.File("Leave.accepted.parquet")));

        var accepted = AcceptedFile.Read(model.File("Leave.accepted.json"));
        Assert.Equal(ContentHash.OfFile(model.File("Leave.accepted.parquet")), accepted.ScoresSha256);
        Assert.Equal(300, accepted.ReferenceRows);
        Assert.Contains(accepted.Metrics, m => m.Name == "AUC" && m.StandardError > 0);
        Assert.DoesNotContain((byte)'\r', json);

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Accept));
        Assert.Equal(json, File.ReadAllBytes(model.File("Leave.accepted.json")));
        Assert.Equal(scores, File.ReadAllBytes(model.File("Leave.accepted.parquet")));
        Assert.Empty(Directory.GetFiles(model.File("."), "*.tmp-*"));
    }

    [Fact]
    public void Scores_are_stored_as_the_model_gives_them_in_32_bits()
    {
        using var model = new ModelFolder();
        model.Run(ToAccept);

        Assert.Equal("row BIGINT, probability FLOAT", Columns(model.File("Leave.accepted.parquet")));
        Assert.Equal("row BIGINT, label VARCHAR, probability FLOAT", Columns(model.Output(Stage.Evaluate, "predictions.parquet")));
        var scores = ParquetTable.Read(model.File("Leave.accepted.parquet"), ["row", "probability"]);
        Assert.Equal(300, scores.Rows);
    }

    [Fact]
    public void An_accept_that_was_interrupted_between_its_two_files_is_never_compared_with()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0.5"));
        model.AddItem("Gate", "AUC", 10, ("Min", "0.5"));
        model.Run(ToAccept);
        var before = File.ReadAllBytes(model.File("Leave.accepted.json"));

        // Another model is accepted, and the old result stands beside the new scores: so a kill between the two leaves it.
        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "3"));
        model.Run(ToAccept);
        File.WriteAllBytes(model.File("Leave.accepted.json"), before);

        Assert.Equal(StageOutcome.GateFailed, model.Run(Stage.Gate));
        Assert.Equal(("INGOT4011", 9), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.Line));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Accept, Stage.Gate));
    }

    [Fact]
    public void Without_the_scores_metrics_are_compared_all_the_same()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0"));
        model.Run(ToAccept);
        File.Delete(model.File("Leave.accepted.parquet"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate));
    }

    [Fact]
    public void A_damaged_accepted_file_is_an_error_until_it_is_accepted_anew()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("MaxRegression", "0"));
        model.Run(ToAccept);
        var file = model.File("Leave.accepted.json");
        File.WriteAllText(file, File.ReadAllText(file)[..200]);

        Assert.Equal(StageOutcome.Infrastructure, model.Run(Stage.Gate));
        Assert.Equal(("INGOT9006", file), (Assert.Single(model.Diagnostics.Items).Code, model.Diagnostics.Items[0].Location.File));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Accept, Stage.Gate));
    }

    [Fact]
    public void What_another_platform_made_of_the_same_inputs_is_kept_until_they_change()
    {
        using var model = new ModelFolder();
        model.Properties["RuntimeIdentifier"] = "linux-x64";
        model.Run(ToAccept);
        model.Properties["RuntimeIdentifier"] = "win-x64";
        model.Run(Stage.Accept);
        Assert.Equal(["linux-x64", "win-x64"], AcceptedFile.Read(model.File("Leave.accepted.json")).ModelSha256.Keys);

        model.AddItem("Trainer", "LightGbm", 8, ("Iterations", "3"));
        model.Run(ToAccept);
        Assert.Equal(["win-x64"], AcceptedFile.Read(model.File("Leave.accepted.json")).ModelSha256.Keys);
    }

    [Fact]
    public void A_model_that_fails_its_gates_is_accepted_with_a_warning()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "AUC", 9, ("Min", "0.999"), ("MaxRegression", "0"));
        model.AddItem("Gate", "Size", 10, ("Max", "5MB"));

        Assert.Equal(StageOutcome.Passed, model.Run(ToAccept));

        var warning = Assert.Single(model.Diagnostics.Items, d => d.Code == "INGOT4016");
        Assert.Equal(9, warning.Location.Line);
        Assert.StartsWith("Leave 1.0.0 was accepted although 1 of 2 gates fails: AUC Min=0.999.", warning.Message, StringComparison.Ordinal);
        Assert.Contains("AUC: 0.", string.Join('\n', model.Progress), StringComparison.Ordinal);
        Assert.DoesNotContain("before", string.Join('\n', model.Progress), StringComparison.Ordinal);

        model.Run(Stage.Accept);
        Assert.Contains(model.Progress, l => System.Text.RegularExpressions.Regex.IsMatch(l, @"^AUC: 0\.\d{4} before, 0\.\d{4} now$"));
        Assert.Contains(model.Progress, l => l.Contains("'git diff -- Leave.accepted.json' has all metrics", StringComparison.Ordinal));
    }

    [Fact]
    public void A_project_that_asks_nothing_of_its_predictions_is_told_once_which_gate_would()
    {
        using var model = new ModelFolder();
        model.AddItem("Gate", "Size", 9, ("Max", "5MB"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate));

        var warning = Assert.Single(model.Advice);
        Assert.Matches(@"^The project asks for Size only, and nothing of that judges how good its predictions are. Add <Gate Include=""AUC"" Min=""0\.\d+"" />, which this model passes \(AUC 0\.\d+\)\.$", warning.Message);
        Assert.Contains("Leave 1.0.0: 1 of 1 gate passed; no gate judges how good the predictions are", model.Progress);
        Assert.Contains("**Quality not judged**: 1 passed: no gate judges", File.ReadAllText(model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
        Assert.Contains("class=\"banner doubtful\"><strong>Quality not judged</strong>", File.ReadAllText(model.Output(Stage.Gate, "card.html")), StringComparison.Ordinal);
        var advised = System.Text.RegularExpressions.Regex.Match(warning.Message, @"Min=""(0\.\d+)""").Groups[1].Value;

        model.AddItem("Gate", "AUC", 10, ("Min", advised));
        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Gate));
        Assert.Empty(model.Advice);
        Assert.Contains("**Passed**: 2 passed.", File.ReadAllText(model.Output(Stage.Gate, "Leave.card.md")), StringComparison.Ordinal);
    }

    private static string Columns(string parquet)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT * FROM read_parquet('{parquet}'))";
        return (string)command.ExecuteScalar()!;
    }
}

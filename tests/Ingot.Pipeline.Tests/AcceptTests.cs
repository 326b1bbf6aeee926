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

    private static string Columns(string parquet)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT string_agg(column_name || ' ' || column_type, ', ') FROM (DESCRIBE SELECT * FROM read_parquet('{parquet}'))";
        return (string)command.ExecuteScalar()!;
    }
}

using System.Text;
using Ingot.Core.Schemas;
using Ingot.Core.Tables;
using Ingot.Data;
using Ingot.Releases.Validation;
using Ingot.Scoring;

namespace Ingot.Pipeline.Tests;

/// <summary>A model of free text through all stages of a build.</summary>
public class FreeTextTests
{
    private const string Secret = "password";

    [Fact]
    public void No_text_of_a_row_leaves_the_machine_and_the_package_can_be_checked_all_the_same()
    {
        using var model = new ModelFolder();
        WriteMessages(model, "train.csv", 600, 1);
        WriteMessages(model, "reference.csv", 300, 2);
        model.AddItem("Gate", "AUC", 9, ("Min", "0.8"));

        Assert.Equal(StageOutcome.Passed, model.Run(Stage.Prepare, Stage.Train, Stage.Evaluate, Stage.Gate, Stage.Export));

        var schema = SchemaFile.Read(model.File("Leave.schema.json"));
        Assert.True(schema.Columns.Single(c => c.Name == "message").IsText);
        Assert.Contains("free text, 600 different values in 600 rows", File.ReadAllText(model.Output(Stage.Prepare, "columns.txt")), StringComparison.Ordinal);
        Assert.Contains(model.Progress, p => p.StartsWith("the trainer is LogisticRegression, since most features are free text", StringComparison.Ordinal));
        Assert.Equal("LogisticRegression", Text(model.Output(Stage.Train, "report.json"), "trainer"));
        Assert.Contains("| message | ", File.ReadAllText(model.Output(Stage.Export, "README.md")), StringComparison.Ordinal);

        // Every row has a word of its own, and so has nobody else.
        var exported = Path.GetDirectoryName(model.Output(Stage.Export, "x"))!;
        foreach (var file in Directory.GetFiles(exported))
        {
            Assert.False(Encoding.Latin1.GetString(File.ReadAllBytes(file)).Contains(Secret, StringComparison.Ordinal), file);
        }

        var monitored = ParquetTable.ColumnNames(model.Output(Stage.Export, "monitoring.parquet"));
        Assert.DoesNotContain("message", monitored);
        Assert.Equal(["message (characters)", "message (words)", "message (letters)"], monitored.Where(c => c.StartsWith("message", StringComparison.Ordinal)));

        var golden = GoldenFile.Read(model.Output(Stage.Export, "golden.json"));
        Assert.Equal(20, golden.Rows.Count);
        Assert.Equal(20, golden.Rows.Select(r => r.Inputs["message"]!.GetValue<string>()).Distinct().Count());
        string[] texts = [.. golden.Rows.Select(r => r.Inputs["message"]!.GetValue<string>()).Order(StringComparer.Ordinal)];
        using var scorer = new OnnxScorer(model.Output(Stage.Train, "model.onnx"), 1);
        var scores = scorer.Score(
            new Table([new StringColumn("message", [.. golden.Rows.Select(r => Array.IndexOf(texts, r.Inputs["message"]!.GetValue<string>()))], texts)]), schema);
        Assert.Equal(golden.Rows.SelectMany(r => r.Scores), scores);
        Assert.True(scores.Max() - scores.Min() > 0.2, "the example texts tell nothing of the model");
    }

    /// <summary>Messages with words that tell the label, words that do not, and one that no other message has.</summary>
    internal static void WriteMessages(ModelFolder model, string name, int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("message,left\n");
        string[] neutral = ["the", "my", "plan", "please", "today", "phone", "call", "again", "bill", "was"];
        string[] leaves = ["cancel", "competitor", "expensive", "goodbye"], stays = ["thanks", "upgrade", "happy", "great"];
        for (var i = 0; i < rows; i++)
        {
            var left = random.Next(2) == 0;
            var words = Enumerable.Range(0, 5).Select(_ => neutral[random.Next(neutral.Length)]).Append((left ? leaves : stays)[random.Next(4)]).Append($"{Secret}{seed}x{i}").ToArray();
            random.Shuffle(words);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{string.Join(' ', words)},{(left ? "Yes" : "No")}\n");
        }

        File.WriteAllText(model.File(name), text.ToString());
    }

    private static string? Text(string file, string member)
    {
        using var document = System.Text.Json.JsonDocument.Parse(File.ReadAllBytes(file));
        return document.RootElement.GetProperty(member).GetString();
    }
}

namespace Ingot.Pipeline;

/// <summary>The names of the files that stages leave behind.</summary>
public static class StageFiles
{
    /// <summary>Prepare: the cleaned training rows.</summary>
    public const string Training = "training.parquet";

    /// <summary>Prepare: the cleaned reference rows.</summary>
    public const string Reference = "reference.parquet";

    /// <summary>Prepare: profiles of both tables.</summary>
    public const string Profile = "profile.json";

    /// <summary>Prepare: the schema that is in effect.</summary>
    public const string Schema = "schema.json";

    /// <summary>Train: the model.</summary>
    public const string Model = "model.onnx";

    /// <summary>Train: what the trainer did.</summary>
    public const string Report = "report.json";

    /// <summary>Challenge: the models that it trained.</summary>
    public const string Rivals = "rivals.json";

    /// <summary>Evaluate: the metrics.</summary>
    public const string Metrics = "metrics.json";

    /// <summary>Evaluate: the scores, a row a reference row.</summary>
    public const string Predictions = "predictions.parquet";

    /// <summary>Evaluate: what behaviour tests found; only when there are any.</summary>
    public const string Behaviour = "behaviour.json";

    /// <summary>Evaluate: the parts of the reference data on which the model is worst.</summary>
    public const string Slices = "slices.json";

    /// <summary>Evaluate: what each feature is worth; not when the project does not want it.</summary>
    public const string Importance = "importance.json";

    /// <summary>Evaluate: latency and throughput; only when a gate asks.</summary>
    public const string Performance = "performance.json";

    /// <summary>Evaluate: the metrics of the released model; only with a <c>ModelBaselineVersion</c>.</summary>
    public const string BaselineMetrics = "baseline.json";

    /// <summary>Evaluate: the scores of the released model, a row a reference row; only with a <c>ModelBaselineVersion</c>.</summary>
    public const string BaselinePredictions = "baseline.parquet";

    /// <summary>Attest: the bill of materials.</summary>
    public const string BillOfMaterials = "bom.cdx.json";

    /// <summary>Gate: the verdicts.</summary>
    public const string Verdicts = "verdicts.json";

    /// <summary>Gate: the verdicts as SARIF 2.1.0.</summary>
    public const string Sarif = "verdicts.sarif";

    /// <summary>Gate: the verdicts as JUnit XML.</summary>
    public const string JUnit = "verdicts.junit.xml";

    /// <summary>Gate: the ML Test Score.</summary>
    public const string Score = "score.json";

    /// <summary>Gate: the metrics in OpenMetrics' text format.</summary>
    public const string OpenMetrics = "metrics.txt";

    /// <summary>Gate: the verdicts for a pull request, in Markdown.</summary>
    /// <param name="model">The model's name.</param>
    public static string Summary(string model) => $"{model}.summary.md";

    /// <summary>Export: a few reference rows with the model's answers.</summary>
    public const string Golden = "golden.json";

    /// <summary>Gate, and from there Export: the model card as a page.</summary>
    public const string Card = "card.html";

    /// <summary>Gate, and from there Export: the model card as CycloneDX has it.</summary>
    public const string CycloneDxCard = "modelcard.cdx.json";

    /// <summary>Gate: the model card in Markdown.</summary>
    /// <param name="model">The model's name.</param>
    public static string MarkdownCard(string model) => $"{model}.card.md";

    /// <summary>Export: the model card in Markdown, by the name that feeds look for.</summary>
    public const string Readme = "README.md";

    /// <summary>Reproduce: the hash of the model that was made again, byte for byte.</summary>
    public const string Reproduced = "reproduced.txt";

    /// <summary>Every stage: its diagnostics, one canonical line each.</summary>
    public const string Diagnostics = "diagnostics.txt";

    /// <summary>Writes a text file as all of Ingot's are: UTF-8 without byte order mark, <c>\n</c>, a newline at the end.</summary>
    public static void WriteText(string path, string text)
    {
        var normalised = text.ReplaceLineEndings("\n");
        File.WriteAllText(path, normalised.EndsWith('\n') ? normalised : normalised + "\n");
    }
}

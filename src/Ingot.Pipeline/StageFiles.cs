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

    /// <summary>Evaluate: the metrics.</summary>
    public const string Metrics = "metrics.json";

    /// <summary>Evaluate: the scores, a row a reference row.</summary>
    public const string Predictions = "predictions.parquet";

    /// <summary>Evaluate: what each feature is worth; not when the project does not want it.</summary>
    public const string Importance = "importance.json";

    /// <summary>Evaluate: what a search for weak slices found; only when there was one.</summary>
    public const string Slices = "slices.json";

    /// <summary>Evaluate: the metrics of the released baseline; only when there is one.</summary>
    public const string BaselineMetrics = "baseline.json";

    /// <summary>Evaluate: latency and throughput; only when a gate asks.</summary>
    public const string Performance = "performance.json";

    /// <summary>Gate: the verdicts.</summary>
    public const string Verdicts = "verdicts.json";

    /// <summary>Gate: the verdicts as SARIF 2.1.0.</summary>
    public const string Sarif = "verdicts.sarif";

    /// <summary>Gate: the verdicts as JUnit XML.</summary>
    public const string JUnit = "verdicts.junit.xml";

    /// <summary>Export: the model card as a page.</summary>
    public const string Card = "card.html";

    /// <summary>Export: the model card as CycloneDX has it.</summary>
    public const string CycloneDxCard = "modelcard.cdx.json";

    /// <summary>Every stage: its diagnostics, one canonical line each.</summary>
    public const string Diagnostics = "diagnostics.txt";

    /// <summary>Writes a text file as all of Ingot's are: UTF-8 without byte order mark, <c>\n</c>, a newline at the end.</summary>
    public static void WriteText(string path, string text)
    {
        var normalised = text.ReplaceLineEndings("\n");
        File.WriteAllText(path, normalised.EndsWith('\n') ? normalised : normalised + "\n");
    }
}

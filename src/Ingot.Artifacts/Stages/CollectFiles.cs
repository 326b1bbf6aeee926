namespace Ingot.Artifacts.Stages;

/// <summary>What Collect leaves behind.</summary>
public static class CollectFiles
{
    /// <summary>Whether the model is to be trained again, why, and on which rows.</summary>
    public static StageFile Facts { get; } = Of("collect.json");

    /// <summary>Only there when it is to be trained again: the reason, for MSBuild to see.</summary>
    public static StageFile Due { get; } = Of("due.txt");

    /// <summary>The newest labelled rows, on which the new model and the one in production are compared.</summary>
    public static StageFile Held { get; } = Of("held.parquet");

    /// <summary>The older labelled rows, as training data of the project, where these are delimited text.</summary>
    public static StageFile TrainingText { get; } = Of("training.csv");

    /// <summary>The same where they are JSON lines.</summary>
    public static StageFile TrainingJson { get; } = Of("training.jsonl");

    /// <summary>The same where they are Parquet.</summary>
    public static StageFile TrainingParquet { get; } = Of("training.parquet");

    /// <summary>The newest labelled rows as reference data of the project, where these are to be renewed and are delimited text.</summary>
    public static StageFile ReferenceText { get; } = Of("reference.csv");

    /// <summary>The same where they are JSON lines.</summary>
    public static StageFile ReferenceJson { get; } = Of("reference.jsonl");

    /// <summary>The same where they are Parquet.</summary>
    public static StageFile ReferenceParquet { get; } = Of("reference.parquet");

    /// <summary>Those that become data of the project.</summary>
    public static IReadOnlyList<StageFile> Data { get; } = [TrainingText, TrainingJson, TrainingParquet, ReferenceText, ReferenceJson, ReferenceParquet];

    private static StageFile Of(string pattern) => new("Collect", pattern);
}

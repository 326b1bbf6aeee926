namespace Ingot.Artifacts.Stages;

/// <summary>What Train leaves behind.</summary>
public static class TrainFiles
{
    /// <summary>The model.</summary>
    public static StageFile Model { get; } = Of("model.onnx");

    /// <summary>What the trainer did.</summary>
    public static StageFile Report { get; } = Of("report.json");

    /// <summary>On which side of the split, and in which fold, each training row was.</summary>
    public static StageFile Rows { get; } = Of("rows.parquet");

    /// <summary>What the model is worth by cross-validation, only when the project asks for it.</summary>
    public static StageFile Folds { get; } = Of("folds.json");

    private static StageFile Of(string pattern) => new("Train", pattern);
}

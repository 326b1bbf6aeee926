namespace Ingot.Artifacts.Stages;

/// <summary>What Train leaves behind.</summary>
public static class TrainFiles
{
    /// <summary>The model.</summary>
    public static StageFile Model { get; } = Of("model.onnx");

    /// <summary>What the trainer did.</summary>
    public static StageFile Report { get; } = Of("report.json");

    private static StageFile Of(string pattern) => new("Train", pattern);
}

namespace Ingot.Artifacts.Stages;

/// <summary>What Evaluate leaves behind.</summary>
public static class EvaluateFiles
{
    /// <summary>The metrics.</summary>
    public static StageFile Metrics { get; } = Of("metrics.json");

    /// <summary>The scores, a row a reference row.</summary>
    public static StageFile Predictions { get; } = Of("predictions.parquet");

    /// <summary>What behaviour tests found; only when there are any.</summary>
    public static StageFile Behaviour { get; } = Of("behaviour.json");

    /// <summary>The parts of the reference data on which the model is worst; not when the project does not want it.</summary>
    public static StageFile WeakSlices { get; } = Of("slices.json");

    /// <summary>What each feature is worth; not when the project does not want it.</summary>
    public static StageFile Importance { get; } = Of("importance.json");

    /// <summary>What columns contribute to predictions; not when the project does not want it.</summary>
    public static StageFile Explanations { get; } = Of("explanations.json");

    /// <summary>What the clusters of a clustering are like; only for that task.</summary>
    public static StageFile Clusters { get; } = Of("clusters.json");

    /// <summary>Latency and throughput; only when a gate asks.</summary>
    public static StageFile Performance { get; } = Of("performance.json");

    /// <summary>The metrics of the released model; only with a <c>ModelBaselineVersion</c>.</summary>
    public static StageFile BaselineMetrics { get; } = Of("baseline.json");

    /// <summary>The scores of the released model, a row a reference row; only with a <c>ModelBaselineVersion</c>.</summary>
    public static StageFile BaselinePredictions { get; } = Of("baseline.parquet");

    /// <summary>The metrics of the released model as its package has them; only with a <c>ModelBaselineVersion</c> whose package has some.</summary>
    public static StageFile BaselinePacked { get; } = Of("baseline.packed.json");

    /// <summary>The metrics of the releases that gates name by <c>Against</c>; only when one does.</summary>
    public static StageFile Releases { get; } = Of("releases.json");

    /// <summary>Their scores, a row a reference row; only when there are any.</summary>
    public static StageFile ReleasePredictions { get; } = Of("releases.parquet");

    private static StageFile Of(string pattern) => new("Evaluate", pattern);
}

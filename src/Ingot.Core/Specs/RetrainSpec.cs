namespace Ingot.Core.Specs;

/// <summary>When the model is trained again, on which rows, and what it must prove: the properties <c>ModelRetrain…</c> and the items <c>RetrainTrigger</c>.</summary>
public sealed record RetrainSpec
{
    /// <summary>Property <c>ModelRetrainBecause</c>: why a person wants it; null: nobody asks, and the triggers decide.</summary>
    public string? Because { get; init; }

    /// <summary>Items <c>RetrainTrigger</c>, in the order of the project.</summary>
    public IReadOnlyList<RetrainTriggerSpec> Triggers { get; init; } = [];

    /// <summary>Property <c>ModelRetrainAtMost</c>: the least time between two trainings that triggers ask for. Default: any.</summary>
    public TimeSpan AtMost { get; init; }

    /// <summary>
    /// Property <c>ModelRetrainHoldout</c>: the share of the labelled rows, the newest ones, on which the new model and the one in production are
    /// compared and from which it does not learn; 0.05 to 0.9. Default 0.25.
    /// </summary>
    public double Holdout { get; init; } = 0.25;

    /// <summary>Property <c>ModelRetrainMinRows</c>: the fewest of these rows with which anything is decided, 20 or more. Default 200.</summary>
    public int MinRows { get; init; } = 200;

    /// <summary>Property <c>ModelRetrainMetric</c>: the metric in which it must be better; null: the task's main one (<see cref="Metrics.MainMetric.NameOf"/>).</summary>
    public string? Metric { get; init; }

    /// <summary>Property <c>ModelRetrainPolicy</c>: what it must prove. Default <see cref="RetrainPolicy.Both"/>.</summary>
    public RetrainPolicy Policy { get; init; }

    /// <summary>Property <c>ModelRetrainTraining</c>: what becomes of the project's own training rows. Default <see cref="RetrainRows.Add"/>.</summary>
    public RetrainRows Training { get; init; }

    /// <summary>Property <c>ModelRetrainHistory</c>: full path of the folder in which every retraining leaves its report; null: none.</summary>
    public string? History { get; init; }

    /// <summary>The folder of the stages of the new model; null: there is none.</summary>
    public string? Folder { get; init; }
}

namespace Ingot.Core.Retraining;

/// <summary><c>collect.json</c>: whether a model is to be trained again, and the labelled rows of the window that it would be trained and tried with.</summary>
public sealed record CollectedRows
{
    /// <summary>The form of the file.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Why a person wants it; null: nobody asked.</summary>
    public string? Because { get; init; }

    /// <summary>Whether it is to be done now.</summary>
    public required bool IsDue { get; init; }

    /// <summary>What the triggers found.</summary>
    public required IReadOnlyList<RetrainTriggerFinding> Triggers { get; init; }

    /// <summary>The first instant of the window.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>Rows of the window.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that have a label by now.</summary>
    public required int Labelled { get; init; }

    /// <summary>The older of these, to learn from.</summary>
    public required int TrainingRows { get; init; }

    /// <summary>The newest of these, to compare on.</summary>
    public required int HeldRows { get; init; }

    /// <summary>When the first of the newest was predicted.</summary>
    public required DateTimeOffset HeldFrom { get; init; }

    /// <summary>All rows, with a label or not, that were predicted since then.</summary>
    public required long RowsSinceHeld { get; init; }
}

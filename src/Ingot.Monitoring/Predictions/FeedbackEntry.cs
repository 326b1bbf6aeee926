namespace Ingot.Monitoring.Predictions;

/// <summary>What came true of a predicted row: its label, known later than the prediction.</summary>
public sealed record FeedbackEntry
{
    /// <summary>The id of the request that the row was predicted by.</summary>
    public required string Id { get; init; }

    /// <summary>0-based number of the row in that request.</summary>
    public int Row { get; init; }

    /// <summary>The class, of a classification; else null.</summary>
    public string? Label { get; init; }

    /// <summary>The value, of a regression; else null.</summary>
    public double? Value { get; init; }
}

namespace Ingot.Monitoring.Windows;

/// <summary>
/// Which columns of a table hold what, so that a model can be watched that was served by something else. Names are compared
/// ordinally. What is null is not there.
/// </summary>
public sealed record ColumnMapping
{
    /// <summary>When a row was predicted: a time, a text in ISO 8601 (UTC where it has no zone), or a number of <see cref="TimestampUnit"/>.</summary>
    public required string Timestamp { get; init; }

    /// <summary>What a number in <see cref="Timestamp"/> and <see cref="Labelled"/> counts.</summary>
    public TimestampUnit TimestampUnit { get; init; }

    /// <summary>The id of the request or row, by which labels of another table find it.</summary>
    public string? Id { get; init; }

    /// <summary>The 0-based number of the row in its request; null: a request is one row.</summary>
    public string? Row { get; init; }

    /// <summary>Which version predicted.</summary>
    public string? Version { get; init; }

    /// <summary>Which channel or environment chose the version.</summary>
    public string? Channel { get; init; }

    /// <summary>The outcome: <c>ok</c> or an HTTP status; null: all rows were answered.</summary>
    public string? Status { get; init; }

    /// <summary>Microseconds until the answer.</summary>
    public string? Latency { get; init; }

    /// <summary>What came true, in the table itself or in the table of labels.</summary>
    public string? Label { get; init; }

    /// <summary>When the label came.</summary>
    public string? Labelled { get; init; }

    /// <summary>The model's outputs (<c>predicted_label</c>, <c>score</c>, <c>probability</c>, <c>probability_…</c>) and the columns that hold them.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Features whose columns have other names than in the schema, and these names. All others are found by their own.</summary>
    public IReadOnlyDictionary<string, string> Features { get; init; } = new Dictionary<string, string>();
}

namespace Ingot.Alerts.Book;

/// <summary>Something that people were told of and that is not over yet.</summary>
public sealed record OpenAlert
{
    /// <summary>What it is about (<see cref="AlertSubject"/>).</summary>
    public required string Subject { get; init; }

    /// <summary>The kind of its alert.</summary>
    public required AlertKind Kind { get; init; }

    /// <summary>How bad it was when it was last told.</summary>
    public required AlertSeverity Severity { get; init; }

    /// <summary>The package's id.</summary>
    public required string Package { get; init => field = AlertText.Line(value); }

    /// <summary>The channel; null: all.</summary>
    public string? Channel { get; init => field = value is null ? null : AlertText.Line(value); }

    /// <summary>What it is called.</summary>
    public required string Name { get; init => field = AlertText.Line(value); }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was last told.</summary>
    public required DateTimeOffset Told { get; init; }

    /// <summary>How often it was told.</summary>
    public required int Times { get; init; }

    /// <summary>How many looks in a row have found it well since it last failed.</summary>
    public int Passed { get; init; }
}

namespace Ingot.Alerts.Book;

/// <summary><c>alerts.json</c>: what people were told of, and what they are still to be told.</summary>
public sealed record AlertBookState
{
    /// <summary>The version of the file's form.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>What is not over, in ordinal order of the subjects.</summary>
    public IReadOnlyList<OpenAlert> Open { get; init; } = [];

    /// <summary>What is still to be sent, the oldest first.</summary>
    public IReadOnlyList<UnsentAlert> Unsent { get; init; } = [];
}

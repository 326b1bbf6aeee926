namespace Ingot.Monitoring.Windows;

/// <summary>The files that hold a window.</summary>
/// <param name="Predictions">Files with predictions of the window, perhaps with others; in an order that is always the same.</param>
/// <param name="Labels">Files with labels; empty where labels stand beside their predictions, or there are none.</param>
public sealed record ServedFiles(IReadOnlyList<string> Predictions, IReadOnlyList<string> Labels) : IDisposable
{
    /// <summary>What the columns hold; null: they have the names of the prediction log.</summary>
    public ColumnMapping? Mapping { get; init; }

    /// <summary>
    /// Files with predictions outside of the window: labels that came in the window may be theirs. Of the log's columns they need
    /// <c>ingot_id</c> and <c>ingot_row</c> only.
    /// </summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Files whose rows are not yet where they can be read.</summary>
    public IReadOnlyList<string> Journals { get; init; } = [];

    /// <summary>A folder that is deleted in the end; null: none.</summary>
    public string? TemporaryFolder { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        if (TemporaryFolder is not null && Directory.Exists(TemporaryFolder))
        {
            Directory.Delete(TemporaryFolder, recursive: true);
        }
    }
}

using System.Globalization;
using Ingot.Artifacts;

namespace Ingot.Jobs.Batches;

/// <summary>
/// The batches of a root folder, in <c>obj/ingot.jobs/KEY/N</c>: the key is the hash of the units, N counts how often they were asked for. One process at a time drives
/// the batches of a key.
/// </summary>
/// <param name="root">The folder in which units run, on a disk that all machines share.</param>
public sealed class BatchStore(string root)
{
    private const int Kept = 2;

    /// <summary>Whether the batch of these units was begun and is not finished: then it is the one that is opened.</summary>
    /// <param name="units">The units.</param>
    public bool IsBegun(IReadOnlyList<WorkUnit> units) => Last(FolderOf(new BatchContent(FormatVersion.Newest, string.Empty, 0, units))) is { IsDone: false };

    /// <summary>Waits until no other process drives these units, and opens their batch: the one that was left unfinished, or a new one.</summary>
    /// <param name="units">The units.</param>
    /// <param name="open">Those of them that a new batch has; the others need not be done.</param>
    /// <param name="maxAttempts">How often one may begin.</param>
    /// <param name="reuse">Whether a batch that is done is opened again, with its results: for units whose end never changes.</param>
    /// <param name="waits">Called again and again while it waits.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">Waiting was stopped.</exception>
    public OpenBatch Open(IReadOnlyList<WorkUnit> units, IReadOnlyList<WorkUnit> open, int maxAttempts, bool reuse, Action waits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(waits);
        var folder = FolderOf(new BatchContent(FormatVersion.Newest, string.Empty, maxAttempts, units));
        Directory.CreateDirectory(folder);
        var lockFile = FileLock.Acquire(Path.Combine(folder, ".lock"), IsOver)
            ?? throw new OperationCanceledException(cancellation);
        if (Last(folder) is { } last && (reuse || !last.IsDone))
        {
            return new OpenBatch(last, lockFile, IsResumed: true);
        }

        var numbers = NumbersIn(folder);
        foreach (var old in numbers.SkipLast(Kept - 1))
        {
            Directory.Delete(Of(folder, old), recursive: true);
        }

        var path = Of(folder, numbers.LastOrDefault() + 1);
        var content = new BatchContent(FormatVersion.Newest, Path.GetRelativePath(path, root).Replace('\\', '/'), maxAttempts, open);
        return new OpenBatch(BatchFolder.Create(path, content), lockFile, IsResumed: false);

        bool IsOver()
        {
            waits();
            return cancellation.IsCancellationRequested;
        }
    }

    /// <summary>The same of all units.</summary>
    /// <inheritdoc cref="Open(IReadOnlyList{WorkUnit}, IReadOnlyList{WorkUnit}, int, bool, Action, CancellationToken)"/>
    public OpenBatch Open(IReadOnlyList<WorkUnit> units, int maxAttempts, bool reuse, Action waits, CancellationToken cancellation) => Open(units, units, maxAttempts, reuse, waits, cancellation);

    private string FolderOf(BatchContent content) => Path.Combine(root, "obj", "ingot.jobs", content.Key);

    private static BatchFolder? Last(string folder) => NumbersIn(folder) is [.., var last] ? BatchFolder.Find(Of(folder, last)) : null;

    private static List<int> NumbersIn(string folder) => !Directory.Exists(folder) ? []
        : [.. Directory.GetDirectories(folder).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order()];

    private static string Of(string folder, int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
}

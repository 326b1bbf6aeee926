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

    /// <summary>Waits until no other process drives these units, and opens their batch: the one that was left unfinished, or a new one.</summary>
    /// <param name="units">The units.</param>
    /// <param name="maxAttempts">How often one may begin.</param>
    /// <param name="reuse">Whether a batch that is done is opened again, with its results: for units whose end never changes.</param>
    /// <param name="waits">Called again and again while it waits.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="OperationCanceledException">Waiting was stopped.</exception>
    public OpenBatch Open(IReadOnlyList<WorkUnit> units, int maxAttempts, bool reuse, Action waits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(waits);
        var content = new BatchContent(FormatVersion.Newest, string.Empty, maxAttempts, units);
        var folder = Path.Combine(root, "obj", "ingot.jobs", content.Key);
        Directory.CreateDirectory(folder);
        var lockFile = FileLock.Acquire(Path.Combine(folder, ".lock"), IsOver)
            ?? throw new OperationCanceledException(cancellation);
        var numbers = Directory.GetDirectories(folder).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).Where(n => n > 0).Order().ToList();
        if (numbers.Count > 0 && BatchFolder.Find(Of(folder, numbers[^1])) is { } last && (reuse || !last.IsDone))
        {
            return new OpenBatch(last, lockFile, IsResumed: true);
        }

        foreach (var old in numbers.SkipLast(Kept - 1))
        {
            Directory.Delete(Of(folder, old), recursive: true);
        }

        var path = Of(folder, numbers.LastOrDefault() + 1);
        return new OpenBatch(BatchFolder.Create(path, content with { Root = Path.GetRelativePath(path, root).Replace('\\', '/') }), lockFile, IsResumed: false);

        bool IsOver()
        {
            waits();
            return cancellation.IsCancellationRequested;
        }
    }

    private static string Of(string folder, int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;
using Ingot.Artifacts;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Queues;

/// <summary>
/// The workers of a queue, a unit each of a batch of their own in <c>crews/N</c> of the queue's folder: <c>asker</c> shows that somebody waits for what they do,
/// <c>closed</c> that nobody will.
/// </summary>
public sealed class CrewFolder
{
    private const string Crews = "crews";

    private CrewFolder(BatchFolder batch) => (Batch, Queue) = (batch, new QueueFolder(Path.GetFullPath(Path.Combine(batch.FullPath, "..", ".."))));

    /// <summary>The workers, as units of a batch.</summary>
    public BatchFolder Batch { get; }

    /// <summary>What they work on.</summary>
    public QueueFolder Queue { get; }

    /// <summary>Whether they may go.</summary>
    public bool IsClosed => SharedLook.Exists(ClosedFile);

    internal string AskerFile => Path.Combine(Batch.FullPath, "asker");

    private string ClosedFile => Path.Combine(Batch.FullPath, "closed");

    /// <summary>Opens a crew.</summary>
    /// <param name="path">Its folder.</param>
    /// <returns>Null: it is not there, as far as this machine can see.</returns>
    public static CrewFolder? Find(string path) => BatchFolder.Find(Path.GetFullPath(path)) is { } batch ? new CrewFolder(batch) : null;

    /// <summary>The crew that was left working when whoever asked was killed, or a new one. One process at a time does this.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="root">The folder in which the workers run.</param>
    /// <param name="count">How many workers.</param>
    /// <param name="command">The verb that works, and its arguments; handed the crew's folder, relative to the root.</param>
    /// <param name="maxAttempts">How often a worker, and a unit of the queue, may begin.</param>
    internal static (CrewFolder Crew, bool IsResumed) Open(QueueFolder queue, string root, int count, Func<string, IReadOnlyList<string>> command, int maxAttempts)
    {
        var folder = Path.Combine(queue.FullPath, Crews);
        var numbers = (Directory.Exists(folder) ? Directory.GetDirectories(folder) : []).Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(n => n > 0).Order().ToList();
        if (numbers.Count > 0 && Find(Of(folder, numbers[^1])) is { IsClosed: false, Batch.IsDone: false } last)
        {
            return (last, true);
        }

        foreach (var old in numbers.SkipLast(1))
        {
            Directory.Delete(Of(folder, old), recursive: true);
        }

        var path = Of(folder, numbers.LastOrDefault() + 1);
        var from = Path.GetRelativePath(root, path).Replace('\\', '/');
        var units = Enumerable.Range(1, count).Select(i => new WorkUnit(FormattableString.Invariant($"worker {i}"), command(from)));
        return (new CrewFolder(BatchFolder.Create(path, new BatchContent(FormatVersion.Newest, Path.GetRelativePath(path, root).Replace('\\', '/'), maxAttempts, [.. units]))), false);
    }

    internal void Close() => AtomicFile.Write(ClosedFile, string.Empty);

    private static string Of(string folder, int number) => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
}

using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core;
using Ingot.Core.Diagnostics;

namespace Ingot.Jobs.Batches;

/// <summary>
/// The folder of a batch, which all machines share. <c>batch.json</c> has the units; <c>units/N</c> what became of each; <c>submissions</c> what was handed to the
/// scheduler. Every file appears whole. It is all that anybody knows of the batch: whoever comes later, and after any death, goes on from it.
/// </summary>
public sealed class BatchFolder
{
    private const string ContentFile = "batch.json";

    private BatchFolder(string path, BatchContent content)
    {
        FullPath = path;
        Content = content;
        Units = [.. content.Units.Select((u, i) => new UnitFolder(Path.Combine(path, "units", i.ToString(CultureInfo.InvariantCulture)), u))];
    }

    /// <summary>The folder.</summary>
    public string FullPath { get; }

    /// <summary>What is to be done.</summary>
    public BatchContent Content { get; }

    /// <summary>The units, in the order of <see cref="BatchContent.Units"/>.</summary>
    public IReadOnlyList<UnitFolder> Units { get; }

    /// <summary>The folder in which units run.</summary>
    public string Root => Path.GetFullPath(Path.Combine(FullPath, Content.Root));

    /// <summary>Whether every unit has a result.</summary>
    public bool IsDone => Units.All(u => u.Result is not null);

    /// <summary>What was handed to the scheduler so far, in that order.</summary>
    public IReadOnlyList<Submission> Submissions => Submission.All(Path.Combine(FullPath, "submissions"));

    /// <summary>Makes the folder of a batch, and gives it a mark of its own.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="content">What is to be done.</param>
    public static BatchFolder Create(string path, BatchContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        content = content with { Mark = BatchContent.NewMark };
        AtomicFile.Write(Path.Combine(path, ContentFile), JsonFormat.Write(content) + "\n");
        return new BatchFolder(path, content);
    }

    /// <summary>Opens the folder of a batch; null when nobody has made it, as far as this machine can see.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IngotException">INGOT9006: <c>batch.json</c> is damaged.</exception>
    public static BatchFolder? Find(string path)
    {
        var file = Path.Combine(path, ContentFile);
        return SharedLook.Exists(file) ? new BatchFolder(path, JsonFormat.Read<BatchContent>(file)) : null;
    }

    /// <summary>Notes that units are about to be handed to the scheduler, before they are.</summary>
    /// <param name="scheduler">The scheduler's name.</param>
    /// <param name="units">The numbers of the units.</param>
    public Submission Submit(string scheduler, IReadOnlyList<int> units) =>
        Submission.Create(Path.Combine(FullPath, "submissions"), $"ingot-{Content.Key}-{Content.Mark}", Submissions.Count, scheduler, units);
}

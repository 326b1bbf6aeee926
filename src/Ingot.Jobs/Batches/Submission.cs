using System.Globalization;
using Ingot.Artifacts;
using Ingot.Core;

namespace Ingot.Jobs.Batches;

/// <summary>
/// Units that were handed to a scheduler together. Its name is known before the scheduler is asked, and the scheduler knows the job by it: what was handed over by a
/// process that died before it heard so is found again.
/// </summary>
public sealed class Submission
{
    private readonly string _job;
    private readonly string _withdrawn;

    private Submission(string file, SubmissionContent content)
    {
        Content = content;
        File = file;
        _job = Path.ChangeExtension(file, ".job");
        _withdrawn = Path.ChangeExtension(file, ".withdrawn");
    }

    /// <summary>The file that names the units: element n of the scheduler's array is the n-th of them.</summary>
    public string File { get; }

    /// <summary>What was handed over.</summary>
    public SubmissionContent Content { get; }

    /// <summary>What the scheduler called it; null: it has not said so.</summary>
    public string? Job => SharedLook.Exists(_job) ? System.IO.File.ReadAllText(_job).Trim() : null;

    /// <summary>Whether it counts for nothing: the scheduler did not take it, or was told to end it.</summary>
    public bool IsWithdrawn => SharedLook.Exists(_withdrawn);

    /// <summary>Reads a submission.</summary>
    public static Submission Read(string file) => new(file, JsonFormat.Read<SubmissionContent>(file));

    /// <summary>Keeps what the scheduler called it.</summary>
    public void Accept(string job) => AtomicFile.Write(_job, job + "\n");

    /// <summary>Keeps that it counts for nothing.</summary>
    public void Withdraw() => AtomicFile.Write(_withdrawn, string.Empty);

    internal static IReadOnlyList<Submission> All(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)]
        : [];

    internal static Submission Create(string folder, string batch, int number, string scheduler, IReadOnlyList<int> units)
    {
        var digits = number.ToString("D5", CultureInfo.InvariantCulture);
        var submission = new Submission(Path.Combine(folder, digits + ".json"), new SubmissionContent(FormatVersion.Newest, $"{batch}-{number}", scheduler, units));
        AtomicFile.Write(submission.File, JsonFormat.Write(submission.Content) + "\n");
        return submission;
    }
}

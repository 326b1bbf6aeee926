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
    private readonly string _refused;

    private Submission(string file, SubmissionContent content)
    {
        Content = content;
        File = file;
        _job = Path.ChangeExtension(file, ".job");
        _refused = Path.ChangeExtension(file, ".refused");
    }

    /// <summary>The file that names the units: element n of the scheduler's array is the n-th of them.</summary>
    public string File { get; }

    /// <summary>What was handed over.</summary>
    public SubmissionContent Content { get; }

    /// <summary>What the scheduler called it; null: it has not said so.</summary>
    public string? Job => SharedLook.Exists(_job) ? System.IO.File.ReadAllText(_job).Trim() : null;

    /// <summary>Whether the scheduler is known not to have taken it.</summary>
    public bool IsRefused => SharedLook.Exists(_refused);

    /// <summary>Reads a submission.</summary>
    public static Submission Read(string file) => new(file, JsonFormat.Read<SubmissionContent>(file));

    /// <summary>Keeps what the scheduler called it.</summary>
    public void Accept(string job) => AtomicFile.Write(_job, job + "\n");

    /// <summary>Keeps that the scheduler did not take it.</summary>
    public void Refuse() => AtomicFile.Write(_refused, string.Empty);

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

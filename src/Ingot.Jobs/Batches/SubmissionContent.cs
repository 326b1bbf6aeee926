namespace Ingot.Jobs.Batches;

/// <summary>What the file of a submission says.</summary>
/// <param name="FormatVersion">The form of the file.</param>
/// <param name="Name">The job's name at the scheduler: no other submission has it.</param>
/// <param name="Scheduler">The scheduler.</param>
/// <param name="Units">The numbers of the units.</param>
public sealed record SubmissionContent(int FormatVersion, string Name, string Scheduler, IReadOnlyList<int> Units);

using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Schedulers;

/// <summary>
/// Slurm, by its own programs (<c>sbatch</c>, <c>squeue</c>, <c>scancel</c>; tested with 22.05): a submission is one job array, known by its name. A unit that a node dies with
/// is queued again by Slurm itself; one that the controller forgets is handed over again by <see cref="BatchRun"/>.
/// </summary>
/// <param name="programs">Runs Slurm's programs.</param>
/// <param name="command">The tool that does a unit on a node, and its first arguments; what the unit is follows them.</param>
/// <param name="parallel">How many units of a submission run at a time; 0: as many as Slurm has room for.</param>
/// <param name="options">Options of <c>sbatch</c> that a person gave, such as <c>--partition=gpu</c>.</param>
/// <param name="time">The clock.</param>
public sealed class SlurmScheduler(ISchedulerPrograms programs, IReadOnlyList<string> command, int parallel, IReadOnlyList<string> options, TimeProvider time) : IScheduler
{
    private static readonly HashSet<string> Waiting = new(StringComparer.Ordinal) { "PENDING", "CONFIGURING", "REQUEUED", "REQUEUE_FED", "REQUEUE_HOLD", "RESV_DEL_HOLD", "SPECIAL_EXIT", "SUSPENDED" };
    private static readonly HashSet<string> Running = new(StringComparer.Ordinal) { "RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED" };
    private static readonly HashSet<string> Ended = new(StringComparer.Ordinal) { "CANCELLED", "DEADLINE", "OUT_OF_MEMORY", "TIMEOUT" };

    // What Slurm allows where its configuration says nothing else, less one.
    private const int UsualUnits = 1000;

    // What was built here, or by other options, is not built for these nodes: they may be of another kind.
    private const string PlaceVariable = "INGOT_BUILD_ON";

    // Slurm sets it to the node's name, which is another one each time; SLURMD_NODENAME says the same.
    private const string HostVariable = "HOSTNAME";
    private const string TemporaryVariable = "TMPDIR";

    private readonly ArrayWatch _arrays = new(time);

    /// <inheritdoc/>
    public string Name => "slurm";

    /// <inheritdoc/>
    /// <remarks>Slurm's own (<c>SLURM_…</c>) mean nothing to a build.</remarks>
    public IReadOnlyDictionary<string, string?>? Variables => new Dictionary<string, string?>
    {
        [PlaceVariable] = Place,
        [HostVariable] = null,
        ["ENVIRONMENT"] = "BATCH",
        [TemporaryVariable] = Environment.GetEnvironmentVariable(TemporaryVariable) ?? "/tmp",
    };

    /// <inheritdoc/>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The cluster's own limit for an array (<c>MaxArraySize</c>).</summary>
    /// <param name="cancellation">Stops asking.</param>
    public async Task<int> MaxUnitsAsync(CancellationToken cancellation)
    {
        var answer = await programs.RunAsync("scontrol", ["show", "config"], string.Empty, cancellation);
        var said = answer.Output.Split('\n').Select(l => l.Split('=', 2)).FirstOrDefault(p => p is [var name, _] && name.Trim() == "MaxArraySize");
        return said is not null && int.TryParse(said[1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var most) && most > 0 ? most : UsualUnits;
    }

    /// <inheritdoc/>
    public async Task<string> SubmitAsync(BatchFolder batch, Submission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(submission);
        var output = Path.Combine(batch.FullPath, "slurm");
        Directory.CreateDirectory(output);
        var limit = parallel > 0 ? FormattableString.Invariant($"%{parallel}") : string.Empty;
        string[] arguments =
        [
            "--parsable",
            $"--job-name={submission.Content.Name}",
            FormattableString.Invariant($"--array=0-{submission.Content.Units.Count - 1}{limit}"),
            $"--chdir={batch.Root}",
            $"--output={Path.Combine(output, submission.Content.Name.Replace("%", "%%", StringComparison.Ordinal))}_%a.txt",
            "--open-mode=append",
            "--requeue",
            .. options,
        ];
        var answer = await programs.RunAsync("sbatch", arguments, Script(batch, submission), cancellation);
        return answer.ExitCode == 0
            ? answer.Output.Split(';', '\n')[0].Trim()
            : throw new IngotException(JobDiagnostics.SchedulerRefused.At(
                SourceLocation.None, $"Slurm refused the job of {DiagnosticText.Count(submission.Content.Units.Count, "unit")} (sbatch ended with {answer.ExitCode}): {SaidText.Of(answer.Error)}. Expected a job number. Mend what it says; options for it are given by --slurm."));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<int, UnitStatus>?> StatesAsync(Submission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var answer = await programs.RunAsync("squeue", ["--noheader", "--array", "--states=all", $"--name={submission.Content.Name}", "--format=%K|%T|%r"], string.Empty, cancellation);
        if (answer.ExitCode != 0)
        {
            return null;
        }

        var states = new Dictionary<int, UnitStatus>();
        var elements = new Dictionary<int, UnitState>();
        foreach (var line in answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Trim().Split('|', 3) is [var element, var state, var reason]
                && int.TryParse(element, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < submission.Content.Units.Count)
            {
                elements[index] = StateOf(state);
                states[submission.Content.Units[index]] = new UnitStatus(elements[index], reason is "None" or "" ? state : $"{state}, {reason}");
            }
        }

        foreach (var index in _arrays.CancelledOf(submission.Content.Name, elements))
        {
            states[submission.Content.Units[index]] = new UnitStatus(UnitState.Ended, "CANCELLED before it began");
        }

        return states;
    }

    /// <inheritdoc/>
    public async Task CancelAsync(Submission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        var answer = await programs.RunAsync("scancel", [$"--name={submission.Content.Name}"], string.Empty, CancellationToken.None);
        if (answer.ExitCode != 0)
        {
            throw new IngotException(JobDiagnostics.SchedulerRefused.At(
                SourceLocation.None, $"Slurm refused to end the job '{submission.Content.Name}' (scancel ended with {answer.ExitCode}): {SaidText.Of(answer.Error)}."));
        }
    }

    private string Place => string.Join(' ', options.Prepend(Name));

    private static UnitState StateOf(string word) =>
        Waiting.Contains(word) ? UnitState.Waiting
        : Running.Contains(word) ? UnitState.Running
        : Ended.Contains(word) ? UnitState.Ended
        : UnitState.Gone;

    // The shell that Slurm starts becomes the tool, so that Slurm's signals reach it.
    private string Script(BatchFolder batch, Submission submission) =>
        $"#!/bin/sh\nunset {HostVariable}\nexport {PlaceVariable}={Quoted(Place)}\nexec {string.Join(' ', command.Select(Quoted))} --batch {Quoted(batch.FullPath)} --submission {Quoted(submission.Content.Name)} --element \"$SLURM_ARRAY_TASK_ID\"\n";

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

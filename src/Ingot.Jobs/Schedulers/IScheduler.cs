using Ingot.Core.Diagnostics;
using Ingot.Jobs.Batches;

namespace Ingot.Jobs.Schedulers;

/// <summary>Who gives machines to units of work: this machine, Slurm, Kubernetes.</summary>
public interface IScheduler
{
    /// <summary>What it is called: <c>local</c>, <c>slurm</c>, <c>kubernetes</c>.</summary>
    string Name { get; }

    /// <summary>
    /// What the environment of a unit has otherwise than that of the process that hands it over, as far as it means something to a build (null: it has it not): with these this process can ask
    /// whether a build there would do anything. Null: units have an environment of their own, of which nothing is known here.
    /// </summary>
    IReadOnlyDictionary<string, string?>? Variables { get; }

    /// <summary>How often it may be asked what became of them.</summary>
    TimeSpan Interval { get; }

    /// <summary>How long a result may come after it has let go of its unit: a network file system shows new files late.</summary>
    TimeSpan Lateness { get; }

    /// <summary>How many units one submission may have.</summary>
    /// <param name="cancellation">Stops asking.</param>
    Task<int> MaxUnitsAsync(CancellationToken cancellation);

    /// <summary>Hands units over; does not wait for them.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="submission">What is handed over.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>What the scheduler calls the job.</returns>
    /// <exception cref="IngotException">INGOT9301: it refused.</exception>
    Task<string> SubmitAsync(BatchFolder batch, Submission submission, CancellationToken cancellation);

    /// <summary>What it knows of units that it was handed; null: it cannot be asked just now, which says nothing of them.</summary>
    /// <param name="submission">What it was handed, also when its answer was never heard.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <returns>The units that it knows, by their number.</returns>
    Task<IReadOnlyDictionary<int, UnitStatus>?> StatesAsync(Submission submission, CancellationToken cancellation);

    /// <summary>Ends what is left of a submission.</summary>
    /// <param name="submission">What it was handed.</param>
    /// <exception cref="IngotException">INGOT9301: it refused, or does not answer.</exception>
    Task CancelAsync(Submission submission);
}

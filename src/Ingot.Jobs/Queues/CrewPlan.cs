using Ingot.Jobs.Schedulers;

namespace Ingot.Jobs.Queues;

/// <summary>Who works on a queue.</summary>
/// <param name="Scheduler">Gives the workers machines.</param>
/// <param name="Root">The folder in which they run, on a disk that all machines share; the queue is on it too.</param>
/// <param name="Workers">How many there are.</param>
/// <param name="Command">The verb that works, and its arguments, from the folder of the crew relative to the root.</param>
/// <param name="MaxAttempts">How often a worker whose machine is lost begins again, and how often a unit may begin.</param>
public sealed record CrewPlan(IScheduler Scheduler, string Root, int Workers, Func<string, IReadOnlyList<string>> Command, int MaxAttempts);

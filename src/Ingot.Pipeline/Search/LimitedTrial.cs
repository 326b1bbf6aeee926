using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Training.Trials;

namespace Ingot.Pipeline.Search;

/// <summary>Measures a trainer within a time. Whatever fails is a result.</summary>
internal static class LimitedTrial
{
    // A timer takes no longer time.
    private static readonly TimeSpan Most = TimeSpan.FromDays(45);

    // A learner looks at the limit once an iteration, and an iteration on many rows takes its time.
    private static readonly TimeSpan LeastGrace = TimeSpan.FromSeconds(10);

    private const double GraceShare = 0.1;

    /// <summary>Measures it.</summary>
    /// <param name="bench">Measures.</param>
    /// <param name="trainer">The trainer and its parameters.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="hung">Called when it does not return though its time is over: it ends the process. Null: it is waited for.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static TrialOutcome Measure(TrialBench bench, TrainerSpec trainer, TimeSpan limit, Action? hung, CancellationToken cancellation)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit < Most ? limit : Most);
        TrialScore? score = null;
        string? failure = null;
        using (hung is null ? null : new HangWatch(Grace(limit), hung))
        {
            try
            {
                score = bench.Measure(trainer, end.Token);
            }
            catch (IngotException e)
            {
                failure = $"{e.Diagnostic.Code}: {e.Diagnostic.Message}";
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                failure = TrialOutcome.TooLong(limit);
            }
            catch (OutOfMemoryException)
            {
                failure = "There was not enough memory for it.";
            }
        }

        return new TrialOutcome(score, failure, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>After how long it is not waited for any longer.</summary>
    private static TimeSpan Grace(TimeSpan limit)
    {
        var more = limit * GraceShare;
        var all = limit + (more > LeastGrace ? more : LeastGrace);
        return all < Most ? all : Most;
    }
}

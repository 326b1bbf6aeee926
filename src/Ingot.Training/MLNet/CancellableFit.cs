using System.Runtime.ExceptionServices;
using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Training.MLNet;

/// <summary>Runs ML.NET's Fit, which takes no cancellation token and reports no progress of its own, so that both exist.</summary>
internal static class CancellableFit
{
    private static readonly TimeSpan FirstBeat = TimeSpan.FromSeconds(5);

    /// <summary>Trains.</summary>
    /// <param name="trainer">Named in messages.</param>
    /// <param name="fit">Calls Fit.</param>
    /// <param name="progress">Told after 5, 10, 20, 40 seconds and so on that the training goes on.</param>
    /// <param name="cancellation">
    /// Ends the wait at once. Learners that read their data again and again are stopped by <see cref="FeatureView"/>; FastTree
    /// reads them once, and what is left of it runs out on a background thread, which keeps no process alive and whose result
    /// nobody reads.
    /// </param>
    /// <exception cref="IngotException">INGOT2004: ML.NET itself failed.</exception>
    public static T Run<T>(TrainerSpec trainer, Func<T> fit, IStageProgress progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => Work(fit, done)) { IsBackground = true, Name = trainer.Name };
        thread.Start();
        var (trained, wait) = (TimeSpan.Zero, FirstBeat);
        try
        {
            while (!done.Task.Wait(wait, cancellation))
            {
                trained += wait;
                wait = trained;
                progress.Report(FormattableString.Invariant($"{trainer.Name} has trained for {trained.TotalSeconds} s"));
            }

            return done.Task.Result;
        }
        catch (AggregateException e) when (e.InnerException is { } inner)
        {
            cancellation.ThrowIfCancellationRequested();
            if (inner is InvalidOperationException or ArgumentException or FormatException or ArithmeticException)
            {
                throw new IngotException(
                    TrainDiagnostics.LearnerFailed.At(
                        trainer.Location, $"ML.NET's {trainer.Name} refused: {inner.Message} Correct the trainer's parameters or the data."),
                    inner);
            }

            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    private static void Work<T>(Func<T> fit, TaskCompletionSource<T> done)
    {
        try
        {
            done.SetResult(fit());
        }
#pragma warning disable CA1031 // Nothing is hidden: the exception is thrown again by the thread that waits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.SetException(e);
        }
    }
}

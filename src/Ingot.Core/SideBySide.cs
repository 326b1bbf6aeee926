using System.Runtime.ExceptionServices;

namespace Ingot.Core;

/// <summary>Does several things at once that have nothing to do with each other.</summary>
public static class SideBySide
{
    /// <summary>Does all of them and comes back when they are done.</summary>
    /// <param name="threads">How many threads there are for it; with one they are done one after the other.</param>
    /// <param name="works">What is to be done. Of those that fail the failure of the first one is thrown, as it was thrown there.</param>
    public static void Run(int threads, params Action[] works)
    {
        ArgumentNullException.ThrowIfNull(works);
        if (threads <= 1)
        {
            Array.ForEach(works, work => work());
            return;
        }

        var failures = new ExceptionDispatchInfo?[works.Length];
        Parallel.For(0, works.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            try
            {
                works[i]();
            }
#pragma warning disable CA1031 // It is thrown below, on the thread that asked.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures[i] = ExceptionDispatchInfo.Capture(e);
            }
        });
        Array.Find(failures, f => f is not null)?.Throw();
    }

    /// <summary>Finds two things and comes back with both.</summary>
    /// <param name="threads">As of <see cref="Run"/>.</param>
    /// <param name="first">Finds the first one.</param>
    /// <param name="second">Finds the second one.</param>
    public static (TFirst First, TSecond Second) Find<TFirst, TSecond>(int threads, Func<TFirst> first, Func<TSecond> second)
    {
        var (one, other) = (default(TFirst), default(TSecond));
        Run(threads, () => one = first(), () => other = second());
        return (one!, other!);
    }
}

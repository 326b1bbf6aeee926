using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Ingot.Tests.Shared;

/// <summary>Waits for what comes by itself. A test that waits in vain fails, and says for what, instead of hanging.</summary>
internal static class Waiting
{
    /// <summary>How long a test waits. Only what never comes takes so long, however busy the machine is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Waits until something is so.</summary>
    /// <param name="condition">What is to be so.</param>
    /// <param name="what">Its text, for the message.</param>
    public static async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, Message(what));
            await Task.Delay(1);
        }
    }

    /// <summary>Waits for something to end.</summary>
    /// <param name="task">What is to end.</param>
    /// <param name="what">Its text, for the message.</param>
    public static async Task ForAsync(Task task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        var over = Task.Delay(Patience);
        Assert.True(await Task.WhenAny(task, over) == task, Message(what));
        await task;
    }

    /// <inheritdoc cref="ForAsync(Task, string)" />
    public static async Task<T> ForAsync<T>(Task<T> task, [CallerArgumentExpression(nameof(task))] string what = "")
    {
        await ForAsync((Task)task, what);
        return await task;
    }

    private static string Message(string what) => FormattableString.Invariant($"Waited in vain for {Patience.TotalMinutes} minutes: {what}");
}

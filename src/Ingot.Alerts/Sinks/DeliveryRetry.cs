namespace Ingot.Alerts.Sinks;

/// <summary>Tries again what may succeed later, a bounded number of times.</summary>
internal static class DeliveryRetry
{
    /// <summary>Attempts until one succeeds, none can help, or there have been enough.</summary>
    /// <param name="options">How often and how long.</param>
    /// <param name="time">The clock.</param>
    /// <param name="attempt">One attempt; it is cancelled when it takes too long.</param>
    /// <param name="cancellation">Ends all of it.</param>
    public static async Task<AlertDelivery> RunAsync(
        DeliveryOptions options, TimeProvider time, Func<CancellationToken, Task<DeliveryAttempt>> attempt, CancellationToken cancellation)
    {
        var pause = options.FirstPause;
        for (var left = options.Attempts - 1; ; left--)
        {
            var result = await OnceAsync(options, time, attempt, cancellation);
            if (result.Delivery.IsDelivered || !result.IsTransient || left <= 0 || result.RetryAfter > options.LongestPause)
            {
                return result.Delivery;
            }

            await Task.Delay(result.RetryAfter > pause ? result.RetryAfter.Value : pause, time, cancellation);
            pause *= 2;
        }
    }

    private static async Task<DeliveryAttempt> OnceAsync(
        DeliveryOptions options, TimeProvider time, Func<CancellationToken, Task<DeliveryAttempt>> attempt, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await attempt(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DeliveryAttempt(new AlertDelivery(false, FormattableString.Invariant($"no answer within {options.Timeout.TotalSeconds:0.###} s")), IsTransient: true);
        }
    }
}

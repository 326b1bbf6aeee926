namespace Ingot.Serving.Models;

/// <summary>A request that waits for a run.</summary>
internal sealed class PendingRun
{
    private readonly TaskCompletionSource<OutputBatch> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly CancellationTokenRegistration _registration;

    public PendingRun(InputBatch batch, CancellationToken cancellation)
    {
        Batch = batch;
        Cancellation = cancellation;
        _registration = cancellation.UnsafeRegister(static (p, token) => ((PendingRun)p!)._result.TrySetCanceled(token), this);
    }

    public InputBatch Batch { get; }

    public CancellationToken Cancellation { get; }

    public Task<OutputBatch> Task => _result.Task;

    /// <summary>Gives the result to whoever waits, if anybody still does.</summary>
    public void Succeed(OutputBatch outputs)
    {
        _registration.Unregister();
        _result.TrySetResult(outputs);
    }

    public void Fail(Exception exception)
    {
        _registration.Unregister();
        _result.TrySetException(exception);
    }
}

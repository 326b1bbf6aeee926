using System.Collections.Concurrent;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// The workers of a build that have nothing to do at the moment: each stage takes one and brings it back, so that a build starts as many as it
/// has stages at the same time. They end with the build.
/// </summary>
internal sealed class WorkerPool : IDisposable
{
    private static readonly object Registration = new();

    private readonly ConcurrentBag<WorkerConnection> _idle = [];
    private readonly string _host;
    private readonly string _worker;
    private volatile bool _isClosed;

    private WorkerPool(string host, string worker)
    {
        _host = host;
        _worker = worker;
    }

    /// <summary>The pool of this build and this process.</summary>
    /// <param name="engine">The build.</param>
    /// <param name="host">The <c>dotnet</c> executable.</param>
    /// <param name="worker">The worker's assembly.</param>
    /// <returns>Null when there is nobody who would end it with the build.</returns>
    public static WorkerPool? Of(IBuildEngine engine, string host, string worker)
    {
        var key = "Ingot.Workers|" + host + "|" + worker;
        try
        {
            if (engine is not IBuildEngine4 shared)
            {
                return null;
            }

            lock (Registration)
            {
                if (shared.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is WorkerPool { _isClosed: false } known)
                {
                    return known;
                }

                var pool = new WorkerPool(host, worker);
                shared.RegisterTaskObject(key, pool, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
                return pool;
            }
        }
        catch (Exception e) when (TaskHost.Refuses(e))
        {
            return null;
        }
    }

    /// <summary>A worker that is ready: one that was brought back, or a new one.</summary>
    public WorkerConnection Take() => _idle.TryTake(out var known) ? known : WorkerConnection.Start(_host, _worker);

    /// <summary>Brings a worker back.</summary>
    /// <param name="worker">The worker; one that takes no more orders is ended.</param>
    public void Return(WorkerConnection worker)
    {
        if (!worker.IsReady || _isClosed)
        {
            worker.Dispose();
            return;
        }

        _idle.Add(worker);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _isClosed = true;
        while (_idle.TryTake(out var worker))
        {
            worker.Dispose();
        }
    }
}

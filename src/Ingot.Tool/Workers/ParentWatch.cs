using System.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>Ends this process when the one that started it is gone: a killed build leaves no worker behind.</summary>
internal sealed class ParentWatch : IDisposable
{
    /// <summary>How long the stage may take to stop and to remove its temporary folder, on a busy machine too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _parent;
    private readonly CancellationTokenSource _stop;

    private ParentWatch(Process parent, CancellationTokenSource stop)
    {
        _parent = parent;
        _stop = stop;
    }

    /// <summary>Starts watching; null when no parent was named.</summary>
    /// <param name="processId">The parent; 0: none.</param>
    /// <param name="stop">Asks the stage to stop, before the process is ended.</param>
    public static ParentWatch? Start(int processId, CancellationTokenSource stop)
    {
        if (processId <= 0)
        {
            return null;
        }

        try
        {
            var watch = new ParentWatch(Process.GetProcessById(processId), stop);
            _ = watch.WaitAsync();
            return watch;
        }
        catch (ArgumentException)
        {
            // Already gone: nobody waits for the result.
            Environment.Exit((int)Pipeline.StageOutcome.Infrastructure);
            return null;
        }
    }

    public void Dispose() => _parent.Dispose();

    private async Task WaitAsync()
    {
        await _parent.WaitForExitAsync();
        try
        {
            await _stop.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // The stage has ended at the same moment.
            return;
        }

        await Task.Delay(Patience);
        Environment.Exit((int)Pipeline.StageOutcome.Infrastructure);
    }
}

using System.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>Ends this process when the one that started it is gone: a killed build leaves no worker behind.</summary>
internal sealed class ParentWatch : IDisposable
{
    private readonly Process _parent;

    private ParentWatch(Process parent) => _parent = parent;

    /// <summary>Starts watching; null when no parent was named.</summary>
    public static ParentWatch? Start(int processId)
    {
        if (processId <= 0)
        {
            return null;
        }

        try
        {
            var watch = new ParentWatch(Process.GetProcessById(processId));
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
        Environment.Exit((int)Pipeline.StageOutcome.Infrastructure);
    }
}

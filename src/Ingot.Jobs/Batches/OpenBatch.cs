namespace Ingot.Jobs.Batches;

/// <summary>A batch that this process alone drives, until it is disposed of.</summary>
/// <param name="Folder">The batch.</param>
/// <param name="Lock">The lock file.</param>
/// <param name="IsResumed">Whether somebody began it before.</param>
public sealed record OpenBatch(BatchFolder Folder, FileStream Lock, bool IsResumed) : IDisposable
{
    /// <summary>Lets others drive it.</summary>
    public void Dispose() => Lock.Dispose();
}

using Ingot.Artifacts;

namespace Ingot.Releases.Channels;

/// <summary>One change of a channel at a time on this machine; between machines git decides.</summary>
internal static class ChannelLock
{
    /// <summary>Waits for the channel's file; free again when the result is disposed.</summary>
    /// <exception cref="OperationCanceledException">Waiting was ended.</exception>
    public static FileStream Acquire(string file, CancellationToken cancellation)
    {
        // Not beside the file, which is in a folder that people commit.
        var name = Path.Combine(Path.GetTempPath(), $"ingot-channel-{ContentHash.OfText(Path.GetFullPath(file))[..16]}.lock");
        return FileLock.Acquire(name, () => cancellation.IsCancellationRequested) ?? throw new OperationCanceledException(cancellation);
    }
}

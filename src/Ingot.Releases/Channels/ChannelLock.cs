using Ingot.Artifacts;

namespace Ingot.Releases.Channels;

/// <summary>One change of a channel at a time by all who share its folder; between clones git decides.</summary>
internal static class ChannelLock
{
    /// <summary>The lock's file: beside the channel's, and so the same for whoever can change that, whatever temporary folder he has. It is gone when the change is done.</summary>
    /// <param name="file">The channel's file.</param>
    public static string PathOf(string file) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, $".ingot-{Path.GetFileNameWithoutExtension(file)}.lock");

    /// <summary>Waits for the channel's file; free again when the result is disposed.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Waiting was ended.</exception>
    public static PassingLock Acquire(string file, CancellationToken cancellation)
    {
        var path = PathOf(file);
        var folder = Path.GetDirectoryName(path)!;
        SharedFolder.Make(folder);
        var held = PassingLock.Acquire(path, () => cancellation.IsCancellationRequested) ?? throw new OperationCanceledException(cancellation);
        SharedFolder.Share(folder, path);
        return held;
    }
}

using Ingot.Artifacts;

namespace Ingot.Sdk.Tasks;

/// <summary>One stage of a model runs at a time, whoever builds it.</summary>
internal static class ModelLock
{
    /// <summary>The lock's file in the folder of all stages.</summary>
    public const string FileName = ".lock";

    /// <summary>Waits for the model's lock; null when the build was cancelled.</summary>
    /// <param name="ingotFolder">The folder of all stages of the model.</param>
    /// <param name="isCanceled">Whether the build was cancelled.</param>
    public static FileStream? Acquire(string ingotFolder, Func<bool> isCanceled) => FileLock.Acquire(Path.Combine(ingotFolder, FileName), isCanceled);
}

namespace Ingot.Sdk.Tasks;

/// <summary>Held while a stage of a model runs, so that two builds at once do not both train. The system frees it when its holder dies.</summary>
internal static class ModelLock
{
    private const int PauseMilliseconds = 50;

    /// <summary>Waits for the lock; null when cancelled.</summary>
    public static FileStream? Acquire(string path, Func<bool> isCanceled)
    {
        while (!isCanceled())
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }

        return null;
    }
}

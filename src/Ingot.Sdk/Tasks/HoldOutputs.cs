using System.Diagnostics;
using Ingot.Artifacts;
using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>
/// Keeps two builds of one model from compiling into the same folder at once. Held until <see cref="ReleaseOutputs"/>, or until the
/// build ends, however it ends.
/// </summary>
public sealed class HoldOutputs : Microsoft.Build.Utilities.Task, ICancelableTask
{
    // The holder may be another node of this very build, whose end would wait for this one: so patience has an end. Then the build
    // goes on as one of any C# project does.
    private const int PatienceMilliseconds = 60_000;

    private volatile bool _canceled;

    /// <summary>The project's intermediate output folder.</summary>
    [Required]
    public string Folder { get; set; } = string.Empty;

    /// <inheritdoc />
    public void Cancel() => _canceled = true;

    /// <inheritdoc />
    public override bool Execute()
    {
        if (BuildEngine is not IBuildEngine4 shared || shared.GetRegisteredTaskObject(KeyOf(Folder), RegisteredTaskObjectLifetime.Build) is not null)
        {
            return true;
        }

        shared.Yield();
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(Folder);
            var waiting = Stopwatch.StartNew();
            held = FileLock.Acquire(
                Path.Combine(Folder, "ingot.lock"), () => _canceled || waiting.ElapsedMilliseconds > PatienceMilliseconds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be written: the compiler will say so at its own place.
            Log.LogText(MessageImportance.Low, "Ingot: no lock in '{0}': {1}", Folder, e.Message);
        }
        finally
        {
            shared.Reacquire();
        }

        if (held is not null)
        {
            shared.RegisterTaskObject(KeyOf(Folder), held, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return !_canceled;
    }

    /// <summary>Under which key the lock of a folder is registered.</summary>
    internal static string KeyOf(string folder) => "Ingot.Outputs|" + Path.GetFullPath(folder);
}

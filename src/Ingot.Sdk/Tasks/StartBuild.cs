using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Remembers when the build of the first model began.</summary>
public sealed class StartBuild : Microsoft.Build.Utilities.Task
{
    /// <summary>Under which key the time is registered, in ticks of UTC.</summary>
    internal const string Key = "Ingot.BuildStart";

    /// <inheritdoc />
    public override bool Execute()
    {
        if (BuildEngine is IBuildEngine4 shared && shared.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) is null)
        {
            shared.RegisterTaskObject(Key, DateTime.UtcNow.Ticks, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return true;
    }
}

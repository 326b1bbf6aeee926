using Microsoft.Build.Framework;

namespace Ingot.Sdk.Tasks;

/// <summary>Lets go of what <see cref="HoldOutputs"/> holds.</summary>
public sealed class ReleaseOutputs : Microsoft.Build.Utilities.Task
{
    /// <summary>The project's intermediate output folder.</summary>
    [Required]
    public string Folder { get; set; } = string.Empty;

    /// <inheritdoc />
    public override bool Execute()
    {
        var held = (BuildEngine as IBuildEngine4)?.UnregisterTaskObject(HoldOutputs.KeyOf(Folder), RegisteredTaskObjectLifetime.Build);
        (held as IDisposable)?.Dispose();
        return true;
    }
}

using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Ingot.Sdk.Tasks;

/// <summary>Reproduce: compares what was built with what was built again from the data (INGOT2101). Always runs when asked for.</summary>
public sealed class ReproduceModel : ModelTask
{
    /// <summary>The folder of all stages of the second build.</summary>
    [Required]
    public string ReproduceFolder { get; set; } = string.Empty;

    internal override string Stage => "reproduce";

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        var folder = new TaskItem(nameof(ReproduceFolder));
        folder.SetMetadata("Value", ReproduceFolder);
        Properties = [.. Properties, folder];
        using var modelLock = AcquireLock();
        if (modelLock is null)
        {
            return false;
        }

        RemoveLeftOvers();
        return RunStage(Stage, ReadProject()) && !Log.HasLoggedErrors;
    }
}

namespace Ingot.Sdk.Tasks;

/// <summary>Accept: writes the evaluated result beside the project, for change gates to compare with. Always runs when asked for.</summary>
public sealed class AcceptModel : ModelTask
{
    internal override string Stage => "accept";

    /// <inheritdoc />
    protected override bool ExecuteCore()
    {
        Directory.CreateDirectory(IngotFolder);
        using var modelLock = AcquireLock();
        if (modelLock is null)
        {
            return false;
        }

        RemoveLeftOvers();
        return RunStage(Stage, ReadProject()) && !Log.HasLoggedErrors;
    }
}

namespace Ingot.Sdk.Tasks;

/// <summary>A process of the tasks' own (<c>IngotIsolateTasks</c>): it has MSBuild's newer interfaces, and not always somebody behind them.</summary>
internal static class TaskHost
{
    /// <summary>Whether an exception of the engine means that there is nobody to ask.</summary>
    /// <param name="e">The exception.</param>
    public static bool Refuses(Exception e) => e is NotImplementedException or InvalidOperationException;
}

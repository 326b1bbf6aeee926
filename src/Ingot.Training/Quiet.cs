using Ingot.Core.Diagnostics;

namespace Ingot.Training;

/// <summary>Says nothing: the iterations of each of many models are not what a person waits for.</summary>
internal sealed class Quiet : IStageProgress
{
    /// <summary>The one that there is.</summary>
    public static Quiet Instance { get; } = new();

    /// <inheritdoc />
    public void Report(string message, double? fraction = null)
    {
    }
}

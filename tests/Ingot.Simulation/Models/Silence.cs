using Ingot.Core.Diagnostics;

namespace Ingot.Simulation.Models;

/// <summary>Hears nothing of how far stages are.</summary>
internal sealed class Silence : IStageProgress
{
    public static Silence Instance { get; } = new();

    public void Report(string message, double? fraction = null)
    {
    }
}

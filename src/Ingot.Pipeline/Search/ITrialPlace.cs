using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;

namespace Ingot.Pipeline.Search;

/// <summary>Where trainers are measured: in this process, or by workers on other machines. What comes of it is the same.</summary>
internal interface ITrialPlace : IDisposable
{
    /// <summary>Measures a trainer.</summary>
    /// <param name="name">What it is known by in this search.</param>
    /// <param name="trainer">The trainer and its parameters.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">INGOT93xx: nobody can measure it.</exception>
    TrialOutcome Measure(string name, TrainerSpec trainer, CancellationToken cancellation);

    /// <summary>What a trainer that was measured says of the measured rows, part by part; null: whoever has the bench of this process has it, or makes it again.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IngotException">As of <see cref="Measure"/>.</exception>
    IReadOnlyList<float[]>? PredictionsOf(TrainerSpec trainer, CancellationToken cancellation);
}

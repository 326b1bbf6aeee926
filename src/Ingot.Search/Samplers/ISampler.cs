using Ingot.Search.Trials;

namespace Ingot.Search.Samplers;

/// <summary>Says which point is tried next. It has no state: the same trials give the same point, so a search that was interrupted goes on as if it had not been.</summary>
public interface ISampler
{
    /// <summary>The next point.</summary>
    /// <param name="number">The number of the trial that it is for.</param>
    /// <param name="trials">All earlier ones, in their order; those that are not known yet too.</param>
    /// <returns>Null when there is none that was not tried.</returns>
    IReadOnlyDictionary<string, double>? Next(int number, IReadOnlyList<Trial> trials);
}

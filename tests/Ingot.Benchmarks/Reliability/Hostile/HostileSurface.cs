using Ingot.Tests.Shared.Trials;

namespace Ingot.Benchmarks.Reliability.Hostile;

/// <summary>A way by which files of others come in.</summary>
/// <param name="place">Where.</param>
internal abstract class HostileSurface(TrialPlace place)
{
    /// <summary>Its name in the counts.</summary>
    public abstract string Name { get; }

    /// <summary>How many cases are written by hand; they come first.</summary>
    public virtual int Crafted => 0;

    /// <summary>Where it works.</summary>
    protected TrialPlace Place { get; } = place;

    /// <summary>Writes what is whole, into the empty folder.</summary>
    public abstract Task PrepareAsync();

    /// <summary>Damages what is whole.</summary>
    /// <param name="number">The number of the case: below <see cref="Crafted"/> one that is written by hand, else one at random.</param>
    /// <param name="seed">The same seed gives the same damage.</param>
    public abstract HostileCase Damage(int number, int seed);

    /// <summary>Runs something to its end that belongs to what is whole.</summary>
    protected static async Task SucceedAsync(TrialCommand command)
    {
        using var process = TrialProcess.Start(command);
        if (!await process.EndAsync(TimeSpan.FromMinutes(10)) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command.Arguments)} failed:\n{process.Output}");
        }
    }
}

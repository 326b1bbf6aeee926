namespace Ingot.Jobs.Schedulers;

/// <summary>Runs the programs of a scheduler.</summary>
public interface ISchedulerPrograms
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="name">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Core.Diagnostics.IngotException">INGOT9301: it is not on this machine.</exception>
    Task<ProgramAnswer> RunAsync(string name, IReadOnlyList<string> arguments, string input, CancellationToken cancellation);
}

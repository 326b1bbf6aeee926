namespace Ingot.Simulation.Demo;

/// <summary>How a command ended.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, errors last.</param>
internal sealed record CommandResult(string Command, int ExitCode, string Output)
{
    /// <summary>The same, where it ended as it may.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public CommandResult Expect(params IReadOnlyList<int> exitCodes) => exitCodes.Contains(ExitCode)
        ? this
        : throw new InvalidOperationException($"'{Command}' ended with {ExitCode}:\n{Output}");
}

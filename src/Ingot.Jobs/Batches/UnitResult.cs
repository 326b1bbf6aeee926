namespace Ingot.Jobs.Batches;

/// <summary>How a unit of work ended. The first result of a unit stands, whoever finds another one later.</summary>
/// <param name="ExitCode">The verb's exit code: 0 passed, 1 a gate failed, 2 bad input, 3 the machine failed.</param>
/// <param name="Attempt">Which attempt came to this end, from 1.</param>
/// <param name="Machine">The machine's name.</param>
/// <param name="Started">When the attempt began.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Lost">Why there is no end of its own (INGOT9302, INGOT9303); null: it has one.</param>
public sealed record UnitResult(int ExitCode, int Attempt, string Machine, DateTimeOffset Started, double Seconds, LostUnit? Lost = null)
{
    /// <summary>The exit code of a verb that the machine failed at: it may be tried on another one.</summary>
    public const int MachineFailed = 3;

    /// <summary>Whether the work itself came to no end: the machine failed, or the process was killed, as for want of memory.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsOfTheMachine => ExitCode is < 0 or >= MachineFailed;
}

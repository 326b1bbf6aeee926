using System.Diagnostics;
using Ingot.Jobs.Workers;
using Ingot.Tool.Signing;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Building;

/// <summary>Does units of work with this very tool.</summary>
internal static class UnitTool
{
    /// <summary>The verb that does a unit.</summary>
    public const string Verb = "unit";

    // Several of Slurm's nodes may be one machine.
    private const string SlurmNode = "SLURMD_NODENAME";

    public static UnitWorker Worker => new(Start, Environment.GetEnvironmentVariable(SlurmNode) ?? Environment.MachineName, TimeProvider.System);

    private static ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var command = OwnTool.Command(arguments);
        var start = new ProcessStartInfo(command[0], command.Skip(1));
        SecretVariables.KeepFrom(start);
        return start;
    }
}

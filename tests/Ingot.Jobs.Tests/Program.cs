using System.Globalization;

namespace Ingot.Jobs.Tests;

/// <summary>What a scheduler starts: one unit, whose arguments are a shell's.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["--batch", var folder, "--submission", var name, "--element", var element])
        {
            return 2;
        }

        var worker = ShellUnits.Worker(Environment.GetEnvironmentVariable("SLURMD_NODENAME") ?? "pod", TimeProvider.System);
        var batch = await worker.FindAsync(folder, CancellationToken.None);
        var unit = await worker.FindUnitAsync(batch, name, int.Parse(element, CultureInfo.InvariantCulture), CancellationToken.None);
        var result = await worker.RunAsync(batch, unit, CancellationToken.None);
        return result.ExitCode;
    }
}

using System.Diagnostics;
using Ingot.Jobs.Batches;
using Ingot.Jobs.Workers;

namespace Ingot.Jobs.Tests;

/// <summary>Units whose arguments are a script of the shell, in a folder of their own.</summary>
internal static class ShellUnits
{
    public static UnitWorker Worker(string machine, TimeProvider time) => new(arguments => new ProcessStartInfo("/bin/sh", ["-c", .. arguments]), machine, time);

    public static IReadOnlyList<WorkUnit> Of(params string[] scripts) => [.. scripts.Select((s, i) => new WorkUnit($"unit {i}", [s]))];

    public static OpenBatch Open(string root, params string[] scripts) => new BatchStore(root).Open(Of(scripts), 3, reuse: false, () => { }, CancellationToken.None);

    /// <summary>The command that starts <see cref="Program"/>.</summary>
    public static IReadOnlyList<string> Program { get; } = [Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath!, "exec", typeof(ShellUnits).Assembly.Location];
}

namespace Ingot.Jobs.Workers;

/// <summary>
/// The machine, as far as processes are told apart by their numbers: two pods, or two virtual machines of one image, may have the same name, and then the same numbers mean other processes.
/// </summary>
internal static class OwnMachine
{
    private const string Boot = "/proc/sys/kernel/random/boot_id";
    private const string Processes = "/proc/self/ns/pid";

    /// <summary>Its name and, on Linux, what no other running system and no other container has; without spaces.</summary>
    public static string Name { get; } = string.Join('/', new[] { Environment.MachineName, BootOf(), new FileInfo(Processes).LinkTarget }.Where(p => !string.IsNullOrEmpty(p))).Replace(' ', '_');

    private static string? BootOf() => File.Exists(Boot) ? File.ReadAllText(Boot).Trim() : null;
}

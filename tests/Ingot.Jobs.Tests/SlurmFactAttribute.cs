namespace Ingot.Jobs.Tests;

/// <summary>A test that needs Slurm. Where it is not it is reported as skipped; in CI on Linux, which installs it, it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = SlurmCluster.IsInstalled || (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true")
        ? null
        : "Slurm is not installed. On Debian: apt-get install slurmctld slurmd slurm-client.";
}

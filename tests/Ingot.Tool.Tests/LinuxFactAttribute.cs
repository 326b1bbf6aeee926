namespace Ingot.Tool.Tests;

/// <summary>A test of what there is on Linux only; elsewhere it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    /// <param name="reason">Why it is skipped elsewhere.</param>
    public LinuxFactAttribute(string reason)
    {
        Reason = reason;
        Skip = OperatingSystem.IsLinux() ? null : reason;
    }

    /// <summary>Why it is skipped elsewhere.</summary>
    public string Reason { get; }
}

namespace Ingot.Tool.Tests;

/// <summary>Tests of what there is on Linux only; elsewhere they are reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    /// <param name="reason">Why they are skipped elsewhere.</param>
    public LinuxTheoryAttribute(string reason)
    {
        Reason = reason;
        Skip = OperatingSystem.IsLinux() ? null : reason;
    }

    /// <summary>Why they are skipped elsewhere.</summary>
    public string Reason { get; }
}

namespace Ingot.EndToEnd.Tests;

/// <summary>A test of commands that are for bash; on Windows it is reported as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BashFactAttribute : FactAttribute
{
    public BashFactAttribute() => Skip = OperatingSystem.IsWindows() ? "These commands are for bash." : null;
}

namespace Ingot.Templates.Tests;

/// <summary>A test with the linters. Without them it is skipped, but never on CI's Linux, where they are installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinterFactAttribute : FactAttribute
{
    public LinterFactAttribute() => Skip = !(OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("CI") == "true") ? Linter.Missing : null;
}

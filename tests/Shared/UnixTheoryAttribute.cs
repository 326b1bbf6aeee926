using Xunit;

namespace Ingot.Tests.Shared;

/// <summary>Tests of what only Unix has: a shell, owners and modes of files.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no shell of Unix." : null;
}

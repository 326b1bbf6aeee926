using Xunit;

namespace Ingot.Tests.Shared;

/// <summary>A test of owners and modes of files, which Windows does not have.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows has no modes of files." : null;
}

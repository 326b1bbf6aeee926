using Xunit;

namespace Ingot.Tests.Shared;

/// <summary>A test that makes symbolic links: Windows lets only administrators and developers do that.</summary>
internal sealed class LinkFactAttribute : FactAttribute
{
    public LinkFactAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows lets not everybody make symbolic links." : null;
}

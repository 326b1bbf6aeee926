namespace Ingot.Windows.Tests;

/// <summary>A test that runs Windows' programs under Wine. Where that cannot be it is reported as skipped, with the reason; CI installs Wine where there is apt-get.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WineFactAttribute : FactAttribute
{
    public WineFactAttribute() => Skip = Wine.Missing;
}

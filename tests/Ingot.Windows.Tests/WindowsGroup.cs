namespace Ingot.Windows.Tests;

/// <summary>All tests that run on the one <see cref="WindowsMachine"/>.</summary>
[CollectionDefinition(Name)]
public sealed class WindowsGroup : ICollectionFixture<WindowsMachine>
{
    public const string Name = "Windows";
}

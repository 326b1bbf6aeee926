namespace Ingot.EndToEnd.Tests;

/// <summary>All end-to-end tests: one workshop, one test at a time.</summary>
[CollectionDefinition(Name)]
public sealed class EndToEndGroup : ICollectionFixture<Workshop>
{
    public const string Name = "End to end";
}

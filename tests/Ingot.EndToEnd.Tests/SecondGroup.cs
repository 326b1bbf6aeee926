namespace Ingot.EndToEnd.Tests;

/// <summary>The workshop of <see cref="EndToEndGroup.Second"/>.</summary>
[CollectionDefinition(EndToEndGroup.Second)]
public sealed class SecondGroup : ICollectionFixture<Workshop>;

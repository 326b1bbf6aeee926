namespace Ingot.EndToEnd.Tests;

/// <summary>The workshop of <see cref="EndToEndGroup.First"/>.</summary>
[CollectionDefinition(EndToEndGroup.First)]
public sealed class FirstGroup : ICollectionFixture<Workshop>;

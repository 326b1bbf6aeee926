namespace Ingot.Templates.Tests;

/// <summary>All tests of the templates: they are packed and installed once.</summary>
[CollectionDefinition(Name)]
public sealed class TemplateGroup : ICollectionFixture<TemplateFixture>
{
    public const string Name = "Templates";
}

namespace Ingot.Tool.Tests;

/// <summary>Tests that set variables which verbs of other tests read too: they run when no others do.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentGroup
{
    public const string Name = "environment";
}

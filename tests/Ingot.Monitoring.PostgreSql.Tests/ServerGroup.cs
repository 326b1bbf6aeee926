namespace Ingot.Monitoring.PostgreSql.Tests;

/// <summary>All tests that use the server, one at a time: some stop it.</summary>
[CollectionDefinition(Name)]
public sealed class ServerGroup : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}

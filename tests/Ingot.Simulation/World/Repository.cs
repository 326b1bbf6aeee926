using System.Reflection;

namespace Ingot.Simulation.World;

/// <summary>The clone of the repository that this was built in.</summary>
public static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
}

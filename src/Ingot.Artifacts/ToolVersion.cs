using System.Reflection;

namespace Ingot.Artifacts;

/// <summary>The version of Ingot that runs.</summary>
public static class ToolVersion
{
    /// <summary>As its packages have it, such as <c>1.2.0</c> or <c>2.0.0-rc.1</c>.</summary>
    public static string Current { get; } = WithoutCommit(
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    // .NET puts the commit behind a plus sign.
    private static string WithoutCommit(string version) => version.Split('+')[0];
}

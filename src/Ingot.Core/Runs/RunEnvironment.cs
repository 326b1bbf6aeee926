using System.Runtime.InteropServices;
using Ingot.Artifacts;

namespace Ingot.Core.Runs;

/// <summary>Where a run took place.</summary>
/// <param name="Tool">Ingot's version.</param>
/// <param name="System">The operating system and the processor's architecture.</param>
/// <param name="DotNet">The version of .NET.</param>
/// <param name="Processors">Processors that the process could use.</param>
public sealed record RunEnvironment(string Tool, string System, string DotNet, int Processors)
{
    /// <summary>That of this process.</summary>
    public static RunEnvironment Current { get; } = new(
        ToolVersion.Current, $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", Environment.Version.ToString(), Environment.ProcessorCount);
}
